"""What a list changes about one person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.people.corrections import Stretch, changes_time_away, rewrites_past
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
    share_a_day,
)
from app.people.roster.matching import match
from app.people.roster.plans import AbsenceStep, Change, Days, JobStep, PersonPlan

FULL_TIME = Decimal(1)


@dataclass(frozen=True, slots=True)
class Said:
    """What a list says about an end: a day, or None; `is_said` unless the column is absent."""

    end: date | None
    is_said: bool


def plan_person(known: KnownPerson | None, lines: Sequence[Line], days: Days) -> PersonPlan:
    """What the lines about one e-mail address change; at least one line, in their order."""
    plan = PersonPlan(lines[0].email, _name(known, lines[0].name), known)
    kept = _kept_lines(lines, plan)
    _warn_of_guess(lines[0], plan)
    jobs = list({line.job_key: line for line in reversed(kept)}.values())[::-1]
    partners = match(jobs, known.jobs if known else (), days.as_of)
    taken = {partner.id for partner in partners if partner}
    others = [one.job for one in (known.jobs if known else ()) if one.id not in taken]
    for line, partner in zip(jobs, partners, strict=True):
        _plan_job(line, partner, others, days, plan)
    used = {step.line.job_key for step in plan.jobs}
    _plan_absences([line for line in kept if line.job_key in used], days, plan)
    plan.change = _person_change(plan) if plan.jobs else None
    return plan


def _name(known: KnownPerson | None, name: Name) -> Name:
    if known is None or name.improves(known.name):
        return Name(name.first_name, name.last_name)
    return known.name


def _warn_of_guess(line: Line, plan: PersonPlan) -> None:
    name = line.name
    if name.is_guess and (plan.known is None or plan.is_renamed):
        _warn(plan, line, "name_guessed", first_name=name.first_name, last_name=name.last_name)


def _person_change(plan: PersonPlan) -> Change:
    if plan.known is None:
        return Change.NEW
    is_same = all(step.change is Change.UNCHANGED for step in plan.absences)
    return Change.UNCHANGED if is_same and not plan.is_renamed else Change.CHANGED


def _kept_lines(lines: Sequence[Line], plan: PersonPlan) -> list[Line]:
    """The lines without those that contradict or repeat an earlier one."""
    kept: list[Line] = []
    for line in lines:
        earlier = next((one for one in kept if one.collides_with(line)), None)
        if not line.name.agrees_with(lines[0].name):
            data = {"email": line.email, "name": line.name.full, "first_name": lines[0].name.full}
            plan.refusals.append(_remark(line, "two_names", lines[0], data))
        elif earlier is None:
            kept.append(line)
        elif earlier.job != line.job:
            plan.refusals.append(_remark(line, "lines_disagree", earlier))
        elif line.absence_from is None or line.absence_from == earlier.absence_from:
            plan.warnings.append(_remark(line, "line_repeated", earlier))
        else:
            kept.append(line)
    return kept


def _remark(line: Line, code: str, earlier: Line, data: Data | None = None) -> Remark:
    where: Data = {"first_line": earlier.place.line, "first_sheet": earlier.place.sheet}
    return Remark(line.place, code, {**where, **(data or {})})


def _plan_job(
    line: Line, known: KnownJob | None, others: Sequence[Job], days: Days, plan: PersonPlan
) -> None:
    try:
        after = _changed_job(line, known.job, days, plan) if known else _new_job(line, days, plan)
        if known is None or after != known.job:
            _demand_free(after, [*others, *(step.after for step in plan.jobs)])
    except Refused as refused:
        plan.refusals.append(Remark(line.place, refused.code, refused.data))
        return
    before = known.job if known else None
    change = Change.NEW if before is None else Change.CHANGED
    is_correction = rewrites_past(_stretch(before) if before else None, _stretch(after), days.today)
    plan.jobs.append(
        JobStep(Change.UNCHANGED if after == before else change, line, known, after, is_correction)
    )


def _demand_free(job: Job, others: Sequence[Job]) -> None:
    """Nobody holds one post at one unit twice on the same day."""
    for other in others:
        if (other.unit_id, other.post_id) == (job.unit_id, job.post_id) and other.overlaps(job):
            raise Refused("job_overlaps", since=other.started_on.isoformat())


def _new_job(line: Line, days: Days, plan: PersonPlan) -> Job:
    if line.post_id is None:
        raise Refused("post_missing")
    started_on = line.started_on or days.as_of
    if line.ended_on is not None and line.ended_on < started_on:
        raise Refused("start_unknown", ended_on=line.ended_on.isoformat())
    if line.started_on is None:
        _warn(plan, line, "start_assumed", started_on=started_on.isoformat())
    if line.fte is None:
        _warn(plan, line, "fte_assumed")
    return Job(line.unit_id, line.post_id, started_on, line.ended_on, line.fte or FULL_TIME)


def _changed_job(line: Line, before: Job, days: Days, plan: PersonPlan) -> Job:
    said = Said(line.ended_on, line.says_end)
    after = replace(
        before,
        post_id=before.post_id if line.post_id is None else line.post_id,
        started_on=_start(line, line.started_on, before.started_on, days, plan),
        ended_on=_end(line, said, before.ended_on, days, plan),
        fte=before.fte if line.fte is None else line.fte,
    )
    if after.ended_on is not None and after.ended_on < after.started_on:
        data = {"started_on": after.started_on.isoformat(), "ended_on": after.ended_on.isoformat()}
        raise Refused("ends_before_start", **data)
    return after


def _start(line: Line, said: date | None, known_start: date, days: Days, plan: PersonPlan) -> date:
    """The start after the import. A later one is not taken over: it would erase days gone by."""
    if said is None or said <= known_start or known_start >= days.today:
        return said or known_start
    _warn(plan, line, "start_kept", listed=said.isoformat(), kept=known_start.isoformat())
    return known_start


def _end(
    line: Line, said: Said, known_end: date | None, days: Days, plan: PersonPlan
) -> date | None:
    """The end after the import: an empty cell says that there is none, an absent column nothing.

    A list of an earlier day cannot know of an end that was not yet reached on that day.
    """
    if said.end is not None or not said.is_said or known_end is None:
        return said.end or known_end
    if days.as_of < days.today and known_end >= days.as_of:
        _warn(plan, line, "end_kept", ended_on=known_end.isoformat())
        return known_end
    return None


def _warn(plan: PersonPlan, line: Line, code: str, **data: str | int) -> None:
    plan.warnings.append(Remark(line.place, code, data))


def _stretch(job: Job) -> Stretch:
    return Stretch(job.started_on, job.ended_on, (job.unit_id, job.post_id, job.fte))


def _plan_absences(lines: Sequence[Line], days: Days, plan: PersonPlan) -> None:
    """An absence stands in the line of one unit, and is from the work at that unit."""
    free = list(plan.known.absences) if plan.known else []
    for line in lines:
        if line.absence_from is None:
            continue
        listed = Stretch(line.absence_from, line.absence_to)
        same_unit = (one for one in plan.absences if one.line.unit_id == line.unit_id)
        first = next((one for one in same_unit if share_a_day(one.line.away, line.away)), None)
        known = None if first else _known_absence(line.unit_id, listed, free)
        first = first or next((one for one in plan.absences if known and one.known == known), None)
        if first is None:
            plan.absences.append(_absence_step(line, listed, known, days, plan))
        elif first.line.away != line.away:
            plan.warnings.append(_remark(line, "absences_disagree", first.line))


def _known_absence(unit_id: int, listed: Stretch, free: list[KnownAbsence]) -> KnownAbsence | None:
    """The absence with the same start, or else one that shares a day; taken out of `free`.

    One from all work answers for the line of every unit, so it stays.
    """
    days = (listed.started_on, listed.ended_on)
    here = [one for one in free if one.unit_id in {None, unit_id}]
    sharing = [one for one in here if share_a_day((one.started_on, one.ended_on), days)]
    if not sharing:
        return None
    found = min(sharing, key=lambda one: one.started_on != listed.started_on)
    if found.unit_id is not None:
        free.remove(found)
    return found


def _absence_step(
    line: Line, listed: Stretch, known: KnownAbsence | None, days: Days, plan: PersonPlan
) -> AbsenceStep:
    before, after, change = None, listed, Change.NEW
    unit_id: int | None = line.unit_id
    if known is not None:
        said = Said(line.absence_to, line.says_absence_end)
        before, unit_id = Stretch(known.started_on, known.ended_on), known.unit_id
        started_on = _start(line, listed.started_on, known.started_on, days, plan)
        after = Stretch(started_on, _end(line, said, known.ended_on, days, plan))
        change = Change.UNCHANGED if after == before else Change.CHANGED
    stored = plan.time_away()
    planned = {**stored, known.id if known else 0: replace(after, facts=(unit_id,))}
    return AbsenceStep(
        change=change,
        line=line,
        known=known,
        started_on=after.started_on,
        ended_on=after.ended_on,
        is_correction=rewrites_past(before, after, days.today)
        or changes_time_away(stored.values(), planned.values(), days.today),
    )
