"""The figure as it would become if people went on being trained as fast as before.

What is known already comes first: who leaves, comes, returns, whose training expires. On top of it
lies what the pace adds, at most everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from app.coverage.forecast.pace import Pace
from app.coverage.indicator.values import Figure


@dataclass(frozen=True, slots=True)
class KnownDay:
    """The figure of a coming day if nobody else were trained."""

    day: date
    figure: Figure


@dataclass(frozen=True, slots=True)
class Outlook:
    """The figure of a coming day at the slowest, usual and fastest pace."""

    day: date
    low: Figure
    usual: Figure
    high: Figure


def project(known: Sequence[KnownDay], pace: Pace, today: date) -> tuple[Outlook, ...]:
    """One outlook per known day, in the same order."""
    return tuple(
        Outlook(
            one.day,
            _gained(one, pace.slowest, today),
            _gained(one, pace.usual, today),
            _gained(one, pace.fastest, today),
        )
        for one in known
    )


def _gained(one: KnownDay, per_week: Fraction, today: date) -> Figure:
    """Whole amounts only: a person half trained is not trained."""
    gain = int(per_week * (one.day - today).days / 7)
    return replace(one.figure, trained=min(one.figure.eligible, one.figure.trained + gain))


def first_met(days: Sequence[tuple[date, Figure]]) -> date | None:
    """The first of these days on which the target is met and stays met to the last of them."""
    met: date | None = None
    for day, figure in reversed(days):
        if not figure.is_met:
            return met
        met = day
    return met
