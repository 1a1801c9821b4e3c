"""The ledger of presence: who was at a meeting, from when to when, and who says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from app.attendance.checkin import Terms
from app.attendance.models.ledger import CheckIn, CheckOut, Correction, FurtherScan, RefusedScan
from app.attendance.models.sessions import Meeting, SignUp, TrainingSession
from app.attendance.queries.doors import Door, terms_of
from app.attendance.queries.expected import Invitee, expected_ids, invitees, is_expected
from app.attendance.queries.kept import (
    Known,
    Scan,
    by_person,
    known_from,
    newest_corrections,
    scans_at,
)
from app.core.audit import newest_of
from app.core.db import db
from app.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class LedgerLine(Known):
    """The same of somebody who was told of or is expected."""

    person: Invitee
    is_expected: bool


def ledger_of(meeting: Meeting | Door) -> list[LedgerLine]:
    """Everybody who is expected or of whom something is known, by school and name; five queries."""
    terms = meeting.terms if isinstance(meeting, Door) else terms_of(meeting)
    seats = meeting.seats if isinstance(meeting, Door) else meeting.session
    scans = scans_at([meeting.id])
    corrections = newest_corrections([meeting.id])
    expected = set(db.session.scalars(expected_ids(seats, meeting.day)))
    paths = meeting.invited_paths if isinstance(meeting, Door) else meeting.session.invited_paths
    known = {scan.person_id for scan in scans} | {person for _meeting, person in corrections}
    told = by_person(scans)
    return [
        _line(
            one,
            terms,
            told.get((meeting.id, one.person_id), []),
            corrections.get((meeting.id, one.person_id)),
            is_expected=one.person_id in expected,
        )
        for one in invitees(expected | known, meeting.day, paths)
    ]


def line_of(door: Door, person_id: int) -> tuple[LedgerLine, Sequence[Scan]]:
    """What is known of that one person at the meeting, and all that was told; four queries.

    Raises:
        NotFound: it is nobody whom the meeting knows, nor anybody who works where it is held.
    """
    scans = [scan for scan in scans_at([door.id]) if scan.person_id == person_id]
    correction = newest_corrections([door.id]).get((door.id, person_id))
    is_awaited = is_expected(door.seats, person_id, door.day)
    found = invitees([person_id], door.day)
    schools = [school for one in found for school in one.schools]
    is_ours = any(school.path.startswith(tuple(door.scope_paths)) for school in schools)
    if not found or not (scans or correction or is_awaited or is_ours):
        raise NotFound
    return _line(found[0], door.terms, scans, correction, is_expected=is_awaited), scans


def known_of(session: TrainingSession) -> Mapping[int, Mapping[int, Known]]:
    """Person → meeting → what is known, of everybody of whom something is; two queries.

    Each of them has an answer for each meeting of the session.
    """
    meetings = {one.id: _open_terms(one, session) for one in session.meetings}
    scans = by_person(scans_at(meetings))
    corrections = newest_corrections(meetings)
    people = {person for _meeting, person in (*scans, *corrections)}
    return {
        person: {
            meeting: known_from(
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
    known = known_from(terms, scans, correction)
    return LedgerLine(
        known.check_in, known.check_out, correction, known.presence, person, is_expected
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
