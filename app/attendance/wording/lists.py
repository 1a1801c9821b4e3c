"""Lists of participation on the screen."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from app.attendance.participation import Fate
from app.attendance.queries.list_register import ListRow, PublicList
from app.attendance.queries.lists import State
from app.web.downloads import Value
from app.web.languages import date_full, moment

_STATES: dict[State, Callable[[], str]] = {
    State.WAITING: lambda: _("Waits for acceptance"),
    State.ACCEPTED: lambda: _("Accepted"),
    State.REPLACED: lambda: _("Replaced"),
}
#: kinds of the chip that shows a state
STATE_CHIPS = {State.WAITING: "short", State.ACCEPTED: "met", State.REPLACED: "plain"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A heading, and a sentence below it; `kind` is that of a notice, `sign` an icon."""

    kind: str
    sign: str
    heading: str
    text: str


def state_label(state: State) -> str:
    return _STATES[state]()


def accepted_sentence(count: int) -> str:
    """What acceptance did."""
    if not count:
        return _("The list is accepted.")
    return ngettext(
        "The list is accepted, and %(num)s completion counts from now on.",
        "The list is accepted, and %(num)s completions count from now on.",
        count,
    )


def not_waiting_sentence(fate: Fate) -> str:
    """Why the list could not be accepted, and what now."""
    if fate.replaced_by is not None:
        return _(
            "Version %(number)s has taken the place of this list. Accept that one.",
            number=fate.replaced_by,
        )
    assert fate.accepted_at is not None  # noqa: S101 - one of the two it must be
    return _(
        "The list was accepted already, by %(name)s on %(moment)s.",
        name=fate.accepted_by,
        moment=moment(fate.accepted_at),
    )


def public_answer(found: PublicList) -> Answer:
    """What the list is worth."""
    match found.state:
        case State.ACCEPTED:
            assert found.accepted_at is not None  # noqa: S101 - that is what it means
            text = _(
                "The head of the school accepted it electronically on %(moment)s.",
                moment=moment(found.accepted_at),
            )
            return Answer("met", "check", _("The list is genuine and accepted"), text)
        case State.WAITING:
            text = _("The head of the school has not accepted it yet.")
            return Answer("warn", "short", _("The list is genuine, but not accepted"), text)
        case State.REPLACED:
            text = _(
                "After a correction version %(number)s took its place. Ask for that one.",
                number=found.replaced_by,
            )
            return Answer("bad", "bad", _("This version no longer holds"), text)


def unknown_code() -> Answer:
    return Answer(
        "bad",
        "bad",
        _("There is no such list"),
        _("No list of participation has this code. Compare it with the paper, letter by letter."),
    )


def too_many() -> Answer:
    return Answer(
        "warn",
        "clock",
        _("Too many attempts"),
        _("From your network came many codes that no list has. Wait a quarter of an hour."),
    )


def days_label(found: PublicList) -> str:
    """When the training was held."""
    first, last = found.days
    if first == last:
        return date_full(first)
    return _("%(first)s to %(last)s", first=date_full(first), last=date_full(last))


def present_label(count: int) -> str:
    return ngettext("%(num)s person", "%(num)s people", count)


def register_headers() -> list[str]:
    """What stands above the columns of `register_cells`."""
    return [
        _("Number"),
        _("School"),
        _("Session"),
        _("Training"),
        _("Day"),
        _("Present"),
        _("Earned credit"),
        _("Drawn up"),
        _("Drawn up by"),
        _("State"),
        _("Accepted"),
        _("Accepted by"),
        "SHA-256",
    ]


def register_cells(row: ListRow) -> list[Value]:
    """A row of the register as it is taken away."""
    return [
        row.number,
        row.school,
        row.session,
        row.training,
        row.day,
        row.present,
        row.credited,
        row.drawn_up_at,
        row.drawn_up_by,
        state_label(row.state),
        row.accepted_at,
        row.accepted_by,
        row.sha256,
    ]
