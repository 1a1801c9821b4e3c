"""What tests of planning share: a session ahead, what is typed, what is stored."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.attendance.models.sessions import Meeting, TrainingSession
from app.attendance.queries.finding import session_or_404
from app.core import clock
from app.core.db import db, transaction
from tests.support.city import City
from tests.support.sessions import add_session

WARSAW = ZoneInfo("Europe/Warsaw")
#: a day on which nothing odd happens to clocks, and its afternoon
DAY = clock.today() + timedelta(days=400)


def at(hour: int, minute: int = 0) -> datetime:
    """That time of `DAY` in Poland."""
    return datetime.combine(DAY, time(hour, minute), WARSAW).astimezone(UTC)


def ahead(city: City, **more: object) -> int:
    """School A is invited to a session on `DAY`, 14:00–15:30, that Tomasz leads; its number."""
    with city.app.app_context(), transaction():
        chosen: dict[str, object] = {
            "starts_at": at(14),
            "invited": [city.units["a"]],
            "trainers": [city.accounts["tomasz"]],
        }
        return add_session(city.units["city"], **(chosen | more)).id  # type: ignore[arg-type]


def stored(city: City, session_id: int) -> TrainingSession:
    """The session as it is stored, with all that belongs to it at hand."""
    with city.app.app_context():
        session = session_or_404(session_id)
        db.session.expunge_all()
        return session


def meeting_of(city: City, session_id: int) -> Meeting:
    """Its first meeting."""
    return stored(city, session_id).meetings[0]


def when(**changed: str) -> dict[str, str]:
    """What is typed about a meeting on `DAY`, 14:00–15:30."""
    asked = {
        "day": DAY.isoformat(),
        "starts": "14:00",
        "ends": "15:30",
        "place": "Aula",
        "link": "",
    }
    return asked | changed


def about(city: City, version_id: int, **changed: str) -> dict[str, str]:
    """What is typed about a session that Tomasz leads."""
    asked = {
        "version": str(version_id),
        "title": "Warsztat",
        "unit": str(city.units["city"]),
        "form": "on_site",
        "remarks": "",
        "trainer_1": str(city.accounts["tomasz"]),
        "function_1": "specjalista",
        "capacity": "",
        "walk_ins": "y",
        "credit": "percent",
        "credit_percent": "80",
        "opens_before_minutes": "15",
        "late_after_minutes": "10",
    }
    return asked | changed


def mails_at_most(city: City, limit: int) -> None:
    """A mail to more people than that asks for a second look."""
    settings = city.app.extensions["settings"]
    city.app.extensions["settings"] = replace(settings, mass_limit=limit)
