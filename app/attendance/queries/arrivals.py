"""What the ledger says to somebody about themselves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.attendance.checkin import Refusal
from app.attendance.models.ledger import CheckIn
from app.attendance.models.sessions import Meeting, TrainingSession
from app.attendance.queries.comers import Comer, comer_at
from app.attendance.queries.doors import Door, door_or_404
from app.attendance.receipts import Receipt, is_expired
from app.core.db import db
from app.core.errors import NotFound
from app.people.models import Person


@dataclass(frozen=True, slots=True)
class Presented:
    """Somebody holds a receipt; `refusal` says why it is of no use to them, None that it is."""

    door: Door
    comer: Comer
    refusal: Refusal | None

    @property
    def is_in(self) -> bool:
        """They are in already."""
        return self.comer.kept is not None


@dataclass(frozen=True, slots=True)
class OwnArrival:
    """The person is in."""

    name: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    claimed_at: datetime
    is_late: bool
    shares_device: bool


def presented(
    receipt: Receipt, person_id: int, device: str, minutes: int, at: datetime
) -> Presented:
    """What the receipt is worth to that person, if receipts hold so many minutes; two queries.

    Raises:
        NotFound: the meeting is no more.
    """
    door = door_or_404(receipt.meeting_id)
    comer = comer_at(door, person_id, CheckIn, way=receipt.way, device=device, key=receipt.key)
    if comer is None:
        raise NotFound
    if comer.is_key_used:
        return Presented(door, comer, Refusal.USED_RECEIPT)
    is_late = is_expired(receipt, at, minutes)
    return Presented(door, comer, Refusal.EXPIRED_RECEIPT if is_late else None)


def own_arrival(person_id: int, meeting_id: int | None) -> OwnArrival | None:
    """The person's check-in to that meeting, or the newest to any; None if there is none."""
    query = (
        select(
            Person.first_name,
            Person.last_name,
            TrainingSession.title,
            TrainingSession.late_after_minutes,
            Meeting.place,
            Meeting.starts_at,
            Meeting.ends_at,
            CheckIn.claimed_at,
            CheckIn.shares_device,
        )
        .join(Meeting, Meeting.id == CheckIn.meeting_id)
        .join(TrainingSession, TrainingSession.id == Meeting.session_id)
        .join(Person, Person.id == CheckIn.person_id)
        .where(CheckIn.person_id == person_id)
        .order_by(CheckIn.id.desc())
        .limit(1)
    )
    if meeting_id is not None:
        query = query.where(CheckIn.meeting_id == meeting_id)
    row = db.session.execute(query).one_or_none()
    if row is None:
        return None
    late_from = row.starts_at + timedelta(minutes=row.late_after_minutes)
    return OwnArrival(
        f"{row.first_name} {row.last_name}".strip(),
        row.title,
        row.place,
        row.starts_at,
        row.ends_at,
        row.claimed_at,
        row.claimed_at > late_from,
        row.shares_device,
    )
