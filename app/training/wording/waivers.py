"""Waivers in words."""

from datetime import date

from flask_babel import gettext as _

from app.training.models.assignments import Waiver
from app.web.languages import date_full, date_short


def state(waiver: Waiver, today: date) -> tuple[str, str]:
    """Kind and words of the chip that says whether it holds."""
    if waiver.withdrawn_at is not None:
        return "plain", _("taken back")
    if waiver.until_on is not None and waiver.until_on < today:
        return "plain", _("has ended")
    return "met", _("holds")


def until(waiver: Waiver) -> str:
    """Its last day."""
    return date_short(waiver.until_on) if waiver.until_on else _("until it is withdrawn")


def waived(waiver: Waiver) -> str:
    """What has just happened."""
    return _(
        "%(name)s need not complete it now, and gets no reminders about it.",
        name=waiver.person.full_name,
    )


def day_gone(day: date) -> str:
    """Why a waiver cannot end on that day."""
    return _("%(day)s is over. Choose today or a later day.", day=date_full(day))


def waived_already() -> str:
    """Why it cannot be waived twice."""
    return _("This training is waived already. To change the waiver, withdraw it first.")
