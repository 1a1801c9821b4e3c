"""The plain values that the import compares: what a list says, and what Kadra knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.core.folding import fold

#: plain values for a sentence: text and numbers; days as ISO text
Data = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the sheet's name (empty in CSV) and the line."""

    sheet: str
    line: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about a line: a code with its data; `wording` makes a sentence of it."""

    place: Place
    code: str
    data: Data = field(default_factory=dict)


class Refused(Exception):
    """The line cannot be used; caught where lines are read."""

    def __init__(self, code: str, **data: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; `is_split` when it came in one column, `is_guess` when that left doubt."""

    first_name: str
    last_name: str
    is_split: bool = False
    is_guess: bool = False

    @property
    def full(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def agrees_with(self, other: "Name") -> bool:
        """Whether both are the same words, whatever their order, case, diacritics and dashes."""
        return self.words() == other.words()

    def words(self) -> list[str]:
        """The words of the name, folded, in a fixed order."""
        return sorted(fold(self.full).replace("-", " ").split())

    def improves(self, known: "Name") -> bool:
        """Whether the stored name should become this one.

        Capitals alone are no reason, and neither is another guess at where one column parts.
        """
        if (self.first_name, self.last_name) == (known.first_name, known.last_name):
            return False
        shouted = self.full in {self.full.upper(), self.full.lower()}
        if shouted and self.full.casefold() == known.full.casefold():
            return False
        return not (self.is_split and self.full_letters() == known.full_letters())

    def full_letters(self) -> list[str]:
        """The words as written, in a fixed order."""
        return sorted(self.full.split())


@dataclass(frozen=True, slots=True)
class Job:
    """A person works at a unit on a post from one day to another, both included."""

    unit_id: int
    #: below zero: a post that the catalogue does not have yet
    post_id: int
    started_on: date
    ended_on: date | None
    fte: Decimal

    def is_active(self, on: date) -> bool:
        """Whether the person works there on that day."""
        return self.started_on <= on and (self.ended_on is None or on <= self.ended_on)

    def overlaps(self, other: "Job") -> bool:
        """Whether some day belongs to both."""
        mine, others = (self.started_on, self.ended_on), (other.started_on, other.ended_on)
        return share_a_day(mine, others)


@dataclass(frozen=True, slots=True)
class KnownJob:
    """An employment that Kadra has."""

    id: int
    job: Job


@dataclass(frozen=True, slots=True)
class KnownAbsence:
    """An absence that Kadra has: from the work at one unit, or from all work (None)."""

    id: int
    started_on: date
    ended_on: date | None
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person that Kadra has, with every employment, whatever its unit, and every absence."""

    id: int
    name: Name
    jobs: tuple[KnownJob, ...] = ()
    absences: tuple[KnownAbsence, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list, understood. None is what the line does not say.

    `says_end` and `says_absence_end` tell a column that is there and empty (there is no end) from
    one that is absent (nothing is said).
    """

    place: Place
    email: str
    name: Name
    unit_id: int
    post_id: int | None
    started_on: date | None
    ended_on: date | None
    fte: Decimal | None
    absence_from: date | None = None
    absence_to: date | None = None
    says_end: bool = True
    says_absence_end: bool = True

    @property
    def job_key(self) -> tuple[int, int | None, date | None]:
        """Two lines with the same key speak of the same employment."""
        return self.unit_id, self.post_id, self.started_on

    @property
    def job(self) -> tuple[object, ...]:
        """Everything the line says about the employment."""
        return *self.job_key, self.ended_on, self.fte

    @property
    def away(self) -> tuple[date | None, date | None]:
        """First and last day of the absence it tells of."""
        return self.absence_from, self.absence_to

    def collides_with(self, other: "Line") -> bool:
        """Whether both claim the same post at the same unit for some day."""
        mine, others = (self.started_on, self.ended_on), (other.started_on, other.ended_on)
        same_place = (self.unit_id, self.post_id) == (other.unit_id, other.post_id)
        return same_place and share_a_day(mine, others)


def share_a_day(
    one: tuple[date | None, date | None], other: tuple[date | None, date | None]
) -> bool:
    """Whether two periods, first and last day, have a day in common; None is without a limit."""
    return (one[0] or date.min) <= (other[1] or date.max) and (other[0] or date.min) <= (
        one[1] or date.max
    )
