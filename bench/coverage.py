"""Figures of a city, alone and inside a country, beside SQL that only counts rows."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from statistics import median

from sqlalchemy import func, select

from app.cli.database import migrate
from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from app.core.settings import Settings
from app.core.steady import steady_reading
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.drawing import draw_up
from app.coverage.queries.figures import overview, trend_start
from app.coverage.queries.ground import ground
from app.coverage.queries.rules import rule_names
from app.coverage.queries.snapshots import table_of
from app.coverage.queries.tally import tally
from app.coverage.queries.trends import trend
from app.coverage.services.snapshots import publish
from app.coverage.wording.snapshots import PolishWords
from app.factory import create_app
from app.people.models import Employment, Unit
from bench.country import CITIES, FIRST_CITY, TODAY, build
from bench.pages import coordinator_cookie
from bench.served import Client, served

#: how many cities the database has, one after the other
SIZES = (1, 10, 100, 1_000, CITIES)

ROOT, CITY = "1.", f"1.{FIRST_CITY}."
_ROUNDS = 9
_PAGES = 40
_THOUSAND = 1000

#: name → milliseconds, or what the name says
Found = dict[str, float]


def coverage(folder: Path, database_url: str | None, cities: int) -> Found:
    """What the figures of one city, and of all, cost in a database of so many cities."""
    env = {"KADRA_DATA_DIR": str(folder), "KADRA_SECRET_KEY": "b" * 32}
    env |= {"KADRA_DATABASE_URL": database_url} if database_url else {}
    app = create_app(Settings.from_env(env))
    with app.app_context():
        migrate()
        found: Found = {"people": build(cities)}
        found |= _in_turns(_questions(iter(_days())))
        found |= _published(cities)
        cookie = coordinator_cookie(app, 1)
        db.session.rollback()
        db.engine.dispose()
    return found | _pages(env, cookie, cities)


def _days() -> Iterator[date]:
    """Ever other days, so that nothing can be remembered."""
    return (TODAY - timedelta(days=number) for number in count())


def _questions(days: Iterator[date]) -> Mapping[str, Callable[[], object]]:
    """What is asked, and beside it what a database needs to count the rows alone."""
    base = ground()

    def trend_of_city() -> object:
        day = next(days)
        return trend(base, CITY, trend_start(base.rule, day), day)

    return {
        "city, rows counted": lambda: _bare_count(CITY, next(days)),
        "city, figure": lambda: tally(base.rule, CITY, next(days)),
        "city, all of its page": lambda: overview(base, CITY, next(days)),
        "city, trend": trend_of_city,
        "all cities, rows counted": lambda: _bare_table(next(days)),
        "all cities, table": lambda: overview(base, ROOT, next(days)),
    }


def _bare_count(path: str, day: date) -> object:
    people = func.count(Employment.person_id.distinct())
    found = select(people).join(Employment.unit).where(Unit.below(path), Employment.active_on(day))
    return db.session.scalar(found)


def _bare_table(day: date) -> object:
    people = func.count(Employment.person_id.distinct())
    found = select(Unit.parent_id, people).join(Employment.unit).where(Employment.active_on(day))
    return db.session.execute(found.group_by(Unit.parent_id)).all()


def _in_turns(questions: Mapping[str, Callable[[], object]]) -> Found:
    """The middle of several times each, after one that warms up."""
    taken: dict[str, list[float]] = {name: [] for name in questions}
    for _ in range(_ROUNDS + 1):
        for name, ask in questions.items():
            taken[name].append(_milliseconds(ask))
    return {name: median(times[1:]) for name, times in taken.items()}


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * _THOUSAND


def _published(cities: int) -> Found:
    """A city's figure is published, then that of all; the table of all is read back."""
    found = {"city, published": median(_publish(FIRST_CITY, day) for day in range(1, 6))}
    found["all cities, published"] = _publish(1, 1)
    whole = db.session.query(Snapshot).filter_by(unit_id=1).one()
    reading = [_milliseconds(lambda: table_of(whole, 1, size=cities + 1)) for _ in range(_ROUNDS)]
    return found | {"all cities, table as published": median(reading)}


def _publish(unit_id: int, days_ago: int) -> float:
    def work() -> None:
        unit, base = db.session.get_one(Unit, unit_id), ground()
        with steady_reading():
            words = PolishWords(base.rule, rule_names())
            drawn = draw_up(unit, base, TODAY - timedelta(days=days_ago), words)
        with transaction():
            publish(drawn, after=0, note="", by=command_line("bench"), at=clock.now())

    return _milliseconds(work)


def _pages(env: Mapping[str, str], cookie: str, cities: int) -> Found:
    """The page of a city, of ever another day, and the memory of the worker that wrote it."""
    with ExitStack() as servers:
        client = Client(servers.enter_context(served("wsgi:app", env)), cookie)
        days = _days()
        times = [
            client.seconds(f"/coverage/units/{FIRST_CITY}?as_of={next(days)}")
            for _ in range(_PAGES)
        ]
        found = {"city, page over HTTP": median(times[5:]) * _THOUSAND}
        if cities > 1:
            whole = [client.seconds(f"/coverage/units/1?as_of={next(days)}") for _ in range(6)]
            found["all cities, page over HTTP"] = median(whole) * _THOUSAND
        return found | {"worker, MB": _largest_worker_mb()}


def _largest_worker_mb() -> float:
    """The most memory that any process below this one has had."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except OSError:  # it has ended
            continue
        peak = int(lines.get("VmHWM", "0 kB").split()[0])
        parents[int(lines["Pid"])] = int(lines["PPid"]), lines["Name"].strip(), peak
    ours = {os.getpid()}
    while more := {one for one, (parent, *_rest) in parents.items() if parent in ours} - ours:
        ours |= more
    below = [parents[one] for one in ours if one in parents and one != os.getpid()]
    return max(peak for _parent, name, peak in below if "postgres" not in name) / 1024
