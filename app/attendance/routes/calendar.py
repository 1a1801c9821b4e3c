"""Sessions as calendars read them: one as a file, and everybody's own as an address."""

from datetime import timedelta

from flask import Blueprint, flash, make_response, redirect, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.attendance.calendar import MEDIA_TYPE
from app.attendance.models.links import LinkKind
from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.feeds import feed_owner
from app.attendance.queries.finding import session_or_404
from app.attendance.queries.own import calendar_of_person
from app.attendance.queries.places import place_at
from app.attendance.services.links import replace_link
from app.attendance.wording.calendars import calendar_file
from app.core import clock
from app.core.db import transaction
from app.core.errors import NotFound
from app.core.permissions import Permission, allows
from app.people.queries.people import person_or_404
from app.web.gate import actor, public, requires
from app.web.languages import DEFAULT_LANGUAGE

bp = Blueprint("calendar", __name__)

#: what is gone by stays so long in the calendars of those who were to come
_KEPT = timedelta(days=60)
_FRESH_SECONDS = 15 * 60


def session_at_hand(session_id: int) -> TrainingSession:
    """The session, for those who may read it, and for whoever is invited.

    Raises:
        NotFound: there is none, or it is no business of the actor.
    """
    session, who = session_or_404(session_id), actor()
    is_read = allows(who, Permission.SESSION_READ, session)
    if not is_read and place_at(session, who.person_id, session.planned_at) is None:
        raise NotFound
    return session


@bp.get("/sessions/<int:session_id>.ics")
@requires(Permission.HOME_READ, load=session_at_hand)
def session(subject: TrainingSession) -> Response:
    """All meetings of the session, to be taken over into any calendar."""
    place = place_at(subject, actor().person_id, subject.planned_at)
    response = _answer(calendar_file([(subject, place)]))
    response.headers["Content-Disposition"] = f"attachment; filename=kadra-{subject.id}.ics"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@bp.get("/calendar/<token>.ics")
@public
def feed(token: str) -> Response:
    """All that a person goes to or leads, for a calendar that asks every hour."""
    owner = feed_owner(token)
    appointments = calendar_of_person(owner.person_id, owner.account_id, clock.now() - _KEPT)
    with force_locale(owner.language or DEFAULT_LANGUAGE):
        return _answer(calendar_file(appointments))


@bp.post("/my-sessions/calendar/replace")
@requires(Permission.SESSION_JOIN)
def replace() -> Response:
    """The address is a new one, and calendars that know the one before learn nothing any more."""
    who = actor()
    with transaction():
        person = person_or_404(who.person_id or 0)  # the gate lets only persons in
        replace_link(person, LinkKind.CALENDAR, by=who, at=clock.now())
    flash(_("Your calendar has a new address. Enter it wherever you used the one before."))
    return redirect(url_for("own_sessions.index"))


def _answer(content: bytes) -> Response:
    """An answer that costs next to nothing as long as nothing changes."""
    response = make_response(content)
    response.headers["Content-Type"] = MEDIA_TYPE
    response.headers["Cache-Control"] = f"private, max-age={_FRESH_SECONDS}"
    response.add_etag()
    return response.make_conditional(request)
