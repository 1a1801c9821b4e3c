"""Mailings in words."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from app.reminders.models import Mailing
from app.reminders.queries.mailings import MailingRow, MailingState, MailRow
from app.reminders.stages import (
    AHEAD_DAYS,
    OFFICE_DAYS,
    OVERDUE_DAYS,
    SOON_DAYS,
    Dropped,
)
from app.reminders.workdays import FIRST_HOUR, LAST_HOUR
from app.web.downloads import Value
from app.web.languages import date_full

_CHIPS = {
    MailingState.WAITING: "short",
    MailingState.UNDER_WAY: "plain",
    MailingState.SENT: "met",
    MailingState.CANCELLED: "plain",
}


def habits() -> str:
    """When who is told."""
    return _(
        "Whoever has a training to complete is reminded %(ahead)s and %(soon)s days before the last"
        " day, on that day, and %(after)s days after it. From then on the school head hears of it"
        " once a week, and after %(office)s days the office.",
        ahead=AHEAD_DAYS,
        soon=SOON_DAYS,
        after=OVERDUE_DAYS,
        office=OFFICE_DAYS,
    )


def hours() -> str:
    """When mails go out."""
    return _(
        "Mails go out on working days from %(first)s to %(last)s.",
        first=FIRST_HOUR,
        last=LAST_HOUR,
    )


def state_label(state: MailingState) -> str:
    """How far a mailing has come."""
    return {
        MailingState.WAITING: _("waits for release"),
        MailingState.UNDER_WAY: _("under way"),
        MailingState.SENT: _("sent"),
        MailingState.CANCELLED: _("stopped"),
    }[state]


def state_chip(row: MailingRow) -> tuple[str, str]:
    """Kind and words of the chip."""
    return _CHIPS[row.state], state_label(row.state)


def state_choices(
    chosen: MailingState | None, urls: Mapping[str, str]
) -> list[tuple[str, None, str, bool]]:
    """The parts of the list of mailings: name, address, whether it is shown."""
    names: dict[MailingState | None, str] = {
        None: _("All"),
        MailingState.WAITING: _("Waiting"),
        MailingState.UNDER_WAY: _("Under way"),
        MailingState.SENT: _("Sent"),
        MailingState.CANCELLED: _("Cancelled"),
    }
    return [(name, None, urls[one or ""], one is chosen) for one, name in names.items()]


def origin(mailing: Mailing) -> str:
    """How it came about."""
    if mailing.is_by_hand:
        return _("asked for by %(name)s", name=mailing.planned_by)
    return _("planned by itself")


def title(row: MailingRow) -> str:
    """How many mails, as a heading."""
    return ngettext("%(num)s reminder", "%(num)s reminders", row.mails)


def lede(mailing: Mailing) -> str:
    """Where and when."""
    return _("%(unit)s, for %(day)s.", unit=mailing.unit.name, day=date_full(mailing.planned_on))


def far(row: MailingRow) -> str:
    """How many of how many went out."""
    said = _("%(sent)s of %(mails)s sent", sent=row.sent, mails=row.mails)
    if not row.dropped:
        return said
    left_out = ngettext("%(num)s not sent", "%(num)s not sent", row.dropped)
    return f"{said}, {left_out}"


def mail_state(row: MailRow) -> tuple[str, str]:
    """Kind and words of the chip that says what became of a mail."""
    reminder = row.reminder
    if reminder.dropped_because is not None:
        return "plain", dropped_label(reminder.dropped_because)
    if reminder.sent_at is not None:
        return "met", _("sent")
    return "plain", _("not sent yet")


def dropped_label(because: Dropped) -> str:
    """Why a mail was not sent, in a few words."""
    return {
        Dropped.NOTHING_HOLDS: _("not needed any more"),
        Dropped.REFUSED: _("address refused"),
        Dropped.TOO_LATE: _("given up"),
        Dropped.CANCELLED: _("stopped"),
    }[because]


def dropped_sentence(because: Dropped) -> str:
    """The same as a sentence."""
    return {
        Dropped.NOTHING_HOLDS: _(
            "It was not sent. Right before sending it was no longer true: completed, waived, left,"
            " away for long, or no longer asked."
        ),
        Dropped.REFUSED: _(
            "It was not sent. The mail server does not take this address: check it on the person’s"
            " page."
        ),
        Dropped.TOO_LATE: _("It was not sent. The mail server could not be reached for two weeks."),
        Dropped.CANCELLED: _("It was not sent. The mailing was cancelled."),
    }[because]


def about(row: MailRow) -> str:
    """What a mail is about."""
    if row.people:
        return ngettext(
            "about %(num)s person who is late", "about %(num)s people who are late", row.people
        )
    return ", ".join(row.titles)


def released(row: MailingRow) -> str:
    """What has just happened."""
    return ngettext(
        "%(num)s mail goes out now, or in the next working hour.",
        "%(num)s mails go out now, or in the next working hour.",
        row.mails,
    )


def waits(row: MailingRow) -> str:
    """What waits, and for whom."""
    return ngettext(
        "%(num)s mail waits for a coordinator to release it.",
        "%(num)s mails wait for a coordinator to release them.",
        row.mails,
    )


def headers() -> list[str]:
    """What stands above the columns of `cells`."""
    return [
        _("Number"),
        _("For the day"),
        _("Unit"),
        _("How"),
        _("State"),
        _("Mails"),
        _("Sent"),
        _("Not sent"),
        _("Released by"),
        _("Cancelled by"),
    ]


def cells(row: MailingRow) -> list[Value]:
    """A mailing as it is taken away."""
    one = row.mailing
    return [
        one.id,
        one.planned_on,
        one.unit.name,
        origin(one),
        state_label(row.state),
        row.mails,
        row.sent,
        row.dropped,
        one.released_by,
        one.cancelled_by,
    ]


def mail_headers() -> list[str]:
    """What stands above the columns of `mail_cells`."""
    return [_("To"), _("E-mail"), _("About"), _("State"), _("Sent at")]


def mail_cells(row: MailRow) -> list[Value]:
    """A mail as it is taken away."""
    return [row.name, row.email, about(row), mail_state(row)[1], row.reminder.sent_at]
