"""What Kadra writes to remind: short, in the reader's language, with one link."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from flask import current_app
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from app.core.settings import Settings
from app.reminders.queries.contents import Content, Late, Todo
from app.reminders.services.sending import Letter
from app.web.languages import date_full

#: a digest names so many people; more are told as a number
_NAMED = 60


def letter_of(content: Content) -> Letter:
    """The mail with this content."""
    with force_locale(content.recipient.language):
        subject = _own_subject(content) if content.todos else _digest_subject(content)
        paragraphs = _own(content) if content.todos else _digest(content)
        body = "\n\n".join([_("Good morning,"), *paragraphs, _signature(content)])
        return Letter(content.recipient.email, " ".join(subject.split()), body + "\n")


def _own_subject(content: Content) -> str:
    if len(content.todos) > 1:
        return ngettext(
            "%(num)s training to complete", "%(num)s trainings to complete", len(content.todos)
        )
    (one,) = content.todos
    if one.due_on is None or one.due_on < content.today:
        return _("A training to complete: %(title)s", title=one.title)
    return _("To complete by %(day)s: %(title)s", day=date_full(one.due_on), title=one.title)


def _own(content: Content) -> Iterator[str]:
    yield ngettext(
        "this training is still to be completed:",
        "these trainings are still to be completed:",
        len(content.todos),
    )
    yield "\n".join(f"• {_todo(one, content.today)}" for one in content.todos)
    if content.recipient.has_account:
        yield _("Everything for it is on your start page in Kadra:")
        yield _address("home.index")
    else:
        yield _(
            "It waits for you in Kadra. If you have no password there yet, ask the office that"
            " runs Kadra for an invitation; then sign in here:"
        )
        yield _address("sign_in.show")
    yield _(
        "If you have completed it already, or if it does not concern you, tell the head of your"
        " school."
    )


def _todo(one: Todo, today: date) -> str:
    if one.due_on is None:
        return one.title
    day = date_full(one.due_on)
    if one.due_on < today:
        return _("%(title)s (the day was %(day)s; it can still be done)", title=one.title, day=day)
    if one.due_on == today:
        return _("%(title)s (by the end of today)", title=one.title)
    return _("%(title)s (by %(day)s)", title=one.title, day=day)


def _digest_subject(content: Content) -> str:
    people = len({one.name for one in content.late})
    return ngettext(
        "%(num)s person has not completed a training yet",
        "%(num)s people have not completed a training yet",
        people,
    )


def _digest(content: Content) -> Iterator[str]:
    yield _(
        "the last day of a training is over, and these people have not completed it yet. They were"
        " reminded by mail. Each is named here once."
    )
    yield "\n\n".join(_by_training(content.late[:_NAMED]))
    left = len(content.late) - _NAMED
    if left > 0:
        yield ngettext("And %(num)s more.", "And %(num)s more.", left)
    yield _("Who is not trained yet, and why, stands here:")
    yield _address("coverage.unit_people", unit_id=content.unit_id or 0, standing="not_trained")


def _by_training(late: Iterable[Late]) -> Iterator[str]:
    in_order = sorted(late, key=lambda one: (one.title, one.due_on))
    for (title, due_on), people in groupby(in_order, lambda one: (one.title, one.due_on)):
        heading = _("%(title)s (by %(day)s):", title=title, day=date_full(due_on))
        yield "\n".join([heading, *(f"– {_person(one)}" for one in people)])


def _person(one: Late) -> str:
    return f"{one.name}, {', '.join(one.units)}" if one.units else one.name


def _signature(content: Content) -> str:
    if content.asked_by is not None:
        return _("%(name)s has asked Kadra to remind you.", name=content.asked_by)
    return _("Kadra sends this message by itself. You need not answer it.")


def _address(endpoint: str, **values: object) -> str:
    """The address as seen from outside, whether or not a browser is asking."""
    settings: Settings = current_app.extensions["settings"]
    return f"{settings.base_url}{current_app.url_map.bind('').build(endpoint, values)}"
