"""Two days of a figure beside each other, in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.coverage.indicator.change import Change
from app.coverage.indicator.values import Figure, Standing
from app.coverage.queries.comparison import Comparison, PersonChange
from app.coverage.wording import labels
from app.web.languages import date_full

_CHANGES: dict[Change, Callable[[], str]] = {
    Change.JOINED: lambda: _("Joined the staff"),
    Change.BACK: lambda: _("Came back after a long absence"),
    Change.TRAINED: lambda: _("Became trained"),
    Change.EXPIRED: lambda: _("Training expired"),
    Change.LOST: lambda: _("Training no longer counts"),
    Change.AWAY: lambda: _("Went on a long absence"),
    Change.LEFT: lambda: _("Left the staff"),
    Change.SHARE: lambda: _("Another share of working time"),
}

_KINDS = {Change.TRAINED: "met", Change.EXPIRED: "short", Change.LOST: "short"}


@dataclass(frozen=True, slots=True)
class Step:
    """What one kind of change does to the figure."""

    kind: Change
    people: int
    #: how much more is counted, and how much more is trained
    eligible: int
    trained: int


def change_label(change: Change) -> str:
    """What became of somebody, as a chip says it."""
    return _CHANGES[change]()


def change_kind(change: Change) -> str:
    """The kind of chip that fits."""
    return _KINDS.get(change, "plain")


def steps(found: Comparison) -> list[Step]:
    """What leads from the one figure to the other, in the order in which it is told."""
    return [_step(kind, changes) for kind in _CHANGES if (changes := _of(found, kind))]


def _of(found: Comparison, kind: Change) -> list[PersonChange]:
    return [one for one in found.changes if one.kind is kind]


def _step(kind: Change, changes: list[PersonChange]) -> Step:
    return Step(
        kind,
        len(changes),
        sum(one.difference(Standing.TRAINED, Standing.NOT_TRAINED) for one in changes),
        sum(one.difference(Standing.TRAINED) for one in changes),
    )


def signed(amount: int, figure: Figure) -> str:
    """A difference with its sign: "+5", "−3"."""
    if not amount:
        return "0"
    return f"{'+' if amount > 0 else '−'}{labels.amount(abs(amount), figure)}"


def headline(found: Comparison, before: date, after: date) -> str:
    """The two figures in one sentence."""
    return _(
        "On %(before)s: %(was)s. On %(after)s: %(now)s.",
        before=date_full(before),
        was=labels.share(found.before),
        after=date_full(after),
        now=labels.share(found.after),
    )
