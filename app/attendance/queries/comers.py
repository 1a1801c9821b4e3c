"""Somebody stands at the door of a meeting: all that a check-in asks about, in one round trip."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    String,
    and_,
    bindparam,
    exists,
    func,
    null,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from app.attendance.arrival import Kept
from app.attendance.badges import Badge, is_genuine
from app.attendance.checkin import Refusal, Terms, Way
from app.attendance.models.ledger import CheckIn, CheckOut, FurtherScan
from app.attendance.models.links import LinkKey, LinkKind, ReplacedLink
from app.attendance.models.sessions import Meeting, SignUp, TrainingSession
from app.attendance.queries.doors import TERMS, AtMeeting, Seats, terms_in
from app.attendance.queries.expected import expected_ids, invited_staff
from app.core.db import db, dialect_name
from app.core.prompt import Prompt
from app.people.models import Employment, Person, Unit

#: with these a phone checks in whoever holds it; with the others a trainer's checks in everybody
_OWN_PHONE = (Way.ROOM_CODE, Way.TYPED_CODE)


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody at the door, and what it asks at that moment."""

    person_id: int
    name: str
    #: short name of a workplace on that day, empty if there is none
    school: str
    terms: Terms
    seats: Seats
    is_expected: bool
    #: another person checked in to the meeting from the same phone before
    shares_device: bool
    #: what is presented told it of somebody already
    is_key_used: bool
    #: the check-in, or the check-out if that is what was asked about
    kept: Kept | None
    #: what the person's badge is computed from, and how often it was replaced; if one was scanned
    secret: str = ""
    replacements: int = 0

    def flaw_of(self, badge: Badge | None) -> Refusal | None:
        """Why the badge does not hold that was shown as this person's; None: it does."""
        if badge is None or is_genuine(badge, self.secret, self.replacements):
            return None
        if any(is_genuine(badge, self.secret, number) for number in range(self.replacements)):
            return Refusal.REPLACED_BADGE
        return Refusal.UNKNOWN_BADGE


@cache
def _comer(kind: type[CheckIn | CheckOut], way: Way) -> Prompt:
    """SQL: one row about `:person` at `:meeting`; none if either does not exist."""
    used, key = aliased(kind), bindparam("key", type_=String)
    own = and_(kind.meeting_id == Meeting.id, kind.person_id == Person.id)
    return Prompt(
        select(
            *(Person.first_name, Person.last_name, Person.merged_into_id),
            _school().label("school"),
            *TERMS,
            _is_expected().label("is_expected"),
            exists().where(used.key == key).label("is_key_used"),
            *(kind.id.label("kept_id"), kind.claimed_at.label("kept_at")),
            *(kind.key.label("kept_key"), _review(kind).label("kept_review")),
            *_more(way),
        )
        .select_from(Meeting)
        .join(TrainingSession, TrainingSession.id == Meeting.session_id)
        .join(Person, Person.id == bindparam("person", type_=Integer))
        .outerjoin(kind, own)
        .where(Meeting.id == bindparam("meeting", type_=Integer))
    )


def _review(kind: type[CheckIn | CheckOut]) -> ColumnElement[Any]:
    return CheckIn.review.expression if issubclass(kind, CheckIn) else null()


def _more(way: Way) -> tuple[ColumnElement[Any], ...]:
    """What matters only for a phone of one's own, or for a badge."""
    if way in _OWN_PHONE:
        other = aliased(CheckIn)
        shares = exists().where(
            other.meeting_id == Meeting.id,
            other.device == bindparam("device", type_=String),
            or_(*(other.way == one for one in _OWN_PHONE)),
            other.person_id != Person.id,
        )
        return (shares.label("shares_device"),)
    if way is not Way.BADGE:
        return ()
    replaced = and_(ReplacedLink.person_id == Person.id, ReplacedLink.kind == LinkKind.BADGE)
    return (
        select(LinkKey.secret).scalar_subquery().label("secret"),
        select(func.count()).where(replaced).scalar_subquery().label("replacements"),
    )


