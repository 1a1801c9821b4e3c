"""Closing a session, in words."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from app.attendance.credit import Credit, Verdict
from app.attendance.queries.closing import Obstacle, Plan
from app.attendance.queries.credit import Participant, Sighting
from app.attendance.services.closing import CannotClose, Closed, Outdated
from app.attendance.wording.refusals import refusal_sentence
from app.core import clock
from app.training.wording.register import minutes_label
from app.web.languages import date_short, moment


def verdict_sentence(credit: Credit) -> str:
    """Whether credit is earned, or why not."""
    match credit.verdict:
        case Verdict.EARNED:
            return _("Earns credit.")
        case Verdict.TOO_SHORT:
            return _(
                "Was there for %(length)s, %(needed)s are needed.",
                length=minutes_label(credit.minutes),
                needed=credit.needed,
            )
        case Verdict.ABSENT:
            return _("Was not there.")
        case Verdict.EXCUSED:
            return _("Was not there, and is excused.")
        case Verdict.REVOKED:
            return _(
                "Somebody revoked the completion, and closing does not bring it back."
                " If that was a mistake, record it in the register of completions."
            )
        case Verdict.NOT_PASSED:
            return _(
                "A result of that day that is not passed stands in the register."
                " If it is wrong, revoke it there, then close again."
            )


def presence_label(sighting: Sighting, *, with_day: bool) -> str:
    """How long somebody was at a meeting; the day leads if there are several."""
    said = _presence(sighting)
    day = date_short(sighting.meeting.day)
    return _("%(day)s: %(presence)s", day=day, presence=said) if with_day else said


def _presence(sighting: Sighting) -> str:
    presence = sighting.presence
    if not presence.is_present:
        return _("excused") if presence.is_excused else _("absent")
    length = minutes_label(presence.minutes)
    if presence.is_late:
        return _("%(length)s, came late", length=length)
    if presence.is_partial:
        return _("%(length)s, left early", length=length)
    return length


def review_sentence(sighting: Sighting) -> str:
    """Why somebody is to look at it."""
    known = sighting.known
    if known is None or known.contradicts or known.check_in is None:
        return _("Was scanned after somebody had entered that they are absent.")
    if known.check_in.review is not None:
        why = refusal_sentence(known.check_in.review, None)
        return _("Was scanned without a network. With one the answer had been: %(why)s", why=why)
    return _("Checked in from the same phone as somebody else.")


def came_at(sighting: Sighting) -> str:
    """When the scan was made, and who stands for it."""
    known = sighting.known
    if known is None or known.check_in is None:
        return ""
    scan = known.check_in
    return _("%(moment)s, %(name)s", moment=moment(scan.claimed_at), name=scan.confirmed_by)


def obstacle_sentence(obstacle: Obstacle, ends_at: datetime | None) -> str:
    """Why the session cannot be closed, and what now."""
    match obstacle:
        case Obstacle.CANCELLED:
            return _("The session was cancelled, so nobody earns credit by it.")
        case Obstacle.NO_MEETINGS:
            return _("The session has no meeting. Add the one that was held, then close it.")
        case Obstacle.NOT_OVER:
            return _(
                "The last meeting ends at %(time)s. Close the session after that;"
                " until then people may still come.",
                time=_time(ends_at),
            )
        case Obstacle.UNCHANGED:
            return _("It is closed, and nothing has changed since.")


def _time(at: datetime | None) -> str:
    if at is None:
        return ""
    local = clock.local(at)
    return f"{local:%H:%M}" if local.date() == clock.today() else moment(at)


def refusal(why: CannotClose | Outdated, ends_at: datetime | None) -> str:
    """Why nothing was written."""
    if isinstance(why, CannotClose):
        return obstacle_sentence(why.obstacle, ends_at)
    return _(
        "Nothing was closed: something had changed since this page was shown to you."
        " This is how it is now."
    )


def not_seen_sentence(size: int) -> str:
    return ngettext(
        "This writes %(num)s completion. Look through the list, then tick this box.",
        "This writes %(num)s completions. Look through the list, then tick this box.",
        size,
    )


def closed_sentence(closed: Closed) -> str:
    """What closing did."""
    parts = [
        ngettext("%(num)s completion recorded", "%(num)s completions recorded", closed.recorded),
        ngettext("%(num)s list drawn up", "%(num)s lists drawn up", len(closed.lists)),
    ]
    if closed.revoked:
        parts.append(
            ngettext("%(num)s completion revoked", "%(num)s completions revoked", closed.revoked)
        )
    return _("The session is closed: %(parts)s.", parts=", ".join(parts))


def place_label(one: Participant) -> str:
    """Where somebody works, and that they were not invited, if so."""
    schools = ", ".join(school.short_name for school in one.schools)
    if one.is_expected:
        return schools
    return _("%(schools)s, not invited", schools=schools) if schools else _("not invited")


def groups(plan: Plan) -> list[tuple[str, str, list[Participant]]]:
    """People by kind under headings: those there without credit, those who earn it, the others."""
    there = [one for one in plan.participants if one.is_present]
    without = [one for one in there if not one.credit.is_earned]
    earning = [one for one in there if one.credit.is_earned]
    away = [one for one in plan.participants if not one.is_present and one.is_expected]
    named = (
        ("without", _without_heading(len(without)), without),
        ("earning", _earning_heading(len(earning)), earning),
        ("away", _away_heading(len(away)), away),
    )
    return [group for group in named if group[2]]


def _without_heading(count: int) -> str:
    return ngettext(
        "%(num)s person was there without credit",
        "%(num)s people were there without credit",
        count,
    )


def _earning_heading(count: int) -> str:
    return ngettext("%(num)s person earns credit", "%(num)s people earn credit", count)


def _away_heading(count: int) -> str:
    return ngettext(
        "%(num)s person was expected and did not come",
        "%(num)s people were expected and did not come",
        count,
    )
