"""Guests of sessions in words: who is invited, who waits, who gets a mail."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from app.attendance.models.sessions import InvitedUnit
from app.attendance.queries.expected import Invitee
from app.attendance.queries.people_of import Guest
from app.web.downloads import Value

#: what the form of invitations sends → whether only teaching posts are meant
AUDIENCES = {"teaching": True, "everybody": False}


def invited_label(invitation: InvitedUnit) -> str:
    """Who of a unit is invited."""
    return _("teaching posts") if invitation.teaching_only else _("everybody")


def audience_choices() -> list[tuple[str, str]]:
    """Who of a unit may be invited."""
    return [
        ("teaching", _("Those on teaching posts")),
        ("everybody", _("Everybody who works there")),
    ]


def standing(guest: Guest) -> str:
    """How it stands with somebody's seat."""
    if guest.waits_as is not None:
        return _("waits, place %(place)s", place=guest.waits_as)
    return _("invited with the unit") if guest.signed_up_at is None else _("has a seat")


def by_school(people: Sequence[Invitee]) -> list[str]:
    """Their names, one line for each school; whoever works at several stands at the first."""
    lines: dict[str, list[str]] = {}
    for one in people:
        school = one.schools[0].short_name if one.schools else _("without a school")
        lines.setdefault(school, []).append(f"{one.last_name} {one.first_name}")
    return [
        _(
            "%(school)s (%(count)s): %(names)s",
            school=school,
            count=len(names),
            names=", ".join(names),
        )
        for school, names in lines.items()
    ]


def mails_sentence(count: int) -> str:
    """How many people get a mail, before they do."""
    if not count:
        return _("Nobody gets a mail: nobody is invited to what lies ahead.")
    return ngettext("%(num)s person gets a mail.", "%(num)s people get a mail.", count)


def invited_sentence(count: int) -> str:
    """How many people were invited by mail."""
    if not count:
        return _("Everybody invited had a mail already, so nobody was mailed.")
    return ngettext(
        "%(num)s person gets an invitation by mail.",
        "%(num)s people get an invitation by mail.",
        count,
    )


def moved_sentence(count: int) -> str:
    """What came of moving a meeting."""
    if not count:
        return _("The meeting is changed. Nobody was mailed.")
    return ngettext(
        "The meeting is changed. %(num)s person gets a mail.",
        "The meeting is changed. %(num)s people get a mail.",
        count,
    )


def removed_sentence(count: int) -> str:
    """What came of taking a meeting off."""
    if not count:
        return _("The meeting is taken off. Nobody was mailed.")
    return ngettext(
        "The meeting is taken off. %(num)s person gets a mail.",
        "The meeting is taken off. %(num)s people get a mail.",
        count,
    )


def cancelled_sentence(count: int) -> str:
    """What came of cancelling a session."""
    if not count:
        return _("The session is cancelled. Nobody was mailed.")
    return ngettext(
        "The session is cancelled. %(num)s person gets a mail.",
        "The session is cancelled. %(num)s people get a mail.",
        count,
    )


def guest_headers() -> list[str]:
    """What stands above the columns of `guest_cells`."""
    return [_("Surname"), _("First name"), _("School"), _("Post"), _("Seat"), _("Signed up at")]


def guest_cells(guest: Guest) -> list[Value]:
    """Somebody who is expected or waits, as she is taken away."""
    schools = guest.person.schools
    return [
        guest.person.last_name,
        guest.person.first_name,
        ", ".join(one.short_name for one in schools),
        ", ".join(dict.fromkeys(one.post for one in schools)),
        standing(guest),
        guest.signed_up_at,
    ]
