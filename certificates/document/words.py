"""What is printed, as it is printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Detail:
    """A fact of a few words under its name; `note` says the same in another measure."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Every text of one document, in the order of reading."""

    language: str
    issuer: str
    number: str
    issued: str
    heading: str
    subheading: str
    recipient_label: str
    name: str
    schools: tuple[str, ...]
    training_label: str
    title: str
    programme: str
    details: tuple[Detail, ...]
    topics_label: str
    topics: tuple[str, ...]
    check_heading: str
    check: str
    #: where the code is typed
    address: str
    #: in groups
    code: str
    #: what programs show as the name of the file, and what it is about
    file_title: str
    file_subject: str

    def everything(self) -> str:
        """All letters that must be there on paper."""
        return " ".join((
            *(self.issuer, self.number, self.issued, self.heading, self.subheading),
            *(self.recipient_label, self.name, *self.schools, self.training_label, self.title),
            *(self.programme, self.topics_label, *self.topics, self.check_heading, self.check),
            *(f"{one.label} {one.value} {one.note}" for one in self.details),
            *(self.address, self.code),
        ))
