"""By when somebody is to complete what an assignment asks, on plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

#: from one day to another, both included; without an end while the work goes on
Span = tuple[date, date | None]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """Either a day, or so many days after the start."""

    due_on: date | None
    due_days: int | None
    assigned_on: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day in time, and since when the person is asked."""

    due_on: date
    asked_since: date

    def late_days(self, today: date) -> int:
        """For how many days it has been late; 0 while it is in time.

        Whoever came after the day had no chance before: her days count from the first of work.
        """
        return max(0, (today - max(self.due_on, self.asked_since)).days)


def deadline_of(terms: Terms, work: Iterable[Span], today: date) -> Deadline | None:
    """By when, for somebody with this work at the assignment's unit; None if none holds today.

    The start is the first day of the work there that holds today, or the day of the assignment if
    that is later. A contract that follows another without a day between is the same work.
    """
    began_on = first_day_of_work(work, today)
    if began_on is None:
        return None
    since = max(began_on, terms.assigned_on)
    if terms.due_on is not None:
        return Deadline(terms.due_on, since)
    return Deadline(since + timedelta(days=terms.due_days or 0), since)


def first_day_of_work(work: Iterable[Span], today: date) -> date | None:
    """The first day of the unbroken work that holds on the day `today`; None if none holds."""
    begun = [span for span in work if span[0] <= today]
    latest_first = sorted(begun, key=lambda span: span[1] or date.max, reverse=True)
    first: date | None = None
    for started_on, ended_on in latest_first:
        if (ended_on or date.max) < (today if first is None else first - _DAY):
            break
        first = started_on if first is None else min(started_on, first)
    return first
