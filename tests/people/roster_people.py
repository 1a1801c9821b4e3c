"""Jan Kot, whom tests of plans are about, and lines about him."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.people.roster.facts import Job, KnownAbsence, KnownJob, KnownPerson, Line, Name, Place
from app.people.roster.planning import plan_person
from app.people.roster.plans import Days, PersonPlan

TODAY = date(2026, 11, 22)
NOW = Days(TODAY, TODAY)
IN_JUNE = Days(date(2026, 6, 30), TODAY)
START = date(2020, 9, 1)

JOB = Job(unit_id=1, post_id=10, started_on=START, ended_on=None, fte=Decimal(1))
LINE = Line(
    place=Place("", 2),
    email="jan.kot@szkoly.example",
    name=Name("Jan", "Kot"),
    unit_id=1,
    post_id=10,
    started_on=START,
    ended_on=None,
    fte=Decimal(1),
)


def person(*absences: KnownAbsence, name: Name = LINE.name, job: Job = JOB) -> KnownPerson:
    """Jan Kot, who works and was away like this."""
    return KnownPerson(1, name, (KnownJob(7, job),), absences)


def said(at: int = 2, **changes: Any) -> Line:  # noqa: ANN401 - any field of a line
    """A line about Jan Kot that differs from `LINE` as said."""
    return replace(LINE, place=Place("", at), **changes)


def planned(known: KnownPerson | None, *lines: Line, days: Days = NOW) -> PersonPlan:
    """The plan, and nothing else."""
    return plan_person(known, lines, days)


def codes(remarks: list[Any]) -> list[str]:
    """Only the codes."""
    return [remark.code for remark in remarks]
