"""The ledger of presence: who was at a meeting, from when to when, and who says so."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    String,
    cast,
    func,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from app.attendance.checkin import Corrected, Presence, Refusal, Terms, Way, presence, says_more
from app.attendance.models.ledger import CheckIn, CheckOut, Correction, FurtherScan, RefusedScan
from app.attendance.models.sessions import Meeting, SignUp, TrainingSession
from app.attendance.queries.doors import Door, terms_of
from app.attendance.queries.expected import Invitee, expected_ids, invitees
from app.core.audit import newest_of
from app.core.db import db


@dataclass(frozen=True, slots=True)
class Scan:
    """Somebody told that a person came, or left."""

    id: int
    meeting_id: int
    person_id: int
    way: Way
    claimed_at: datetime
    recorded_at: datetime
    confirmed_by: str
    is_offline: bool
    shares_device: bool
    review: Refusal | None
    is_departure: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What was told of one person at a meeting, and what that comes to."""

    #: the scan that counts; None if nobody told it
    check_in: Scan | None
    check_out: Scan | None
    #: the newest; None if there is none
    correction: Correction | None
    presence: Presence

    @property
    def contradicts(self) -> bool:
        """The person was scanned after somebody had said that they are not here."""
        said = self.correction
        if said is None or said.is_present or self.check_in is None:
            return False
        return self.check_in.recorded_at > said.corrected_at

    @property
    def asks_for_review(self) -> bool:
        """Somebody is to look at it, and nobody has."""
        return self.contradicts or (
            self.correction is None
            and self.check_in is not None
            and (self.check_in.review is not None or self.check_in.shares_device)
        )


@dataclass(frozen=True, slots=True)
class LedgerLine(Known):
    """The same of somebody who was told of or is expected."""

    person: Invitee
    is_expected: bool


def ledger_of(meeting: Meeting | Door) -> list[LedgerLine]:
    """Everybody who is expected or of whom something is known, by school and name; five queries."""
    terms = meeting.terms if isinstance(meeting, Door) else terms_of(meeting)
    seats = meeting.seats if isinstance(meeting, Door) else meeting.session
    scans = _scans([meeting.id])
    corrections = _newest_corrections([meeting.id])
    expected = set(db.session.scalars(expected_ids(seats, meeting.day)))
    known = {scan.person_id for scan in scans} | {person for _meeting, person in corrections}
    by_person = _by_person(scans)
    return [
        _line(
            one,
            terms,
            by_person.get((meeting.id, one.person_id), []),
            corrections.get((meeting.id, one.person_id)),
            is_expected=one.person_id in expected,
        )
        for one in invitees(expected | known, meeting.day)
    ]


def known_of(session: TrainingSession) -> Mapping[int, Mapping[int, Known]]:
    """Person → meeting → what is known, of everybody of whom something is; two queries.

    Each of them has an answer for each meeting of the session.
    """
    meetings = {one.id: _open_terms(one, session) for one in session.meetings}
    scans = _by_person(_scans(meetings))
    corrections = _newest_corrections(meetings)
    people = {person for _meeting, person in (*scans, *corrections)}
    return {
        person: {
            meeting: _known(
                terms, scans.get((meeting, person), []), corrections.get((meeting, person))
            )
            for meeting, terms in meetings.items()
        }
        for person in people
    }


def version_of(meeting_id: int) -> tuple[int, ...]:
    """Changes with whatever is written about the meeting, its people or its session; one query."""
    meeting = select(Meeting.session_id).where(Meeting.id == meeting_id).scalar_subquery()
    written = (
        select(func.count()).where(table.meeting_id == meeting_id).scalar_subquery()
        for table in (CheckIn, CheckOut, FurtherScan, Correction, RefusedScan)
    )
    return tuple(db.session.execute(select(*written, *state_of_plans(meeting))).one())


def state_of_plans(session_id: ColumnElement[int] | int) -> tuple[ColumnElement[int], ...]:
    """SQL: numbers that change with whoever is expected at the session."""
    mine = SignUp.session_id == session_id
    return (
        func.coalesce(newest_of("people"), 0),
        func.coalesce(newest_of("attendance"), 0),
        select(func.count()).where(mine).scalar_subquery(),
        select(func.count(SignUp.withdrawn_at)).where(mine).scalar_subquery(),
    )


def _line(
    person: Invitee,
    terms: Terms,
    scans: Sequence[Scan],
    correction: Correction | None,
    *,
    is_expected: bool,
) -> LedgerLine:
    known = _known(terms, scans, correction)
    return LedgerLine(
        known.check_in, known.check_out, correction, known.presence, person, is_expected
    )


def _known(terms: Terms, scans: Sequence[Scan], correction: Correction | None) -> Known:
    came, left = _best(scans, is_departure=False), _best(scans, is_departure=True)
    there = presence(
        terms,
        came.claimed_at if came else None,
        left.claimed_at if left else None,
        _last_word(correction) if correction else None,
    )
    return Known(came, left, correction, there)


def _last_word(correction: Correction) -> Corrected:
    return Corrected(
        correction.is_present, correction.arrived_at, correction.left_at, correction.is_excused
    )


def _best(scans: Sequence[Scan], *, is_departure: bool) -> Scan | None:
    """The one that says most; the same in whatever order they came in."""
    best: Scan | None = None
    for one in scans:
        if one.is_departure is is_departure and (best is None or _says_more(one, best)):
            best = one
    return best


def _says_more(one: Scan, other: Scan) -> bool:
    return says_more(
        one.claimed_at,
        other.claimed_at,
        is_departure=one.is_departure,
        is_sure=one.review is None,
        was_sure=other.review is None,
    )


def _open_terms(meeting: Meeting, session: TrainingSession) -> Terms:
    """What presence is computed from: whether the door is closed does not matter to it."""
    return Terms(
        meeting.starts_at,
        meeting.ends_at,
        session.opens_before_minutes,
        session.late_after_minutes,
        session.walk_ins,
    )


def _scans(meeting_ids: Collection[int]) -> list[Scan]:
    """Everything that was told, in the order of its numbers; one query."""
    no_review = type_coerce(cast(null(), String), CheckIn.review.type)
    shapes = (
        (CheckIn, CheckIn.shares_device, CheckIn.review, literal(False)),
        (CheckOut, literal(False), no_review, literal(True)),
        (FurtherScan, literal(False), FurtherScan.review, FurtherScan.is_departure),
    )
    parts = (
        select(
            table.id,
            table.meeting_id,
            table.person_id,
            table.way,
            table.claimed_at,
            table.recorded_at,
            table.confirmed_by,
            table.is_offline,
            *more,
        ).where(table.meeting_id.in_(meeting_ids))
        for table, *more in shapes
    )
    return [Scan(*row) for row in db.session.execute(union_all(*parts))]


def _by_person(scans: Iterable[Scan]) -> dict[tuple[int, int], list[Scan]]:
    """Meeting and person → what was told."""
    found: dict[tuple[int, int], list[Scan]] = {}
    for scan in scans:
        found.setdefault((scan.meeting_id, scan.person_id), []).append(scan)
    return found


def _newest_corrections(meeting_ids: Collection[int]) -> dict[tuple[int, int], Correction]:
    """Meeting and person → the last word; one query."""
    rows = db.session.scalars(
        select(Correction).where(Correction.meeting_id.in_(meeting_ids)).order_by(Correction.id)
    )
    return {(one.meeting_id, one.person_id): one for one in rows}
