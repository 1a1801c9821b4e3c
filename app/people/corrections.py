"""When a change alters what was stored about days gone by, and must say why."""

from dataclasses import dataclass, replace
from datetime import date, timedelta


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


def changes_length(before: Stretch | None, after: Stretch | None, today: date) -> bool:
    """Whether a stretch that began before `today` lasts for another time than was known.

    Nothing that was stored about days gone by was wrong; but a rule that asks how long an absence
    lasts may judge those days anew, so the change is a correction all the same.
    """
    if before is None or after is None or before.started_on >= today:
        return False
    return before.ended_on != after.ended_on


def _past_of(stretch: Stretch | None, today: date) -> Stretch | None:
    if stretch is None or stretch.started_on >= today:
        return None
    yesterday = today - timedelta(days=1)
    return replace(stretch, ended_on=min(stretch.ended_on or yesterday, yesterday))
