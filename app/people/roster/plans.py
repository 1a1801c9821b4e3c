"""What happens to a person and to everything about them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.people.corrections import Stretch
from app.people.roster.facts import Job, KnownAbsence, KnownJob, KnownPerson, Line, Name, Remark


class Change(StrEnum):
    """What happens to a person, an employment or an absence."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Days:
    """The two days a plan depends on: which day the list describes, and which day it is."""

    as_of: date
    today: date


@dataclass(frozen=True, slots=True)
class JobStep:
    """What happens to one employment."""

    change: Change
    line: Line
    known: KnownJob | None
    after: Job
    is_correction: bool


@dataclass(frozen=True, slots=True)
class AbsenceStep:
    """What happens to one absence."""

    change: Change
    line: Line
    known: KnownAbsence | None
    started_on: date
    ended_on: date | None
    is_correction: bool


@dataclass(slots=True)
class PersonPlan:
    """What happens to one person. `change` is None when no line about them can be used.

    A person is changed by another name or another absence; employments are counted by themselves.
    """

    email: str
    name: Name
    known: KnownPerson | None
    change: Change | None = None
    jobs: list[JobStep] = field(default_factory=list)
    absences: list[AbsenceStep] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)

    @property
    def is_renamed(self) -> bool:
        """Whether a known person gets another name."""
        return self.known is not None and self.name != self.known.name

    def time_away(self) -> dict[int, Stretch]:
        """Every absence as planned so far, by its number; new ones below 0."""
        known = self.known.absences if self.known else ()
        planned = {one.id: _stretch(one, one.unit_id) for one in known}
        for number, step in enumerate(self.absences, start=1):
            unit_id = step.known.unit_id if step.known else step.line.unit_id
            planned[step.known.id if step.known else -number] = _stretch(step, unit_id)
        return planned


def _stretch(one: KnownAbsence | AbsenceStep, unit_id: int | None) -> Stretch:
    return Stretch(one.started_on, one.ended_on, (unit_id,))
