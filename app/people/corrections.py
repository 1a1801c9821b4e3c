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


def _past_of(stretch: Stretch | None, today: date) -> Stretch | None:
    if stretch is None or stretch.started_on >= today:
        return None
    yesterday = today - timedelta(days=1)
    return replace(stretch, ended_on=min(stretch.ended_on or yesterday, yesterday))
