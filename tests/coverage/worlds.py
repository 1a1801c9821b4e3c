"""Random cities with random pasts, in a database and as plain values.

Days are drawn from a few that lie close to each other and to the limits of rules, so that what
happens at a limit happens often.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import insert

from app.core.db import Base, db
from app.coverage.indicator.rule import Aggregation, Measure, MultiSchool, Population, Posts, Rule
from app.coverage.indicator.values import Achievement, Job, Period, Record
from app.coverage.indicator.values import Away as Absent
from app.people.models import Absence, Employment, Person, Post, Unit, UnitKind, name_keys
from app.training.models.completions import Completion, Source
from app.training.models.trainings import Category, Training, TrainingVersion
from tests.coverage.reference import Away, Done, Life, Work

START = date(2026, 1, 1)
DAY = date(2026, 6, 30)
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
TOPICS = ("KRI.a", "KRI.b", "KSC.a")

SCHOOL, NURSERY = UnitKind.PRIMARY_SCHOOL, UnitKind.KINDERGARTEN
#: id → id above, kind; below the root, which every database has: two cities and a lone school
UNITS = {
    11: (1, UnitKind.RUNNING_BODY),
    12: (11, SCHOOL),
    13: (11, SCHOOL),
    14: (11, NURSERY),
    15: (1, UnitKind.RUNNING_BODY),
    16: (15, SCHOOL),
    17: (15, NURSERY),
    18: (1, SCHOOL),
}
PATHS = {1: "1."}
for _id, (_above, _kind) in UNITS.items():
    PATHS[_id] = f"{PATHS[_above]}{_id}."
KINDS = {1: UnitKind.RUNNING_BODY} | {one: kind for one, (_above, kind) in UNITS.items()}

#: id → is it a teaching post
POSTS: dict[int, bool | None] = {901: True, 902: True, 903: False, 904: None}
#: version → training, category, topics
VERSIONS = {
    901: (901, Category.INFORMATION_SECURITY, TOPICS),
    902: (901, Category.INFORMATION_SECURITY, TOPICS[:2]),
    903: (902, Category.INFORMATION_SECURITY, TOPICS[2:]),
    904: (903, Category.ENTITY_HEAD, TOPICS[:1]),
    905: (904, Category.OTHER, ()),
}
TRAININGS = sorted({training for training, _category, _topics in VERSIONS.values()})
TIMES = (START, DAY, DAY - timedelta(days=29), date(2026, 2, 28), date(2025, 8, 31))


def below(unit_id: int) -> set[int]:
    """The unit and all below it."""
    return {one for one, path in PATHS.items() if path.startswith(PATHS[unit_id])}


def furnish() -> None:
    """Units, posts and trainings stand in the database."""
    session = db.session
    session.execute(insert(Unit), [_unit(one) for one in UNITS])
    posts = [
        {"id": one, "name": f"p{one}", "folded_name": f"p{one}", "is_teaching": teaching}
        for one, teaching in POSTS.items()
    ]
    session.execute(insert(Post), posts)
    categories = {training: category for training, category, _topics in VERSIONS.values()}
    session.execute(
        insert(Training),
        [
            {"id": one, "code": f"T{one}", "title": f"T{one}", "category": category}
            for one, category in categories.items()
        ],
    )
    session.execute(
        insert(TrainingVersion),
        [
            {
                "id": one,
                "training_id": training,
                "label": str(one),
                "in_force_from": START + timedelta(days=one),
                "minutes": 45,
                "topics": list(topics),
            }
            for one, (training, _category, topics) in VERSIONS.items()
        ],
    )


def _unit(unit_id: int) -> dict[str, Any]:
    above, kind = UNITS[unit_id]
    name = {"name": f"U{unit_id}", "short_name": f"U{unit_id}", "sort_key": f"U{unit_id}"}
    return {"id": unit_id, "parent_id": above, "path": PATHS[unit_id], "kind": kind, **name}


@dataclass
class World:
    """People with their lives, by the id they have in the database."""

    lives: dict[int, Life]

    @classmethod
    def random(cls, dice: Random, people: int) -> "World":
        return cls({1 + number: random_life(dice) for number in range(people)})

    def write(self) -> None:
        """The people are in the database, which had none."""
        numbers = count(1)
        rows: dict[type[Base], list[dict[str, Any]]] = {
            Person: [_person(one) for one in self.lives],
            Employment: [_work(one, job) for one, life in self.lives.items() for job in life.work],
            Absence: [_away(one, gone) for one, life in self.lives.items() for gone in life.away],
            Completion: [_done(one, it) for one, life in self.lives.items() for it in life.done],
        }
        for table, new in rows.items():
            if new:
                db.session.execute(insert(table), [{"id": next(numbers), **row} for row in new])


def _person(person_id: int) -> dict[str, Any]:
    keys = name_keys("Anna", f"N{person_id:04}")
    names = {"first_name": "Anna", "last_name": f"N{person_id:04}"}
    return {"email": f"n{person_id}@szkoly.example", **names, **keys}


def _work(person_id: int, job: Work) -> dict[str, Any]:
    place = {"person_id": person_id, "unit_id": job.unit, "post_id": job.post, "fte": job.fte}
    return {**place, "started_on": job.first, "ended_on": job.last}


def _away(person_id: int, gone: Away) -> dict[str, Any]:
    days = {"started_on": gone.first, "ended_on": gone.last}
    return {"person_id": person_id, "unit_id": gone.unit, **days}


def _done(person_id: int, it: Done) -> dict[str, Any]:
    revoked = {"revoked_by": "B", "revoked_at": NOON, "revoked_reason": "pomyłka"}
    return {
        "person_id": person_id,
        "version_id": it.version,
        "completed_on": it.day,
        "source": Source.EXTERNAL if it.external else Source.LIST,
        "is_passed": it.passed,
        "recorded_at": NOON,
        "reference": "lista",
        "confirmed_by": "A" if it.confirmed else None,
        "confirmed_at": NOON if it.confirmed else None,
        **(revoked if it.revoked else dict.fromkeys(revoked)),
    }


def random_life(dice: Random) -> Life:
    """Somebody's work, absences and trainings, as the database would take them."""
    units = dice.choices(list(KINDS), k=dice.choice((0, 1, 1, 1, 2, 3)))
    work = {
        (job.unit, job.post, job.first): job for job in (_random_work(dice, one) for one in units)
    }
    places = [None, None, *units]
    away = {
        (one.unit, one.first): one
        for one in (_random_away(dice, places) for _ in range(dice.choice((0, 0, 1, 2, 3, 5))))
    }
    done = {
        (one.version, one.day, one.revoked): one
        for one in (_random_done(dice) for _ in range(dice.choice((0, 1, 1, 2, 4))))
    }
    return Life(list(work.values()), list(away.values()), list(done.values()))


