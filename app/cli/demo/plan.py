"""The invented city of Jesionów: its units, its staff, and who was trained when.

The same seed gives the same city. Nothing here touches the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from app.cli.demo.names import invented_name
from app.core.folding import fold

CITY = "Miasto Jesionów"
DOMAIN = "jesionow.example"

#: how many of all work part-time, were trained the year before, took the training about AI
PART_TIME_SHARE, EARLIER_SHARE, AI_SHARE = 0.15, 0.3, 0.25


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit to be built. `trained_share` is where its teachers arrive by the end of the year."""

    kind: str
    name: str
    rspo: int | None
    teachers: int
    support: int
    trained_share: float


@dataclass(slots=True)
class PlannedJob:
    """An employment to be made."""

    unit: str
    post: str
    fte: str
    started_on: date
    ended_on: date | None = None


@dataclass(slots=True)
class PlannedPerson:
    """A person to be made, with everything that happened to her."""

    first_name: str
    last_name: str
    email: str
    jobs: list[PlannedJob]
    absence: tuple[date, date | None] | None = None
    completions: list["PlannedCompletion"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PlannedCompletion:
    """A completion to be recorded."""

    training: str
    completed_on: date
    is_passed: bool = True
    is_confirmed: bool = True


def _school(number: int, rspo: int, teachers: int, share: float) -> PlannedUnit:
    return PlannedUnit("primary_school", f"Szkoła Podstawowa nr {number}", rspo, teachers, 8, share)


def _kindergarten(number: int, rspo: int, teachers: int) -> PlannedUnit:
    return PlannedUnit("kindergarten", f"Przedszkole Miejskie nr {number}", rspo, teachers, 8, 0.55)


UNITS = (
    _school(1, 990101, 33, 0.92),
    _school(2, 990102, 36, 0.78),
    _school(3, 990103, 31, 0.88),
    _school(4, 990104, 43, 0.66),
    _school(5, 990105, 34, 0.83),
    _school(7, 990107, 39, 0.57),
    _school(8, 990108, 32, 0.94),
    _school(10, 990110, 37, 0.74),
    _kindergarten(1, 990201, 10),
    _kindergarten(2, 990202, 12),
    _kindergarten(3, 990203, 9),
    _kindergarten(5, 990205, 11),
    _kindergarten(6, 990206, 13),
    _kindergarten(9, 990209, 10),
    _kindergarten(11, 990211, 12),
    _kindergarten(12, 990212, 11),
    PlannedUnit("shared_service_centre", "Centrum Usług Wspólnych", None, 0, 14, 0.5),
)

_SCHOOL_POSTS = (
    *("dyrektor", "wicedyrektor", "pedagog", "psycholog", "logopeda", "bibliotekarz"),
    *("wychowawca świetlicy", "wychowawca świetlicy", "nauczyciel wspomagający"),
)
_SUPPORT_POSTS = (
    *("sekretarz szkoły", "kierownik gospodarczy", "intendent", "woźny", "sprzątaczka"),
    *("sprzątaczka", "pomoc nauczyciela", "konserwator"),
)
_OFFICE_POSTS = (
    *("dyrektor CUW", "główny księgowy", "księgowa", "księgowa", "specjalista ds. kadr"),
    *(
        "specjalista ds. bezpieczeństwa informacji",
        "informatyk",
        "informatyk",
        "referent",
        "referent",
    ),
    *("referent", "specjalista", "specjalista", "inspektor ochrony danych"),
)
#: live trainings of the year; each school sends people to some of them
_WAVES = (
    *(date(2026, 2, 12), date(2026, 3, 5), date(2026, 3, 26), date(2026, 4, 23), date(2026, 5, 14)),
    *(
        date(2026, 6, 11),
        date(2026, 8, 27),
        date(2026, 9, 24),
        date(2026, 10, 15),
        date(2026, 11, 12),
    ),
)


def planned_city(seed: int = 2026) -> list[PlannedPerson]:
    """About 500 people, in the order of the units that employ them."""
    dice = Random(seed)  # noqa: S311 - a demo needs the same city again, not secrecy
    taken: set[str] = set()
    people = [_person(unit, post, dice, taken) for unit in UNITS for post in _posts(unit, dice)]
    _second_jobs(people, dice)
    _moves_and_absences(people, dice)
    for person in people:
        _train(person, dice)
    return people


def _posts(unit: PlannedUnit, dice: Random) -> Iterator[str]:
    if unit.kind == "shared_service_centre":
        yield from _OFFICE_POSTS
        return
    if unit.kind == "primary_school":
        yield from _SCHOOL_POSTS
        yield from ["nauczyciel"] * (unit.teachers - len(_SCHOOL_POSTS))
        yield from _SUPPORT_POSTS[: unit.support]
        return
    yield "dyrektor"
    yield from ["nauczyciel wychowania przedszkolnego"] * (unit.teachers - 1)
    yield from dice.sample(_SUPPORT_POSTS[1:], unit.support - 2)


def _person(unit: PlannedUnit, post: str, dice: Random, taken: set[str]) -> PlannedPerson:
    first_name, last_name = invented_name(dice)
    since = date(dice.randint(1996, 2025), *dice.choice(((9, 1), (9, 1), (9, 1), (2, 1))))
    fte = dice.choice(("0.5", "0.72", "0.33")) if dice.random() < PART_TIME_SHARE else "1"
    job = PlannedJob(unit.name, post, fte, since)
    return PlannedPerson(first_name, last_name, _email(first_name, last_name, taken), [job])


def _email(first_name: str, last_name: str, taken: set[str]) -> str:
    stem = fold(f"{first_name}.{last_name}")
    email = next(
        one
        for number in range(1, 100)
        if (one := f"{stem}{number if number > 1 else ''}@{DOMAIN}") not in taken
    )
    taken.add(email)
    return email


def _second_jobs(people: list[PlannedPerson], dice: Random) -> None:
    """Some teachers complete their hours in a second school."""
    schools = [unit.name for unit in UNITS if unit.kind == "primary_school"]
    teachers = [one for one in people if one.jobs[0].post == "nauczyciel"]
    for person in dice.sample(teachers, 14):
        other = dice.choice([name for name in schools if name != person.jobs[0].unit])
        person.jobs.append(PlannedJob(other, "nauczyciel", "0.28", date(2025, 9, 1)))


def _moves_and_absences(people: list[PlannedPerson], dice: Random) -> None:
    """During the year some leave, some come, some are away for long."""
    movable = [one for one in people if "dyrektor" not in one.jobs[0].post and len(one.jobs) == 1]
    chosen = dice.sample(movable, 70)
    for person in chosen[:16]:
        person.jobs[0].ended_on = dice.choice((date(2026, 6, 30), date(2026, 8, 31)))
    for person in chosen[16:42]:
        person.jobs[0].started_on = date(2026, 9, 1)
    for person in chosen[42:62]:
        first = date(2026, 1, 10) + timedelta(days=dice.randint(0, 250))
        person.absence = (first, dice.choice((None, None, first + timedelta(days=200))))
    for person in chosen[62:]:
        first = date(2026, 11, 16) + timedelta(days=dice.randint(0, 5))
        person.absence = (first, first + timedelta(days=9))


def _train(person: PlannedPerson, dice: Random) -> None:
    """The person went, or did not go, to the trainings of the year."""
    job = person.jobs[0]
    share = next(unit.trained_share for unit in UNITS if unit.name == job.unit)
    if dice.random() < EARLIER_SHARE:
        person.completions.append(PlannedCompletion("BI-2025", date(2025, 11, 20)))
    if job.post in ("dyrektor", "wicedyrektor"):
        person.completions.append(PlannedCompletion("KIEROWNIK", date(2026, 4, 9)))
    if dice.random() < AI_SHARE:
        person.completions.append(PlannedCompletion("AI", date(2026, 10, 8)))
    dates = [day for day in _WAVES if _could_go(person, day)]
    if not dates:
        return
    day = dice.choice(dates)
    luck = dice.random()
    if luck < share:
        person.completions.append(PlannedCompletion("BI-2026", day))
    elif luck < share + 0.05:
        person.completions.append(PlannedCompletion("BI-2026", day, is_passed=False))
    elif luck < share + 0.08:
        pending = PlannedCompletion("BI-2026", _WAVES[-1], is_confirmed=False)
        person.completions.append(pending)


def _could_go(person: PlannedPerson, day: date) -> bool:
    job = person.jobs[0]
    works = job.started_on <= day and (job.ended_on is None or day <= job.ended_on)
    away = person.absence is not None and person.absence[0] <= day
    return works and not away
