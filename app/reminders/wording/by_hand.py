"""Reminding by hand, in words."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from app.reminders.queries.by_hand import Candidate, Obstacle
from app.web.downloads import Value


def heading(people: int) -> str:
    """What the button is about to do."""
    return ngettext(
        "%(num)s mail to somebody who is not trained",
        "%(num)s mails to people who are not trained",
        people,
    )


def button(people: int, *, with_ticks: bool) -> str:
    """The button."""
    if with_ticks:
        return _("Remind those who are ticked")
    return ngettext("Remind %(num)s person", "Remind %(num)s people", people)


def what(one: Candidate) -> str:
    """What the mail to somebody names, or why there is none."""
    if one.obstacle is not None:
        return obstacle(one.obstacle)
    return ", ".join(asking.title for asking in one.askings)


def obstacle(one: Obstacle) -> str:
    """Why somebody is not reminded."""
    return {
        Obstacle.PENDING: _("No mail: has completed it, and it waits to be confirmed."),
        Obstacle.WAIVED: _("No mail: it is waived."),
        Obstacle.TOLD: _("No mail: one is sent or planned for that day already."),
        Obstacle.NOT_HERE: _("No mail: does not work here today."),
        Obstacle.NO_TRAINING: _("No mail: there is no training yet that could be done."),
    }[one]


def sent_soon(people: int) -> str:
    """What has just happened."""
    return ngettext(
        "%(num)s person is reminded now, or in the next working hour.",
        "%(num)s people are reminded now, or in the next working hour.",
        people,
    )


def waits_for_release(people: int) -> str:
    """What has just happened, where many mails need a second person."""
    return ngettext(
        "%(num)s mail waits until a coordinator has released it.",
        "%(num)s mails wait until a coordinator has released them.",
        people,
    )


def too_many(mails: int, limit: int) -> str:
    """Why nothing was sent."""
    return _(
        "These are %(mails)s mails, more than %(limit)s at once. Look at the list and tick the"
        " box.",
        mails=mails,
        limit=limit,
    )


def nobody() -> str:
    """Why nothing was sent."""
    return _("Nobody was reminded: each of them has a mail sent or planned for that day already.")


def nobody_ticked() -> str:
    """Why nothing was sent."""
    return _("Nobody was reminded: nobody is ticked. Tick whoever is to get a mail.")


def headers() -> list[str]:
    """What stands above the columns of `cells`."""
    return [_("Person"), _("School"), _("What the mail names")]


def cells(one: Candidate) -> list[Value]:
    """Somebody as she is taken away."""
    return [one.name, ", ".join(one.units), what(one)]


def counted(listed: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Those who get a mail, and those who do not."""
    reminded = [one for one in listed if one.obstacle is None]
    return reminded, [one for one in listed if one.obstacle is not None]
