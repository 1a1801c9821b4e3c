"""How many are at a meeting, cheaply enough to be said after every scan."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, Select, bindparam, exists, func, select

from app.attendance.models.ledger import CheckIn, Correction
from app.attendance.queries.doors import Door
from app.attendance.queries.expected import expected_ids
from app.attendance.queries.ledger import state_of_plans
from app.core.db import db
from app.core.memory import DatabaseMemory
from app.core.prompt import Prompt

#: sessions whose number of expected people is remembered
_EXPECTED = DatabaseMemory(64)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are there, expected or not; and how many are expected, there or not."""

    present: int
    expected: int


def present_ids(meeting_id: int | ColumnElement[int]) -> Select[int]:
    """SQL: persons who are or were at the meeting; a correction has the last word."""
    here = Correction.meeting_id == meeting_id
    newest = select(func.max(Correction.id)).where(here).group_by(Correction.person_id)
    said = select(Correction.person_id).where(Correction.id.in_(newest))
    came = select(CheckIn.person_id).where(
        CheckIn.meeting_id == meeting_id, CheckIn.person_id.not_in(said)
    )
    return select(came.union_all(said.where(Correction.is_present.is_(True))).subquery().c[0])


_MEETING, _SESSION = bindparam("meeting", type_=Integer), bindparam("session", type_=Integer)
_PRESENT = Prompt(select(func.count()).select_from(present_ids(_MEETING).subquery()))
_STATE = Prompt(
    select(
        select(func.count()).where(CheckIn.meeting_id == _MEETING).scalar_subquery(),
        exists().where(Correction.meeting_id == _MEETING),
        *state_of_plans(_SESSION),
    )
)


def counts(door: Door) -> Counts:
    """How many are there and expected; one query, unless a human corrected or plans changed."""
    present, is_corrected, *state = _STATE.rows(meeting=door.id, session=door.seats.id)[0]
    if is_corrected:
        [(present,)] = _PRESENT.rows(meeting=door.id)
    question = (door.seats, door.day)
    return Counts(present, _EXPECTED.answer(question, tuple(state), lambda: _expected(door)))


def _expected(door: Door) -> int:
    ids = expected_ids(door.seats, door.day).distinct().subquery()
    return db.session.scalar(select(func.count()).select_from(ids)) or 0
