"""A country for measuring: people, units and cities as statistics describe them, in any number.

The first city is the same however many there are: what its page costs alone and inside a country
can be compared. Every figure here is an assumption but the share of part-time work.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import insert, select, text

from app.core import audit
from app.core.actors import command_line
from app.core.audit import Subject
from app.core.db import Base, db, dialect_name, transaction
from app.people.models import Absence, Employment, Person, Post, Unit, UnitKind, name_keys
from app.training.models.completions import Completion, Source
from app.training.models.trainings import Category, Topic, Training, TrainingVersion

CITIES = 2_479
FIRST_CITY = 10
UNITS_PER_CITY = 10
TODAY = date(2026, 11, 20)
RECORDED = datetime.fromisoformat("2026-11-20T12:00:00+00:00")

_SURNAMES = ("Lis", "Nowak", "Kowalska", "Zawada", "Wrona", "Maj", "Sikora", "Dudek")
_FIRST_NAMES = ("Anna", "Marta", "Piotr", "Zofia", "Ewa", "Jan", "Olga", "Iwona")
#: middle of how many work at a unit, and how far it spreads (log-normal: 9 to 60)
_STAFF, _SPREAD = 14.0, 0.58
_TEACHING = 0.72
_PART_TIME = 0.15
_IN_TWO_UNITS = 0.05
_LEFT_PER_YEAR = 0.075
_ON_LONG_ABSENCE = 0.065
_YEARS = 3
_HIRED_DURING_THE_YEAR = 0.2
_BRIEFLY_AWAY_PER_YEAR = 0.3
#: this year, a year before, two years before
_TRAINED = (0.66, 0.5, 0.3)
_CONFIRMED, _PASSED = 0.95, 0.97

Row = tuple[Any, ...]
Rows = dict[type[Base], list[Row]]


@dataclass(slots=True)
class Country:
    """What is written, one list of rows per table."""

    dice: Random
    #: of teachers, and of others
    posts: tuple[int, int]
    versions: Sequence[int]
    people: Iterator[int]
    rows: Rows


COLUMNS: dict[type[Base], tuple[str, ...]] = {
    Unit: ("id", "parent_id", "path", "kind", "name", "short_name", "rspo", "sort_key"),
    Person: ("id", "first_name", "last_name", "email", "folded_name", "sort_key"),
    Employment: ("person_id", "unit_id", "post_id", "fte", "started_on", "ended_on"),
    Absence: ("person_id", "unit_id", "started_on", "ended_on"),
    Completion: (
        *("person_id", "version_id", "completed_on", "source", "is_passed"),
        *("recorded_at", "reference", "confirmed_by", "confirmed_at"),
    ),
}


def build(cities: int) -> int:
    """The database has so many cities with their people and three years of history; how many.

    Rows are written in bulk, and the log gets one entry, which is enough for what is measured.
    """
    people = count(1)
    with transaction() as session:
        posts = [
            session.scalars(select(Post.id).where(Post.name == name)).one()
            for name in ("nauczyciel", "woźny")
        ]
        versions = _trainings()
        units = count(FIRST_CITY + CITIES)
        written = 0
        for start in range(0, cities, 50):
            rows: Rows = {one: [] for one in COLUMNS}
            country = Country(Random(start), (posts[0], posts[1]), versions, people, rows)
            for number in range(start, min(start + 50, cities)):
                country.dice.seed(number)
                _city(country, FIRST_CITY + number, units)
            written += len(country.rows[Person])
            _write(country.rows)
        subject = Subject("population", None, f"{written} people")
        audit.record("people.population_built", subject, by=command_line("bench"))
    _settle()
    return written


def _city(country: Country, city: int, units: Iterator[int]) -> None:
    """A city with as many units as fate gives it; the first is of average size."""
    dice, rows = country.dice, country.rows
    path = f"1.{city}."
    name = f"Gmina {city:04}"
    rows[Unit].append((city, 1, path, "running_body", name, name, None, name))
    share = 1.0 if city == FIRST_CITY else min(dice.lognormvariate(-0.29, 0.8), 14)
    found = []
    for number in range(max(2, round(UNITS_PER_CITY * share))):
        unit = next(units)
        kind = UnitKind.PRIMARY_SCHOOL if number % 2 == 0 else UnitKind.KINDERGARTEN
        name = f"Placówka nr {number + 1:03}"
        rows[Unit].append((unit, city, f"{path}{unit}.", kind.value, name, name, None, name))
        found.append(unit)
    for unit in found:
        for _ in range(min(round(dice.lognormvariate(0, _SPREAD) * _STAFF) + 2, 150)):
            _person(country, unit, found)


def _person(country: Country, unit: int, units: Sequence[int]) -> None:
    dice, rows = country.dice, country.rows
    person = next(country.people)
    first_name, last_name = dice.choice(_FIRST_NAMES), f"{dice.choice(_SURNAMES)} {person}"
    keys = name_keys(first_name, last_name)
    address = f"p{person}@szkoly.example"
    rows[Person].append((
        person,
        first_name,
        last_name,
        address,
        keys["folded_name"],
        keys["sort_key"],
    ))
    first, last = _time_of_work(dice)
    post = country.posts[dice.random() >= _TEACHING]
    fte = dice.choice((0.25, 0.5, 0.75)) if dice.random() < _PART_TIME else 1
    rows[Employment].append((person, unit, post, fte, first, last))
    if dice.random() < _IN_TWO_UNITS:
        other = dice.choice(units)
        if other != unit:
            rows[Employment].append((person, other, post, 0.25, first, last))
    rows[Absence] += _absences(dice, person)
    rows[Completion] += _completions(dice, person, country.versions)


def _time_of_work(dice: Random) -> tuple[date, date | None]:
    """Four of five begin on 1 September; some leave in each of the three years."""
    first = date(dice.randint(1995, 2023), 9, 1)
    if dice.random() < _LEFT_PER_YEAR * _YEARS:
        first = date(dice.randint(2024, 2026), 9, 1)
        if dice.random() < _HIRED_DURING_THE_YEAR:
            first -= timedelta(days=dice.randint(1, 300))
    if dice.random() < _LEFT_PER_YEAR * _YEARS:
        return first, first + timedelta(days=dice.randint(200, 4000))
    return first, None


def _absences(dice: Random, person: int) -> Iterator[Row]:
    """Some are away for long now; most were away for some days, some time."""
    if dice.random() < _ON_LONG_ABSENCE:
        first = TODAY - timedelta(days=dice.randint(5, 300))
        yield person, None, first, dice.choice((None, first + timedelta(days=400)))
    for year in range(_YEARS):
        if dice.random() < _BRIEFLY_AWAY_PER_YEAR:
            first = TODAY - timedelta(days=365 * year + dice.randint(301, 360))
            yield person, None, first, first + timedelta(days=dice.randint(0, 20))


def _completions(dice: Random, person: int, versions: Sequence[int]) -> Iterator[Row]:
    for years_ago, version in enumerate(versions):
        if dice.random() < _TRAINED[years_ago]:
            day = TODAY - timedelta(days=365 * years_ago + dice.randint(0, 300))
            is_confirmed = dice.random() < _CONFIRMED
            signed = ("Dyrektor", RECORDED) if is_confirmed else (None, None)
            passed = dice.random() < _PASSED
            yield person, version, day, Source.LIST.value, passed, RECORDED, "lista", *signed


def _trainings() -> list[int]:
    """A training with a version for each of the three years, the newest first."""
    training = Training(
        code="BI", title="Bezpieczeństwo informacji", category=Category.INFORMATION_SECURITY
    )
    versions = [
        TrainingVersion(
            training=training,
            label=str(year),
            in_force_from=date(year, 1, 1),
            minutes=215,
            topics=[topic.value for topic in Topic],
        )
        for year in (2026, 2025, 2024)
    ]
    db.session.add_all(versions)
    db.session.flush()
    return [one.id for one in versions]


def _write(rows: Rows) -> None:
    for table, new in rows.items():
        if dialect_name() == "postgresql":
            _copy(table.__tablename__, COLUMNS[table], new)
        else:
            keyed = [dict(zip(COLUMNS[table], row, strict=True)) for row in new]
            db.session.execute(insert(table), keyed)


def _copy(table: str, columns: Iterable[str], rows: Iterable[Row]) -> None:
    driver = db.session.connection().connection.cursor()
    with (
        closing(driver) as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _settle() -> None:
    """The database knows how its rows are spread, as it does after a night."""
    with db.engine.connect() as connection:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        alone.execute(text("VACUUM ANALYZE" if dialect_name() == "postgresql" else "ANALYZE"))
