"""What closing a session would do, to be seen before it is done."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, defer

from app.attendance.models.lists import Closing, ListAcceptance, ParticipationList
from app.attendance.models.sessions import TrainingSession
from app.attendance.participation import Attendance, Entry, Facts, Leader, Occasion
from app.attendance.queries.credit import Participant, Sighting, participants
from app.attendance.queries.expected import School
from app.core import clock
from app.core.db import db
from app.core.tables.cells import clean_text
from app.people.models import Unit
from app.training.models.completions import Completion


class Obstacle(StrEnum):
    """Why a session cannot be closed now."""

    CANCELLED = "cancelled"
    NO_MEETINGS = "no_meetings"
    NOT_OVER = "not_over"
    #: it was closed, and nothing has changed since
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class DraftList:
    """The list of a school as it would be drawn up; certificates stand on it later."""

    unit: School
    facts: Facts
    #: the newest version there is; None if there is none
    before: ParticipationList | None

    @property
    def says_more(self) -> bool:
        """It differs from the newest version, but for certificates issued since."""
        if self.before is None:
            return True
        return Facts.from_json(self.before.facts).certified({}) != self.facts


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that closing would do."""

    participants: Sequence[Participant]
    lists: Sequence[DraftList]
    #: persons and days to be recorded
    new: Sequence[tuple[int, date]]
    #: completions of this session that are no longer earned
    lost: Sequence[Completion]
    #: standing completions of those who earn credit, whoever recorded them, by person
    kept: Mapping[int, Completion]
    #: the newest closing; None if there was none
    latest: Closing | None

    @property
    def changed(self) -> list[DraftList]:
        """The lists that get a new version."""
        return [one for one in self.lists if one.says_more]

    @property
    def has_changes(self) -> bool:
        return self.latest is None or bool(self.changed or self.new or self.lost)

    @property
    def size(self) -> int:
        """How many completions are written or revoked."""
        return len(self.new) + len(self.lost)

    @property
    def fingerprint(self) -> str:
        """The same for plans that do and show the same."""
        said = [
            self.latest.number if self.latest else 0,
            [_shown(one) for one in self.participants],
            [[one.unit.id, one.facts.as_json(), one.says_more] for one in self.lists],
            [[person_id, day.isoformat()] for person_id, day in self.new],
            [one.id for one in self.lost],
        ]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def plan_of(session: TrainingSession) -> Plan:
    """What closing the session would do now; six queries."""
    closings, newest = _closings(session.id)
    everybody, held = participants(session, [one.closed_at for one in closings])
    earning = [(one.person.person_id, one.credit.day) for one in everybody if one.credit.is_earned]
    wanted = [(person_id, day) for person_id, day in earning if day is not None]
    return Plan(
        participants=everybody,
        lists=_drafts(session, everybody, newest),
        new=[key for key in wanted if key not in held.standing],
        lost=[one for one in held.earned if (one.person_id, one.completed_on) not in set(wanted)],
        kept={key[0]: held.standing[key] for key in wanted if key in held.standing},
        latest=closings[-1] if closings else None,
    )


def obstacle_to(session: TrainingSession, plan: Plan, at: datetime) -> Obstacle | None:
    """Why the session cannot be closed at that instant; None: it can."""
    if session.cancelled_at is not None:
        return Obstacle.CANCELLED
    if not session.meetings:
        return Obstacle.NO_MEETINGS
    if at < max(one.ends_at for one in session.meetings):
        return Obstacle.NOT_OVER
    return None if plan.has_changes else Obstacle.UNCHANGED