def random_day(dice: Random) -> date:
    near = dice.choice(TIMES) + timedelta(days=dice.choice((-30, -1, 0, 0, 1, 30)))
    return dice.choice((near, near, DAY + timedelta(days=dice.randint(-400, 60))))


def _random_work(dice: Random, unit: int) -> Work:
    post = dice.choice((901, 901, *POSTS))
    fte = Decimal(dice.choice(("1", "0.5", "0.5", "0.278", "0.285", "1.333", "0.001")))
    first = dice.choice((date(2020, 9, 1), random_day(dice)))
    return Work(unit, KINDS[unit].value, post, POSTS[post], fte, first, _some_end(dice, first))


def _random_away(dice: Random, places: list[int | None]) -> Away:
    first = random_day(dice)
    length = timedelta(days=dice.choice((0, 1, 13, 28, 29, 30, 60)))
    last = None if dice.random() < 0.25 else first + length
    return Away(dice.choice(places), first, last)


def _random_done(dice: Random) -> Done:
    version = dice.choice(list(VERSIONS))
    training, category, topics = VERSIONS[version]
    return Done(
        version,
        training,
        category.value,
        frozenset(topics),
        random_day(dice),
        external=dice.random() < 0.2,
        passed=dice.random() < 0.9,
        confirmed=dice.random() < 0.9,
        revoked=dice.random() < 0.1,
    )


def _some_end(dice: Random, first: date) -> date | None:
    return dice.choice((None, None, max(first, random_day(dice))))


def random_rule(dice: Random) -> Rule:
    """Settings that the editor of rules would take, each drawn for itself."""
    named = dice.random() < 0.6
    posts = dice.choice(list(Posts))
    chosen = frozenset(dice.sample(sorted(POSTS), k=2))
    return Rule(
        code="R.1",
        scope_unit_kinds=frozenset(
            dice.choice(((SCHOOL,), (SCHOOL,), (NURSERY,), (SCHOOL, NURSERY), tuple(UnitKind)))
        ),
        posts=posts,
        post_ids=chosen if posts is Posts.NAMED else frozenset(),
        min_fte=Decimal(dice.choice(("0", "0", "0.285", "0.5"))),
        measure=dice.choice(list(Measure)),
        multi_school=dice.choice(list(MultiSchool)),
        population=dice.choice(list(Population)),
        grace_days=dice.choice((0, 0, 1, 30)),
        absence_min_days=dice.choice((30, 30, 1, 14, None)),
        window_start=dice.choice((START, START, date(2025, 1, 1), DAY)),
        validity_months=dice.choice((None, None, 1, 4, 12)),
        external_allowed=dice.choice((True, False)),
        category=dice.choice((Category.INFORMATION_SECURITY, Category.ENTITY_HEAD)).value,
        required_topics=frozenset(dice.sample(TOPICS, k=dice.choice((0, 0, 1, 2, 3)))),
        any_of=frozenset(dice.sample(TRAININGS, k=dice.choice((0, 1, 2))))
        if named
        else frozenset(),
        all_of=frozenset(dice.sample(TRAININGS, k=dice.choice((0, 1, 2))))
        if named
        else frozenset(),
        target_percent=80,
        aggregation=Aggregation.BOTH,
        reference_dates=(DAY,),
    )


def record_of(life: Life, units: Container[int]) -> Record:
    """The life as the rule sees it, where the question is about these units."""
    jobs = [
        (job.unit in units, Job(*_place(job), job.fte, Period(job.first, job.last)))
        for job in life.work
    ]
    return Record(
        jobs=tuple(job for is_here, job in jobs if is_here),
        absences=tuple(Absent(Period(one.first, one.last), one.unit) for one in life.away),
        achievements=tuple(_achievement(one) for one in life.done),
        elsewhere=tuple(job for is_here, job in jobs if not is_here),
    )


def _place(job: Work) -> tuple[int, str, int, bool | None]:
    return job.unit, job.kind, job.post, job.teaching


def _achievement(it: Done) -> Achievement:
    return Achievement(
        training_id=it.training,
        title=f"T{it.training}",
        category=it.category,
        topics=it.topics,
        completed_on=it.day,
        is_external=it.external,
        is_passed=it.passed,
        is_confirmed=it.confirmed,
        is_revoked=it.revoked,
    )
