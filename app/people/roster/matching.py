"""Which employment of a person a line of the list speaks of."""

from collections.abc import Callable, Sequence
from datetime import date

from app.people.roster.facts import Job, KnownJob, Line

#: whether a line may speak of an employment, on the day of the list
Rule = Callable[[Line, Job, date], bool]


def match(lines: Sequence[Line], known: Sequence[KnownJob], as_of: date) -> list[KnownJob | None]:
    """For each line the employment it speaks of, or None if that is a new one.

    The rules are asked one after another for all lines, the certain ones first; an employment is
    given away once. Of several that fit, one that is active on `as_of` goes before others, then the
    latest. Names, shares of time and ends do not matter.
    """
    free = sorted(
        known, key=lambda one: (one.job.is_active(as_of), one.job.started_on), reverse=True
    )
    found: list[KnownJob | None] = [None] * len(lines)
    for rule in RULES:
        for at, line in enumerate(lines):
            if found[at] is None:
                found[at] = _take(free, line, rule, as_of)
    return found


def _take(free: list[KnownJob], line: Line, rule: Rule, as_of: date) -> KnownJob | None:
    for candidate in free:
        if candidate.job.unit_id == line.unit_id and rule(line, candidate.job, as_of):
            free.remove(candidate)
            return candidate
    return None


def same_post_and_start(line: Line, job: Job, _as_of: date) -> bool:
    """The line repeats what is known."""
    return line.post_id == job.post_id and line.started_on == job.started_on


def same_post_no_start(line: Line, job: Job, _as_of: date) -> bool:
    """The line does not say since when."""
    return line.post_id == job.post_id and line.started_on is None


def same_post_at_the_same_time(line: Line, job: Job, _as_of: date) -> bool:
    """The periods share a day, and nobody holds one post at one unit twice."""
    return (
        line.post_id == job.post_id
        and line.started_on is not None
        and line.started_on <= (job.ended_on or date.max)
        and job.started_on <= (line.ended_on or date.max)
    )


def other_post_same_start(line: Line, job: Job, _as_of: date) -> bool:
    """The employment is the same, its post is called otherwise now (or the line names none)."""
    return line.started_on is not None and line.started_on == job.started_on


def no_post_no_start(line: Line, job: Job, as_of: date) -> bool:
    """The line says only where: the present employment there."""
    return line.post_id is None and line.started_on is None and job.is_active(as_of)


RULES: tuple[Rule, ...] = (
    same_post_and_start,
    same_post_no_start,
    same_post_at_the_same_time,
    other_post_same_start,
    no_post_no_start,
)