def _closings(session_id: int) -> tuple[list[Closing], dict[int, ParticipationList]]:
    """The closings in their order, and the newest list of each unit; one query."""
    rows = db.session.execute(
        select(Closing, ParticipationList)
        .outerjoin(ParticipationList, ParticipationList.closing_id == Closing.id)
        .outerjoin(ParticipationList.unit)
        .outerjoin(ParticipationList.acceptance)
        .where(Closing.session_id == session_id)
        .order_by(Closing.number, Unit.sort_key, Unit.id)
        .options(
            defer(ParticipationList.content),
            contains_eager(ParticipationList.unit),
            contains_eager(ParticipationList.acceptance).options(defer(ListAcceptance.document)),
        )
    ).all()
    drawn_up: Iterable[ParticipationList | None] = (row[1] for row in rows)
    newest = {one.unit_id: one for one in drawn_up if one is not None}
    return list(dict.fromkeys(row[0] for row in rows)), newest


def _drafts(
    session: TrainingSession,
    everybody: Iterable[Participant],
    newest: Mapping[int, ParticipationList],
) -> list[DraftList]:
    """A list for each school that was expected or came, or that has one already."""
    host = _as_school(session.unit)
    units = {unit_id: _as_school(one.unit) for unit_id, one in newest.items()}
    members: dict[int, list[Participant]] = {}
    for one in everybody:
        if one.is_present or one.is_expected:
            for school in one.schools or (host,):
                units[school.id] = school
                members.setdefault(school.id, []).append(one)
    ordered = sorted(units.values(), key=lambda unit: (unit.name, unit.id))
    return [
        DraftList(unit, _facts(session, unit, members.get(unit.id, [])), newest.get(unit.id))
        for unit in ordered
    ]


def _facts(session: TrainingSession, unit: School, members: Sequence[Participant]) -> Facts:
    training = session.version.training
    expected = [one for one in members if one.is_expected]
    absent = [one for one in expected if not one.is_present]
    return Facts(
        session=clean_text(session.title),
        training=clean_text(training.title),
        category=training.category.value,
        programme=clean_text(session.version.label),
        topics=tuple(session.version.topics),
        organiser=clean_text(session.unit.name),
        leaders=tuple(
            Leader(clean_text(one.account.display_name), clean_text(one.function))
            for one in session.trainers
        ),
        form=session.form.value,
        occasions=tuple(
            Occasion(clock.local(one.starts_at), clock.local(one.ends_at), clean_text(one.place))
            for one in session.meetings
        ),
        credit_percent=session.credit_percent,
        credit_minutes=session.credit_minutes,
        school=clean_text(unit.name),
        rspo=unit.rspo,
        entitled=len(expected),
        absent=len(absent),
        excused=sum(any(each.presence.is_excused for each in one.sightings) for one in absent),
        entries=tuple(_entry(one, unit) for one in members if one.is_present),
    )


def _entry(one: Participant, unit: School) -> Entry:
    works = next((school for school in one.schools if school.id == unit.id), None)
    return Entry(
        person_id=one.person.person_id,
        last_name=clean_text(one.person.last_name),
        first_name=clean_text(one.person.first_name),
        post=clean_text(works.post) if works else "",
        school=clean_text(works.short_name) if works else "",
        attended=tuple(_attendance(each) for each in one.sightings if each.presence.is_present),
        completed_on=one.credit.day if one.credit.is_earned else None,
    )


def _attendance(one: Sighting) -> Attendance:
    arrived_at = one.presence.arrived_at or one.meeting.starts_at
    came = one.known.check_in if one.known else None
    return Attendance(
        day=one.meeting.day,
        arrived=clock.local(arrived_at).strftime("%H:%M"),
        minutes=one.presence.minutes,
        confirmation=came.way.value if came else "correction",
    )


def _as_school(unit: Unit) -> School:
    return School(unit.id, unit.name, unit.short_name, unit.path, unit.rspo, post="")


def _shown(one: Participant) -> list[object]:
    """What the preview shows of somebody."""
    return [
        one.person.person_id,
        one.person.full_name,
        one.credit.verdict,
        [school.id for school in one.schools],
        [
            [each.presence.minutes, each.presence.is_late, each.asks_for_review]
            for each in one.sightings
        ],
    ]
