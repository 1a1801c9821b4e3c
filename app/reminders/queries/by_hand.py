"""Whom the button of a school reminds: those who are not trained, and can do something about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select

from app.core import clock
from app.core.db import db
from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Reason, Standing, Verdict
from app.coverage.queries.ground import Ground
from app.coverage.queries.people import PersonStanding, Wanted, people_of
from app.people.models import Unit
from app.reminders.models import Mailing, Reminder
from app.reminders.workdays import day_of_sending
from app.training.models.assignments import Waiver
from app.training.models.trainings import Training, TrainingVersion
from app.training.queries.open_dues import Duty, OpenDue, dues_of_all, working_below


class Obstacle(StrEnum):
    """Why somebody who is not trained is not reminded."""

    #: completed it; the school head has yet to confirm
    PENDING = "pending"
    WAIVED = "waived"
    #: another mail is for the same day
    TOLD = "told"
    #: does not work here today
    NOT_HERE = "not_here"
    #: there is no training that could be done
    NO_TRAINING = "no_training"


@dataclass(frozen=True, slots=True)
class Asking:
    """A training to be named in the mail, and its last day if somebody set one."""

    training_id: int
    title: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is not trained."""

    person_id: int
    name: str
    units: tuple[str, ...]
    askings: tuple[Asking, ...]
    #: None: she is reminded
    obstacle: Obstacle | None


def candidates(base: Ground, unit: Unit, as_of: date, at: datetime) -> list[Candidate]:
    """Everybody at or below the unit who is not trained on that day, in alphabetical order."""
    listed = people_of(base, unit.path, as_of, Wanted(Standing.NOT_TRAINED)).people
    return _Known.of(base.rule, unit, at).candidates(listed)


@dataclass(frozen=True, slots=True)
class _Known:
    """What decides about each of them; a fixed number of queries for all."""

    rule: Rule
    dues: Mapping[Duty, OpenDue]
    working: set[int]
    waived: set[Duty]
    told: set[str]
    #: trainings that the rule asks for, the newest programme first
    trainings: Mapping[int, str]

    @classmethod
    def of(cls, rule: Rule, unit: Unit, at: datetime) -> "_Known":
        today = clock.local(at).date()
        people = working_below((unit.path,), today)
        waivers = select(Waiver.person_id, Waiver.training_id).where(
            Waiver.person_id.in_(people), Waiver.holds_on(today)
        )
        told = (
            select(Reminder.addressee)
            .join(Reminder.mailing)
            .where(
                Reminder.day == day_of_sending(at),
                ~Reminder.is_digest,
                Reminder.dropped_at.is_(None),
                Mailing.cancelled_at.is_(None),
            )
        )
        return cls(
            rule,
            dues_of_all(people, today),
            set(db.session.scalars(people)),
            {(row.person_id, row.training_id) for row in db.session.execute(waivers)},
            set(db.session.scalars(told)),
            _trainings(rule, today),
        )

    def candidates(self, listed: Iterable[PersonStanding]) -> list[Candidate]:
        return [self._candidate(one) for one in listed]

    def _candidate(self, one: PersonStanding) -> Candidate:
        person_id = one.name.person_id
        wanted = self._wanted(person_id, one.verdict)
        askings = tuple(
            self._asking(person_id, training_id)
            for training_id in wanted
            if (person_id, training_id) not in self.waived
        )
        units = tuple(unit.short_name for unit in one.units)
        name = f"{one.name.last_name} {one.name.first_name}"
        obstacle = self._obstacle(one, has_wanted=bool(wanted), has_askings=bool(askings))
        return Candidate(person_id, name, units, askings, obstacle)

    def _obstacle(
        self, one: PersonStanding, *, has_wanted: bool, has_askings: bool
    ) -> Obstacle | None:
        person_id = one.name.person_id
        conditions = (
            (Obstacle.PENDING, one.verdict.reason is Reason.PENDING),
            (Obstacle.NOT_HERE, person_id not in self.working),
            (Obstacle.NO_TRAINING, not has_wanted),
            (Obstacle.WAIVED, not has_askings),
            (Obstacle.TOLD, f"person:{person_id}" in self.told),
        )
        return next((obstacle for obstacle, applies in conditions if applies), None)

    def _wanted(self, person_id: int, verdict: Verdict) -> list[int]:
        """What is due for her and the rule asks for; else what she lacks; else the newest."""
        due = [number for number in self.trainings if (person_id, number) in self.dues]
        if due:
            return due
        missing = [number for number in self.trainings if number in verdict.missing_trainings]
        if self.rule.all_of:
            return [number for number in missing if number in self.rule.all_of] or missing[:1]
        return missing[:1] or list(self.trainings)[:1]

    def _asking(self, person_id: int, training_id: int) -> Asking:
        due = self.dues.get((person_id, training_id))
        last_day = due.deadline.due_on if due else None
        return Asking(training_id, self.trainings[training_id], last_day)


def _trainings(rule: Rule, today: date) -> dict[int, str]:
    query = (
        select(Training.id, Training.title, Training.category, TrainingVersion.topics)
        .join(TrainingVersion, TrainingVersion.training_id == Training.id)
        .where(TrainingVersion.in_force_from <= today)
        .order_by(TrainingVersion.in_force_from.desc(), Training.id)
    )
    rows = [row for row in db.session.execute(query) if rule.asks_for(row.id, row.category)]
    rows.sort(key=lambda row: not _is_whole(row, rule))
    return {row.id: row.title for row in rows}


def _is_whole(row: Row[*tuple[Any, ...]], rule: Rule) -> bool:
    """Whether the programme covers every obligatory topic."""
    return rule.required_topics <= frozenset(row.topics)
