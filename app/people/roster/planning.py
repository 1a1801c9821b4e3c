"""What a list changes about one person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from app.people.roster.facts import (
    Data,
    Job,
    KnownAbsence,
    KnownJob,
    KnownPerson,
    Line,
    Name,
    Refused,
    Remark,
)
from app.people.roster.matching import match

FULL_TIME = Decimal(1)


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
    """What happens to one person. `change` is None when no line about them can be used."""

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

    @property
    def is_correction(self) -> bool:
        """Whether what was stored about days gone by changes."""
        steps = (*self.jobs, *self.absences)
        return any(step.is_correction for step in steps if step.change is not Change.UNCHANGED)


def plan_person(known: KnownPerson | None, lines: Sequence[Line], days: Days) -> PersonPlan:
    """What the lines about one e-mail address change; at least one line, in their order."""
    plan = PersonPlan(lines[0].email, _name(known, lines[0].name), known)
    kept = _kept_lines(lines, plan)
    partners = match(kept, known.jobs if known else (), days.as_of)
    used = [
        line for line, job in zip(kept, partners, strict=True) if _plan_job(line, job, days, plan)
    ]
    _plan_absences(used, days, plan)
    plan.change = _person_change(plan) if plan.jobs else None
    return plan


def _name(known: KnownPerson | None, name: Name) -> Name:
    if known is None or name.improves(known.name):
        return Name(name.first_name, name.last_name)
    return known.name


def _person_change(plan: PersonPlan) -> Change:
    if plan.known is None:
        return Change.NEW
    is_same = all(step.change is Change.UNCHANGED for step in plan.absences)
    return Change.UNCHANGED if is_same and not plan.is_renamed else Change.CHANGED


def _kept_lines(lines: Sequence[Line], plan: PersonPlan) -> list[Line]:
    """The lines without those that contradict or repeat an earlier one."""
    kept: list[Line] = []
    for line in lines:
        earlier = next((one for one in kept if one.job_key == line.job_key), None)
        if not line.name.agrees_with(lines[0].name):
            data = {"email": line.email, "name": line.name.full, "first_name": lines[0].name.full}
            plan.refusals.append(_remark(line, "two_names", lines[0], **data))
        elif earlier is None:
            kept.append(line)
        elif (earlier.ended_on, earlier.fte) != (line.ended_on, line.fte):
            plan.refusals.append(_remark(line, "lines_disagree", earlier))
        elif line.absence_from is None or line.absence_from == earlier.absence_from:
            plan.warnings.append(_remark(line, "line_repeated", earlier))
        else:
            kept.append(line)
    return kept


def _remark(line: Line, code: str, earlier: Line, **data: str | int) -> Remark:
    where: Data = {"first_line": earlier.place.line, "first_sheet": earlier.place.sheet}
    return Remark(line.place, code, {**where, **data})


def _plan_job(line: Line, known: KnownJob | None, days: Days, plan: PersonPlan) -> bool:
    """Whether the line can be used."""
    if any(step.line.job_key == line.job_key for step in plan.jobs):
        return True  # only another absence of the same employment
    try:
        step = _changed_job(line, known, days, plan) if known else _new_job(line, days, plan)
    except Refused as refused:
        plan.refusals.append(Remark(line.place, refused.code, refused.data))
        return False
    plan.jobs.append(step)
    return True


def _new_job(line: Line, days: Days, plan: PersonPlan) -> JobStep:
    if line.post_id is None:
        raise Refused("post_missing")
    started_on = line.started_on or days.as_of
    if line.ended_on is not None and line.ended_on < started_on:
        raise Refused("start_unknown", ended_on=line.ended_on.isoformat())
    if line.started_on is None:
        data: Data = {"started_on": started_on.isoformat()}
        plan.warnings.append(Remark(line.place, "start_assumed", data))
    if line.fte is None:
        plan.warnings.append(Remark(line.place, "fte_assumed"))
    after = Job(line.unit_id, line.post_id, started_on, line.ended_on, line.fte or FULL_TIME)
    _warn_of_overlap(line, after, plan)
    return JobStep(Change.NEW, line, None, after, is_correction=started_on < days.today)


def _warn_of_overlap(line: Line, after: Job, plan: PersonPlan) -> None:
    for one in plan.known.jobs if plan.known else ():
        if (one.job.unit_id, one.job.post_id) == (
            after.unit_id,
            after.post_id,
        ) and one.job.is_active(after.started_on):
            data: Data = {"since": one.job.started_on.isoformat()}
            plan.warnings.append(Remark(line.place, "job_overlaps", data))


def _changed_job(line: Line, known: KnownJob, days: Days, plan: PersonPlan) -> JobStep:
    before = known.job
    after = Job(
        unit_id=before.unit_id,
        post_id=before.post_id if line.post_id is None else line.post_id,
        started_on=line.started_on or before.started_on,
        ended_on=_end(line, before.ended_on, days, plan),
        fte=before.fte if line.fte is None else line.fte,
    )
    if after.ended_on is not None and after.ended_on < after.started_on:
        data = {"started_on": after.started_on.isoformat(), "ended_on": after.ended_on.isoformat()}
        raise Refused("ends_before_start", **data)
    change = Change.UNCHANGED if after == before else Change.CHANGED
    return JobStep(change, line, known, after, _rewrites_the_past(before, after, days.today))


def _end(line: Line, known_end: date | None, days: Days, plan: PersonPlan) -> date | None:
    """The end after the import: an empty cell says that there is none, an absent column nothing.

    A list of an earlier day cannot know of an end that was not yet reached on that day.
    """
    if line.ended_on is not None or not line.says_end or known_end is None:
        return line.ended_on or known_end
    if days.as_of < days.today and known_end >= days.as_of:
        data: Data = {"ended_on": known_end.isoformat()}
        plan.warnings.append(Remark(line.place, "end_kept", data))
        return known_end
    return None


def _rewrites_the_past(before: Job, after: Job, today: date) -> bool:
    if (before.post_id, before.started_on, before.fte) != (
        after.post_id,
        after.started_on,
        after.fte,
    ):
        return min(before.started_on, after.started_on) < today
    return moves_past_end(before.ended_on, after.ended_on, today)


def moves_past_end(before: date | None, after: date | None, today: date) -> bool:
    """Whether a changed end decides about a day before `today`."""
    ends = [end for end in (before, after) if end is not None]
    return before != after and min(ends) + timedelta(days=1) < today


def _plan_absences(lines: Sequence[Line], days: Days, plan: PersonPlan) -> None:
    known = {absence.started_on: absence for absence in (plan.known.absences if plan.known else ())}
    planned: dict[date, AbsenceStep] = {}
    for line in lines:
        if line.absence_from is None:
            continue
        step = _absence_step(line, line.absence_from, known.get(line.absence_from), days)
        first = planned.setdefault(step.started_on, step)
        if first.ended_on != step.ended_on:
            plan.warnings.append(_remark(line, "absences_disagree", first.line))
    plan.absences = list(planned.values())


def _absence_step(
    line: Line, started_on: date, known: KnownAbsence | None, days: Days
) -> AbsenceStep:
    if known is None:
        is_past = started_on < days.today
        return AbsenceStep(Change.NEW, line, None, started_on, line.absence_to, is_past)
    is_said = line.says_absence_end or line.absence_to is not None
    ended_on = line.absence_to if is_said else known.ended_on
    change = Change.UNCHANGED if ended_on == known.ended_on else Change.CHANGED
    is_past = change is Change.CHANGED and moves_past_end(known.ended_on, ended_on, days.today)
    return AbsenceStep(change, line, known, started_on, ended_on, is_past)
