"""What tests of closing share: people check in, somebody closes."""

from datetime import datetime, timedelta

from app.attendance.checkin import Refusal, Way
from app.attendance.models.ledger import CheckIn, Correction
from app.attendance.models.sessions import Meeting, TrainingSession
from app.attendance.queries.closing import plan_of
from app.attendance.queries.finding import session_or_404
from app.attendance.services.closing import Closed, Seen
from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from tests.support.city import City
from tests.support.sessions import add_session
from tests.support.sessions import closed as close_session

BY = command_line("test")
BASE_URL = "https://kadra.example.pl"


def held_session(city: City, **more: object) -> int:
    """School A was invited to a session of 90 minutes that ended an hour ago; its number."""
    with city.app.app_context(), transaction():
        chosen: dict[str, object] = {
            "starts_at": clock.now() - timedelta(minutes=150),
            "invited": [city.units["a"]],
            "trainers": [city.accounts["tomasz"]],
        }
        return add_session(city.units["city"], **(chosen | more)).id  # type: ignore[arg-type]


def came(
    city: City, session_id: int, *names: str, late_minutes: int = 0, way: Way = Way.BADGE
) -> None:
    """These people checked in to every meeting of the session."""
    with city.app.app_context(), transaction():
        for meeting in session_or_404(session_id).meetings:
            for name in names:
                scan(meeting, city.persons[name], late_minutes, way)


def scan(
    meeting: Meeting,
    person_id: int,
    late_minutes: int = 0,
    way: Way = Way.BADGE,
    review: Refusal | None = None,
) -> None:
    """The person checked in so long after the start; with `review` it was without a network."""
    at = meeting.starts_at + timedelta(minutes=late_minutes)
    db.session.add(
        CheckIn(
            meeting_id=meeting.id,
            person_id=person_id,
            way=way,
            claimed_at=at,
            recorded_at=at,
            device="telefon",
            confirmed_by="Tomasz Cień",
            key=f"{meeting.id}-{person_id}",
            is_offline=review is not None,
            shares_device=False,
            review=review,
        )
    )


def corrected(city: City, session_id: int, name: str, *, is_present: bool) -> None:
    """Somebody said of every meeting that the person was there, or was not."""
    with city.app.app_context(), transaction():
        for meeting in session_or_404(session_id).meetings:
            db.session.add(
                Correction(
                    meeting_id=meeting.id,
                    person_id=city.persons[name],
                    is_present=is_present,
                    is_excused=False,
                    reason="pomyłka",
                    corrected_at=clock.now(),
                    corrected_by="Tomasz Cień",
                )
            )


def closed(city: City, session_id: int, at: datetime | None = None) -> Closed:
    """The session is closed as it stands."""
    with city.app.app_context(), transaction():
        return close_session(session_or_404(session_id), at)


def seen_of(session: TrainingSession, *, mass_limit: int = 100) -> Seen:
    """Somebody has looked at what closing would do now."""
    return Seen(plan_of(session).fingerprint, is_read=False, mass_limit=mass_limit)
