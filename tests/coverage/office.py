"""An office that does, at random, everything that the services allow."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.core.actors import command_line
from app.core.db import Base, db
from app.core.errors import DomainError
from app.coverage.indicator.rule import Rule
from app.people import facts
from app.people.models import Absence, Employment, Person, Post, Unit, UnitKind
from app.people.services import absences, employments, people, posts, units
from app.people.services.absences import AbsenceTerms
from app.people.services.employments import EmploymentTerms
from app.people.services.people import PersonDetails
from app.people.services.units import UnitDetails
from app.training.models.completions import Completion, Source
from app.training.models.trainings import Category, Training, TrainingVersion
from app.training.services import completions, trainings
from tests.coverage.lives import UNITS

Row = TypeVar("Row", bound=Base)

BY = command_line("test")
WHY = "pomyłka"
SCHOOLS = [number for number, (_above, kind) in UNITS.items() if kind is UnitKind.PRIMARY_SCHOOL]


@dataclass
class Office:
    """Somebody who does one thing after another, drawn from `dice`."""

    dice: Random
    today: date
    number: int = 0
    rules: list[Rule] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(12), ZoneInfo("Europe/Warsaw"))

    def some(self, table: type[Row]) -> Row:
        found = list(db.session.scalars(select(table).order_by(table.__table__.c.id)))
        if not found:
            raise Nothing
        return self.dice.choice(found)

    def day(self) -> date:
        return self.today + timedelta(days=self.dice.choice((-40, -20, -1, 0, 0, 0, 1, 10, 29, 40)))

    def later(self, first: date) -> date | None:
        return self.dice.choice((
            None,
            first + timedelta(days=self.dice.choice((0, 9, 28, 29, 40))),
        ))

    def terms(self) -> EmploymentTerms:
        first = self.day()
        return EmploymentTerms(
            unit_id=self.dice.choice(SCHOOLS),
            post_id=self.some(Post).id,
            fte=Decimal(self.dice.choice(("1", "0.5", "0.278"))),
            started_on=first,
            ended_on=self.later(first),
        )

    def away(self) -> AbsenceTerms:
        first = self.day()
        unit = self.dice.choice((None, None, *SCHOOLS))
        return AbsenceTerms(first, self.later(first), unit)


class Nothing(DomainError):
    """There is none of it yet."""


def hire(office: Office) -> None:
    office.number += 1
    details = PersonDetails("Anna", f"Nowak{office.number}", f"a{office.number}@szkoly.example")
    terms = EmploymentTerms(
        unit_id=office.dice.choice(SCHOOLS),
        post_id=office.dice.choice((901, 902)),
        fte=Decimal(1),
        started_on=date(2020, 9, 1),
    )
    people.add_person(details, terms, WHY, by=BY, today=office.today)


def employ(office: Office) -> None:
    employments.add_employment(office.some(Person), office.terms(), WHY, by=BY, today=office.today)


def change_work(office: Office) -> None:
    job, terms = office.some(Employment), office.terms()
    seen = facts.fingerprint(facts.of_employment(job))
    employments.change_employment(job, terms, seen, WHY, by=BY, today=office.today)


def end_work(office: Office) -> None:
    job = office.some(Employment)
    seen = facts.fingerprint(facts.of_employment(job))
    employments.end_employment(job, office.day(), seen, WHY, by=BY, today=office.today)


def be_away(office: Office) -> None:
    absences.add_absence(office.some(Person), office.away(), WHY, by=BY, today=office.today)


def follow_on(office: Office) -> None:
    """An absence that begins when another has ended."""
    known = office.some(Absence)
    first = (known.ended_on or office.today) + timedelta(days=office.dice.choice((1, 1, 2)))
    terms = AbsenceTerms(first, office.later(first), known.unit_id)
    absences.add_absence(known.person, terms, WHY, by=BY, today=office.today)


def change_away(office: Office) -> None:
    absence, terms = office.some(Absence), office.away()
    seen = facts.fingerprint(facts.of_absence(absence))
    absences.change_absence(absence, terms, seen, WHY, by=BY, today=office.today)


def come_back(office: Office) -> None:
    absence = office.some(Absence)
    last = absence.started_on + timedelta(days=office.dice.choice((0, 9, 29, 60)))
    terms = AbsenceTerms(absence.started_on, last, absence.unit_id)
    seen = facts.fingerprint(facts.of_absence(absence))
    absences.change_absence(absence, terms, seen, WHY, by=BY, today=office.today)


def not_away(office: Office) -> None:
    absence = office.some(Absence)
    seen = facts.fingerprint(facts.of_absence(absence))
    absences.remove_absence(absence, seen, WHY, by=BY, today=office.today)


def complete(office: Office) -> None:
    done = completions.NewCompletion(
        office.some(Person).id,
        office.some(TrainingVersion).id,
        min(office.day(), office.today),
        is_passed=office.dice.random() < 0.9,
    )
    completions.record_completion(
        done,
        source=office.dice.choice(list(Source)),
        reference="lista",
        is_confirmed=office.dice.random() < 0.7,
        by=BY,
        at=office.now,
    )


def complete_together(office: Office) -> None:
    version, day = office.some(TrainingVersion).id, min(office.day(), office.today)
    done = [
        completions.NewCompletion(one.id, version, day)
        for one in db.session.scalars(select(Person))
    ]
    completions.record_completions(
        done, source=Source.LIST, reference="lista", is_confirmed=True, by=BY, at=office.now
    )


def confirm(office: Office) -> None:
    completions.confirm(office.some(Completion), by=BY, at=office.now)


def revoke(office: Office) -> None:
    completions.revoke(office.some(Completion), reason=WHY, by=BY, at=office.now)


def edit_training(office: Office) -> None:
    training = office.some(Training)
    trainings.edit_training(
        training,
        code=training.code,
        title=training.title,
        category=office.dice.choice(list(Category)),
        validity_months=office.dice.choice((None, 12)),
        by=BY,
    )


def decide(office: Office) -> None:
    post = office.some(Post)
    seen = facts.fingerprint(facts.of_post(post))
    is_teaching = office.dice.choice((True, False, None))
    posts.change_post(post, post.name, is_teaching, seen, WHY, by=BY, today=office.today)


def merge_posts(office: Office) -> None:
    post, into = office.some(Post), office.some(Post)
    if post.id == into.id or office.dice.random() < 0.8:
        raise Nothing
    seen = facts.fingerprint(facts.of_post(post))
    posts.merge_post(post, into, seen, by=BY, today=office.today)


def change_unit(office: Office) -> None:
    unit, parent = office.some(Unit), office.some(Unit)
    if unit.parent_id is None or parent.id == unit.id:
        raise Nothing
    kind = office.dice.choice((UnitKind.PRIMARY_SCHOOL, UnitKind.KINDERGARTEN, unit.kind))
    details = UnitDetails(kind, unit.name, unit.short_name, unit.rspo)
    seen = facts.fingerprint(facts.of_unit(unit))
    units.change_unit(unit, parent, details, seen, WHY, by=BY, today=office.today)


#: what is done, the frequent more than once
DEEDS_OF_AN_OFFICE: tuple[Callable[[Office], None], ...] = (
    *(employ, end_work, change_work),
    *(be_away, be_away, follow_on, follow_on, change_away, come_back, not_away),
    *(complete, complete, complete_together, confirm, confirm, revoke),
    *(edit_training, decide, merge_posts, change_unit),
)
