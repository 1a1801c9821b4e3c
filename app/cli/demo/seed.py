"""Brings the planned city to life, through the same commands that people use."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from app.accounts.services.accounts import Guest, open_account
from app.accounts.services.roles import Term
from app.cli.demo.cast import SIGN_INS, give_addresses, learners
from app.cli.demo.halls import EXERCISE, meet
from app.cli.demo.learning import Town, learn
from app.cli.demo.office import work_in_the_office
from app.cli.demo.plan import CITY, UNITS, PlannedCompletion, PlannedPerson, planned_city
from app.core import clock
from app.core.actors import Actor
from app.core.db import db, transaction
from app.people.facts import fingerprint, of_unit
from app.people.models import Person, Post, Unit, UnitKind
from app.people.services.absences import AbsenceTerms, add_absence
from app.people.services.employments import EmploymentTerms, add_employment
from app.people.services.people import PersonDetails, add_person
from app.people.services.units import UnitDetails, change_unit, create_unit
from app.training.models.completions import Source
from app.training.models.trainings import Category, Topic
from app.training.services.completions import NewCompletion, record_completions
from app.training.services.trainings import add_version, create_training

#: schools whose teachers are invited to sessions
INVITED = ("Szkoła Podstawowa nr 4", "Szkoła Podstawowa nr 2", "Szkoła Podstawowa nr 7")
PASSWORD = "jesionow-demo-2026"  # noqa: S105 - printed for everybody, opens only the demo


SECURITY = Category.INFORMATION_SECURITY
BASICS = (Topic.KRI_A, Topic.KRI_B, Topic.KRI_C)


@dataclass(frozen=True, slots=True)
class DemoTraining:
    """A training of the demo, with its one version."""

    code: str
    title: str
    category: Category
    minutes: int
    in_force_from: date
    topics: tuple[Topic, ...] = ()
    validity_months: int | None = None


TRAININGS = (
    DemoTraining(
        "BI-2025", "Bezpieczeństwo informacji: podstawy", SECURITY, 90, date(2025, 1, 1), BASICS
    ),
    DemoTraining(
        "BI-2026",
        "Bezpieczeństwo informacji w szkole",
        SECURITY,
        215,
        date(2026, 1, 1),
        tuple(Topic),
    ),
    DemoTraining(
        EXERCISE,
        "Ćwiczenie: co robimy, gdy nie działa e-dziennik",
        SECURITY,
        90,
        date(2026, 1, 1),
        (Topic.HDR_PROCEDURES, Topic.HDR_FAILURES),
    ),
    DemoTraining(
        "AI",
        "Sztuczna inteligencja w pracy nauczyciela",
        Category.DIGITAL_SKILLS,
        135,
        date(2026, 1, 1),
    ),
    DemoTraining(
        "KIEROWNIK",
        "Obowiązki kierownika podmiotu",
        Category.ENTITY_HEAD,
        45,
        date(2026, 1, 1),
        (),
        12,
    ),
)


def is_seeded() -> bool:
    """Whether the database has people already."""
    return db.session.scalars(select(Person.id).limit(1)).first() is not None


def seed(by: Actor) -> None:
    """The invented city stands in the database, with its trainings and its accounts."""
    plan = planned_city()
    give_addresses(plan)
    with transaction():
        units = _add_units(by)
        versions = {one.code: _add_training(one, by) for one in TRAININGS}
        persons = _add_people(plan, units, by)
        _record(plan, persons, versions, by)
        _open_accounts(units, by)
        town = Town(units[CITY], plan, persons, versions)
        learn(town, *learners(plan))
        meet(town, [units[name] for name in INVITED])
    work_in_the_office(town)


def _add_units(by: Actor) -> dict[str, Unit]:
    """The units by name; the root bears the name of the city."""
    root = db.session.scalars(select(Unit).where(Unit.parent_id.is_(None))).one()
    city = UnitDetails(UnitKind.RUNNING_BODY, CITY, CITY)
    seen = fingerprint(of_unit(root))
    change_unit(root, None, city, seen, by=by, today=clock.today())
    below = {
        one.name: create_unit(root, UnitDetails(UnitKind(one.kind), one.name, rspo=one.rspo), by=by)
        for one in UNITS
    }
    return {CITY: root, **below}


def _add_training(planned: DemoTraining, by: Actor) -> int:
    """The training stands in the catalogue; the id of its version."""
    training = create_training(
        code=planned.code,
        title=planned.title,
        category=planned.category,
        validity_months=planned.validity_months,
        by=by,
    )
    version = add_version(
        training,
        label=str(planned.in_force_from.year),
        in_force_from=planned.in_force_from,
        minutes=planned.minutes,
        topics=planned.topics,
        by=by,
    )
    return version.id


def _add_people(
    plan: Sequence[PlannedPerson], units: Mapping[str, Unit], by: Actor
) -> dict[str, int]:
    """Everybody works where planned; ids of persons by address.

    Each fact is entered as of the day it became true, so that the demo does not begin with five
    hundred corrections of the past.
    """
    posts = {row.name: row.id for row in db.session.execute(select(Post.name, Post.id))}
    persons = {}
    for planned in plan:
        terms = [
            EmploymentTerms(
                units[job.unit].id, posts[job.post], Decimal(job.fte), job.started_on, job.ended_on
            )
            for job in planned.jobs
        ]
        details = PersonDetails(planned.first_name, planned.last_name, planned.email)
        person = add_person(details, terms[0], by=by, today=terms[0].started_on)
        for more in terms[1:]:
            add_employment(person, more, by=by, today=more.started_on)
        if planned.absence is not None:
            add_absence(person, AbsenceTerms(*planned.absence), by=by, today=planned.absence[0])
        persons[planned.email] = person.id
    return persons


def _record(
    plan: Sequence[PlannedPerson],
    persons: Mapping[str, int],
    versions: Mapping[str, int],
    by: Actor,
) -> None:
    """Every planned completion up to today stands in the register, list by list."""
    lists: dict[tuple[str, date, bool], list[NewCompletion]] = defaultdict(list)
    for person in plan:
        for one in person.completions:
            if one.completed_on <= clock.today():
                lists[one.training, one.completed_on, one.is_confirmed].append(
                    _claim(persons[person.email], versions[one.training], one)
                )
    for number, ((code, _day, is_confirmed), claims) in enumerate(sorted(lists.items()), start=1):
        reference = f"lista {number}, {code}"
        record_completions(
            claims,
            source=Source.LIST,
            reference=reference,
            is_confirmed=is_confirmed,
            by=by,
            at=clock.now(),
        )


def _claim(person_id: int, version_id: int, planned: PlannedCompletion) -> NewCompletion:
    return NewCompletion(person_id, version_id, planned.completed_on, planned.is_passed)


def _open_accounts(units: Mapping[str, Unit], by: Actor) -> None:
    for sign_in in SIGN_INS:
        guest = Guest(sign_in.email, sign_in.name)
        term = Term(sign_in.role, units[sign_in.unit], date(2025, 9, 1))
        open_account(guest, term, PASSWORD, at=clock.now(), by=by)
