"""What is printed, as it is printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody who was there; `presences` has a pair of texts for each meeting: when, and how."""

    number: str
    name: str
    post: str
    presences: tuple[tuple[str, str], ...]
    credit: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who stands for the list; without `text` there is a line to sign on."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Every text of one list, in the order of reading."""

    language: str
    organiser: str
    heading: str
    number: str
    drawn_up: str
    #: that it replaces another version, or was replaced; may be empty
    standing: str
    school: str
    title: str
    #: names of facts, and the facts
    details: tuple[tuple[str, str], ...]
    #: number, name, post, presence, way of confirmation, credit
    columns: tuple[str, str, str, str, str, str]
    rows: tuple[Row, ...]
    #: instead of rows, if there are none
    nobody: str
    #: how many were entitled, present and so on
    counts: tuple[tuple[str, str], ...]
    basis: str
    signatures: tuple[Signature, ...]
    check: str
    #: where the code is typed
    address: str
    #: in groups
    code: str
    fingerprint_label: str
    sha256: str
    notice: str
    #: with `{page}` and `{pages}` in it
    page: str
    #: what programs show as the name of the file
    file_title: str

    def everything(self) -> str:
        """All letters that must be there on paper."""
        rows = (
            f"{row.number} {row.name} {row.post} {row.presences} {row.credit}" for row in self.rows
        )
        return " ".join((
            *(self.organiser, self.heading, self.number, self.drawn_up, self.standing),
            *(self.school, self.title, str(self.details), *self.columns, *rows, self.nobody),
            *(str(self.counts), self.basis, str(self.signatures), self.check, self.address),
            *(self.code, self.fingerprint_label, self.sha256, self.notice, self.page),
        ))
