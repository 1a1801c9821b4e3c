"""Who took part in a session or was expected to, and what that earns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from app.attendance.checkin import CreditRule, Presence
from app.attendance.credit import Credit, Verdict, credit
from app.attendance.models.lists import EarnedCompletion
from app.attendance.models.sessions import Meeting, TrainingSession
from app.attendance.queries.expected import Invitee, School, expected_ids, invitees
from app.attendance.queries.kept import Known
from app.attendance.queries.ledger import known_of
from app.core.db import db
from app.people.models import Person
from app.training.models.completions import Completion

_ABSENT = Presence(is_present=False)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person and one meeting; None: nobody told anything."""

    meeting: Meeting
    known: Known | None

    @property
    def presence(self) -> Presence:
        return self.known.presence if self.known else _ABSENT

    @property
    def asks_for_review(self) -> bool:
        return self.known is not None and self.known.asks_for_review


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who was there or was expected, with one sighting per meeting, in their order."""

    person: Invitee
    #: on whose lists the person stands; none: on that of the unit that holds the session
    schools: tuple[School, ...]
    is_expected: bool
    sightings: tuple[Sighting, ...]
    credit: Credit

    @property
    def is_present(self) -> bool:
        return any(one.presence.is_present for one in self.sightings)

    @property
    def reviews(self) -> tuple[Sighting, ...]:
        """What somebody is to look at."""
        return tuple(one for one in self.sightings if one.asks_for_review)


@dataclass(frozen=True, slots=True)
class Held:
    """Completions of the session's programme that matter to it."""

    #: standing ones by person and day, whoever recorded them
    standing: Mapping[tuple[int, date], Completion]
    #: standing ones that a closing of this session recorded
    earned: Sequence[Completion]
    #: persons whose completion of this session was revoked by somebody, and not by a closing
    taken_back: frozenset[int]


def held_completions(
    session: TrainingSession, person_ids: Iterable[int], closed_at: Iterable[datetime]
) -> Held:
    """What the register holds of these persons; `closed_at` are the closings. One query."""
    mine = and_(
        EarnedCompletion.completion_id == Completion.id, EarnedCompletion.session_id == session.id
    )
    days = {meeting.day for meeting in session.meetings}
    of_these = and_(Completion.person_id.in_(list(person_ids)), Completion.completed_on.in_(days))
    rows = db.session.execute(
        select(Completion, EarnedCompletion.session_id)
        .outerjoin(EarnedCompletion, mine)
        .where(
            Completion.version_id == session.version_id,
            or_(EarnedCompletion.session_id.is_not(None), of_these),
        )
        .order_by(Completion.id)
        .options(joinedload(Completion.person))
    ).all()
    standing = [one for one, _ in rows if one.revoked_at is None]
    closings = set(closed_at)
    return Held(
        standing={(one.person_id, one.completed_on): one for one in standing},
        earned=[one for one, session_id in rows if session_id and one.revoked_at is None],
        taken_back=frozenset(
            one.person_id
            for one, session_id in rows
            if session_id and one.revoked_at is not None and one.revoked_at not in closings
        ),
    )


def participants(
    session: TrainingSession, closed_at: Iterable[datetime]
) -> tuple[list[Participant], Held]:
    """Everybody, by name, with their verdicts; and what the register holds. Five queries."""
    known = known_of(session)
    days = sorted({meeting.day for meeting in session.meetings})
    expected = _expected(session, days)
    people = _people(known.keys() | expected, days)
    held = held_completions(session, known, closed_at)
    found = [_participant(session, one, known.get(one.person_id, {})) for one in people]
    everybody = [
        replace(one, is_expected=one.person.person_id in expected, credit=_in_register(one, held))
        for one in found
    ]
    everybody.sort(key=lambda one: (one.person.sort_key, one.person.person_id))
    return everybody, held


def _participant(
    session: TrainingSession, person: Invitee, known: Mapping[int, Known]
) -> Participant:
    sightings = tuple(Sighting(one, known.get(one.id)) for one in session.meetings)
    planned = sum(one.minutes for one in session.meetings)
    rule = CreditRule(session.credit_percent, session.credit_minutes)
    attended = [(one.meeting.day, one.presence) for one in sightings]
    return Participant(
        person=person,
        schools=_listed_at(person, tuple(session.invited_paths)),
        is_expected=False,
        sightings=sightings,
        credit=credit(attended, planned, rule),
    )


def _in_register(one: Participant, held: Held) -> Credit:
    """The credit, as far as the register lets it stand."""
    if not one.credit.is_earned or one.credit.day is None:
        return one.credit
    completion = held.standing.get((one.person.person_id, one.credit.day))
    if completion is not None and not completion.is_passed:
        return replace(one.credit, verdict=Verdict.NOT_PASSED)
    if completion is None and one.person.person_id in held.taken_back:
        return replace(one.credit, verdict=Verdict.REVOKED)
    return one.credit


def _listed_at(person: Invitee, invited: tuple[str, ...]) -> tuple[School, ...]:
    """The schools of the person that were invited; all of them, if none was."""
    among = tuple(school for school in person.schools if school.path.startswith(invited))
    return among or person.schools


def _expected(session: TrainingSession, days: Sequence[date]) -> set[int]:
    """Who was expected on any of these days; one query."""
    on_days = [Person.id.in_(expected_ids(session, day)) for day in days]
    return set(db.session.scalars(select(Person.id).where(or_(*on_days)))) if days else set()


def _people(ids: Iterable[int], days: Sequence[date]) -> list[Invitee]:
    """These persons with their schools on the last day; of who had left by then, on the first."""
    if not days:
        return []
    people = invitees(ids, days[-1])
    gone = [one.person_id for one in people if not one.schools]
    if not gone or days[0] == days[-1]:
        return people
    earlier = {one.person_id: one for one in invitees(gone, days[0])}
    return [earlier.get(one.person_id, one) for one in people]