def _school() -> Any:  # noqa: ANN401 - a scalar subquery of text
    return (
        select(Unit.short_name)
        .join(Employment, Employment.unit_id == Unit.id)
        .where(Employment.person_id == Person.id, Employment.active_on(_DAY))
        .order_by(Unit.sort_key, Unit.id)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


def _is_expected() -> Any:  # noqa: ANN401 - a condition
    """SQL: what `expected_ids` says, about one person."""
    own, before = aliased(SignUp), aliased(SignUp)
    place = select(func.count()).where(
        before.session_id == own.session_id,
        before.withdrawn_at.is_(None),
        before.id <= own.id,
    )
    has_seat = or_(
        TrainingSession.capacity.is_(None),
        place.correlate(own).scalar_subquery() <= TrainingSession.capacity,
    )
    signed_up = exists().where(
        own.session_id == TrainingSession.id,
        own.person_id == Person.id,
        own.withdrawn_at.is_(None),
        has_seat,
    )
    staff = invited_staff(TrainingSession.id, _DAY, of=Person.id)
    works = staff.correlate(TrainingSession, Person).exists()
    return or_(signed_up, and_(TrainingSession.capacity.is_(None), works))


_DAY = bindparam("day", type_=Date)


def comer_at(
    meeting: AtMeeting,
    person_id: int,
    kind: type[CheckIn | CheckOut],
    *,
    way: Way,
    device: str,
    key: str,
) -> Comer | None:
    """What is known of a person who is to be told in, or out, at the meeting; one query.

    Whoever was merged into another is that one. None: nobody has the number.
    """
    asked = {"meeting": meeting.id, "person": person_id, "day": meeting.day, "key": key}
    if way in _OWN_PHONE:
        asked["device"] = device
    row = _comer(kind, way).row(**asked)
    if row is None:
        return None
    if row.merged_into_id is not None:
        into = row.merged_into_id
        found = comer_at(meeting, into, kind, way=way, device=device, key=key)
        return replace(found, **_badge(row, way)) if found else None  # still the badge of the entry
    return Comer(
        person_id,
        f"{row.first_name} {row.last_name}".strip(),
        row.school or "",
        terms_in(row),
        Seats(row.session_id, row.capacity),
        bool(row.is_expected),
        way in _OWN_PHONE and bool(row.shares_device),
        bool(row.is_key_used),
        Kept(row.kept_id, row.kept_at, row.kept_key, row.kept_review) if row.kept_id else None,
        **_badge(row, way),
    )


def _badge(row: Any, way: Way) -> dict[str, Any]:  # noqa: ANN401 - a row of a prompt statement
    if way is not Way.BADGE:
        return {}
    return {"secret": row.secret, "replacements": row.replacements}


def further_scans(meeting: AtMeeting, person_id: int, *, is_departure: bool) -> list[Kept]:
    """What later scans said of the person's coming, or leaving."""
    rows = db.session.execute(
        select(FurtherScan.id, FurtherScan.claimed_at, FurtherScan.key, FurtherScan.review).where(
            FurtherScan.meeting_id == meeting.id,
            FurtherScan.person_id == person_id,
            FurtherScan.is_departure.is_(is_departure),
        )
    )
    return [Kept(*row) for row in rows]


def seats_left(meeting: AtMeeting, seats: Seats) -> int | None:
    """How many more than those who are expected or in may come; None: as many as like.

    Nobody else learns a number until this transaction is over, so two cannot take one seat.
    """
    if seats.capacity is None:
        return None
    _queue_for(seats)
    present = select(CheckIn.person_id).where(CheckIn.meeting_id == meeting.id)
    taken = expected_ids(seats, meeting.day).union(present).subquery()
    return seats.capacity - (db.session.scalar(select(func.count()).select_from(taken)) or 0)


def _queue_for(seats: Seats) -> None:
    """One after another; SQLite has one writer at a time in any case."""
    if dialect_name() == "postgresql":
        row = select(TrainingSession.id).where(TrainingSession.id == seats.id)
        db.session.execute(row.with_for_update())
