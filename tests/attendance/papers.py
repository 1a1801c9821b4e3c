"""A meeting with a sheet to sign, and what became of its marks."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.attendance.checkin import Way
from app.attendance.models.ledger import CheckIn
from app.attendance.models.sessions import Meeting
from app.core import clock
from app.core.db import db, transaction
from tests.support.city import City
from tests.support.sessions import add_session


def plan(city: City, **more: object) -> int:
    """A meeting of Tomasz with school A, begun an hour ago unless told otherwise; its number."""
    columns: dict[str, object] = {"starts_at": clock.now() - timedelta(hours=1)} | more
    with city.app.app_context(), transaction():
        session = add_session(
            city.units["city"],
            invited=[city.units["a"]],
            trainers=[city.accounts["tomasz"]],
            **columns,  # type: ignore[arg-type]
        )
        return session.meetings[0].id


def ids(city: City, *names: str) -> list[str]:
    return [str(city.persons[name]) for name in names]


def ledger(city: City) -> dict[str, CheckIn]:
    """Who is in, by first name."""
    names = {number: name for name, number in city.persons.items()}
    with city.app.app_context():
        return {names[one.person_id]: one for one in db.session.scalars(select(CheckIn))}


def start_of(city: City, meeting_id: int) -> datetime:
    with city.app.app_context():
        return db.session.get_one(Meeting, meeting_id).starts_at


def check_in_by_badge(city: City, meeting_id: int, name: str) -> None:
    with city.app.app_context(), transaction():
        now = clock.now()
        db.session.add(
            CheckIn(
                meeting_id=meeting_id,
                person_id=city.persons[name],
                way=Way.BADGE,
                claimed_at=now,
                recorded_at=now,
                device="phone",
                confirmed_by="Tomasz",
                key=f"scan-{name}",
                is_offline=False,
                shares_device=False,
                review=None,
            )
        )
