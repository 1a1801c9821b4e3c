"""When a change alters what was stored about days gone by, and must say why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What holds from one day to another, both included; without a last day it still goes on."""

    started_on: date
    ended_on: date | None
    facts: tuple[object, ...] = ()


def rewrites_past(before: Stretch | None, after: Stretch | None, today: date) -> bool:
    """Whether storing `after` instead of `before` alters what is known about a day before `today`.

    None stands for nothing stored: before an addition, after a removal.
    """
    return _past_of(before, today) != _past_of(after, today)


def changes_time_away(before: Iterable[Stretch], after: Iterable[Stretch], today: date) -> bool:
    """Whether absences that cover a day before `today` last for another time than was known.

    These are all absences of one person, each with its unit as its only fact. Nothing that was
    stored about days gone by need have been wrong; but a rule asks how long somebody is away
    without a break, and judges those days anew when an end is moved, or when an absence that is
    still to come joins the one that has begun. So such a change is a correction all the same.
    """
    known, found = list(before), list(after)
    units = {fact for one in (*known, *found) for fact in one.facts}
    return any(_time_away(known, unit, today) != _time_away(found, unit, today) for unit in units)


def _time_away(absences: Iterable[Stretch], unit: object, today: date) -> list[Stretch]:
    """The times without a break away from the unit that began before `today`, in order.

    One without an end reaches as far as it is known, and bears that as its fact.
    """
    joined: list[Stretch] = []
    for one in sorted(absences, key=lambda one: one.started_on):
        if not {None, unit}.issuperset(one.facts):
            continue
        last = one.ended_on or max(one.started_on, today)
        known = joined[-1] if joined else None
        if known is None or known.ended_on is None or one.started_on > known.ended_on + _A_DAY:
            joined.append(Stretch(one.started_on, last, (one.ended_on is None,)))
        else:
            is_open = one.ended_on is None or known.facts == (True,)
            joined[-1] = Stretch(known.started_on, max(known.ended_on, last), (is_open,))
    return [one for one in joined if one.started_on < today]


def _past_of(stretch: Stretch | None, today: date) -> Stretch | None:
    if stretch is None or stretch.started_on >= today:
        return None
    yesterday = today - _A_DAY
    return replace(stretch, ended_on=min(stretch.ended_on or yesterday, yesterday))
