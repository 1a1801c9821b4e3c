"""What comes from a page of a paper: a browser may send anything, and nothing is an error."""

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

_LONGEST_NUMBER = 3  # digits; more than any paper has


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A question as it was sent. What is missing or odd is as good as nothing."""

    #: token of the paper
    paper: str
    #: place of the question on the paper, from 1
    position: int | None
    #: every field with its values, for the kind of the question to read
    fields: Mapping[str, list[str]]
    #: where the button leads: `next`, `previous` or `overview`; empty: stay here
    go: str

    @property
    def is_as_shown(self) -> bool:
        """Nothing on the page was changed, so nothing is to be saved.

        A page opened long ago in another tab must not undo what was answered since.
        """
        is_moved = "up" in self.fields or "down" in self.fields
        before = self.fields.get("before")
        return not is_moved and before == [" ".join(self.fields.get("answer", []))]

    @property
    def moved(self) -> str:
        """The item that a button moved, so that the page comes back to it; empty if none did."""
        return next(iter(self.fields.get("up") or self.fields.get("down") or ()), "")


def paper_form(sent: MultiDict[str, str]) -> PaperForm:
    """The form as it was sent."""
    return PaperForm(
        paper=sent.get("paper", ""),
        position=whole_number(sent.get("question", "")),
        fields=sent.to_dict(flat=False),
        go=sent.get("go", ""),
    )


def whole_number(text: str) -> int | None:
    """The number that is written here, if it is a small whole one."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    return int(text) if is_number else None
