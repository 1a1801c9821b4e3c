"""Random lives and random rules, as plain values.

Days are drawn from a few that lie close to each other and to the limits of rules, so that what
happens at a limit happens often.
"""

from collections.abc import Container, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from app.coverage.indicator.rule import Aggregation, Measure, MultiSchool, Population, Posts, Rule
from app.coverage.indicator.values import Achievement, Job, Period, Record
from app.coverage.indicator.values import Away as Absent
from app.people.models import UnitKind
from app.training.models.trainings import Category
from tests.coverage.reference import Away, Done, Life, Work

START = date(2026, 1, 1)
DAY = date(2026, 6, 30)
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


def random_life(dice: Random) -> Life:
    """Somebody's work, absences and trainings, as the database would take them."""
    units = dice.choices(list(KINDS), k=dice.choice((0, 1, 1, 1, 2, 3)))
    work = {
        (job.unit, job.post, job.first): job for job in (_random_work(dice, one) for one in units)
    }
    absences = _random_absences(dice, [None, None, *units])
    away = {(one.unit, one.first): one for one in absences}
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


def _random_absences(dice: Random, places: list[int | None]) -> Iterator[Away]:
    """Some absences; every other one is followed by a second without a day of work between."""
    for _ in range(dice.choice((0, 0, 1, 2, 3))):
        one = _random_away(dice, places, random_day(dice))
        yield one
        if one.last is not None and dice.random() < 0.5:
            yield _random_away(dice, places, one.last + timedelta(days=1))


def _random_away(dice: Random, places: list[int | None], first: date) -> Away:
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
