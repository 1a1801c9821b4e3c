"""Marks of a signed sheet, as they were typed: who is marked, and when each came."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum

from app.attendance.checkin import Terms
from app.core.clock import LOCAL_ZONE

#: also without anything between hour and minute, as it is typed fastest
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]?([0-5][0-9])")
_LONGEST_TIME = 12


class Fault(StrEnum):
    """Why what stands beside somebody is no time of arrival."""

    UNREADABLE = "unreadable"
    #: before check-in opens, after the end, or not yet
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Marks:
    """Nothing that was typed is lost, right or wrong."""

    people: frozenset[int] = frozenset()
    #: as typed, of some of these people
    times: Mapping[int, str] = field(default_factory=dict)
    faults: Mapping[int, Fault] = field(default_factory=dict)


def typed_marks(
    ticked: Iterable[int], times: Mapping[int, str], terms: Terms, day: date, at: datetime
) -> Marks:
    """What was typed at that instant about a meeting of that day.

    A time beside somebody who is not ticked is a mark, too.
    """
    given = {number: text.strip()[:_LONGEST_TIME] for number, text in times.items() if text.strip()}
    faults = {number: _fault(text, terms, day, at) for number, text in given.items()}
    return Marks(
        frozenset(ticked) | given.keys(),
        given,
        {number: fault for number, fault in faults.items() if fault},
    )


def came_at(marks: Marks, terms: Terms, day: date, at: datetime) -> dict[int, datetime]:
    """Each marked person, and when they came: at the usual time, unless there is another."""
    times = {number: _instant(text, day) for number, text in marks.times.items()}
    usual = usual_time(terms, at)
    return {number: times.get(number) or usual for number in sorted(marks.people)}


def usual_time(terms: Terms, at: datetime) -> datetime:
    """When a mark without a time says that somebody came: at the start, or now before it."""
    return min(terms.starts_at, at)


def _fault(text: str, terms: Terms, day: date, at: datetime) -> Fault | None:
    instant = _instant(text, day)
    if instant is None:
        return Fault.UNREADABLE
    is_possible = terms.opens_at <= instant <= min(at, terms.ends_at)
    return None if is_possible else Fault.OUTSIDE


def _instant(text: str, day: date) -> datetime | None:
    """That time of the day on a clock in Poland; None if it is no time."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    wall = time(int(found[1]), int(found[2]))
    return datetime.combine(day, wall, LOCAL_ZONE).astimezone(UTC)
