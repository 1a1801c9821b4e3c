"""Figures of any subtree by SQL alone: for questions too large to read every person for.

What counts is said by `app.coverage.indicator`; this is the same in sets, and a test holds the two
against each other. One statement is made of tables, each from the one before: the units asked about
with their parts of the subtree, the employments there that count on the day, whether each is at
work, one row per person and part, and of these the amounts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    FromClause,
    Integer,
    Row,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)

from app.core.db import db
from app.coverage.indicator.rule import Measure, Rule
from app.coverage.indicator.values import FULL_TIME, Figure
from app.coverage.queries.counted_jobs import (
    Parts,
    Question,
    held_in,
    is_by_main_work,
    places_of,
)
from app.coverage.queries.expressions import flag
from app.coverage.queries.time_away import goes_on, long_away
from app.coverage.queries.trained_people import trained_below

Asked = Question | CompoundSelect[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Tally:
    """The figure of a subtree, everybody once, and those of its parts by the unit's id.

    A part in which nobody is counted or left out is not named.
    """

    total: Figure
    parts: Mapping[int, Figure]


def tally(rule: Rule, unit_path: str, on: date, parts: Parts = Parts.NONE) -> Tally:
    """What the rule counts at or below `unit_path` on that day; two queries."""
    places, trained = places_of(rule, unit_path, parts), trained_below(rule, unit_path, on)
    shares = _shares(rule, _jobs(rule, places, on), trained)
    total_of = _added_up(rule, null(), _everybody_once(rule, shares))
    own = _at_home(rule, shares)
    each = _added_up(rule, own.c.part, own).group_by(own.c.part)
    asked: Asked = total_of if parts is Parts.NONE else union_all(total_of, each)
    figures = {row.part: _figure(row, rule) for row in db.session.execute(asked)}
    total = figures.pop(None)
    return Tally(total, figures)


def parts_below(rule: Rule, unit_path: str) -> Question:
    """SQL: ids of the units directly below that hold a unit of the scope, be it themselves."""
    return select(places_of(rule, unit_path, Parts.BELOW).c.part).distinct()


def _figure(row: Row[*tuple[Any, ...]], rule: Rule) -> Figure:
    return Figure(
        eligible=row.eligible or 0,
        trained=row.trained or 0,
        excluded=row.excluded or 0,
        target_percent=rule.target_percent,
        is_fte=rule.measure is Measure.FTE,
    )


def _jobs(rule: Rule, places: CTE, on: date) -> CTE:
    """Every employment that counts in these places, with what it adds and whether it is at work."""
    held = held_in(rule, places, on)
    is_present: list[ColumnElement[bool]] = [true()]
    if rule.grace_days:
        is_present.append(held.c.started_on <= on - timedelta(days=rule.grace_days))
    jobs = select(held)
    if rule.absence_min_days is not None:
        away = long_away(rule, held, rule.absence_min_days, on)
        at_once = and_(away.c.person_id == held.c.person_id, away.c.unit_id == held.c.unit_id)
        jobs = jobs.outerjoin(away, at_once)
        is_present.append(or_(away.c.person_id.is_(None), ~goes_on(rule, held, on)))
    return jobs.add_columns(flag(and_(*is_present)).label("is_present")).cte("jobs")


def _shares(rule: Rule, jobs: CTE, trained: Subquery) -> CTE:
    """One row per person and part: is she at work and trained, what she adds, is this her part."""
    columns = [
        func.max(jobs.c.is_present).label("is_in"),
        func.max(flag(trained.c.person_id.is_not(None))).label("is_trained"),
        func.sum(jobs.c.fte * jobs.c.is_present).label("fte_in"),
        func.sum(jobs.c.fte).label("fte"),
    ]
    if is_by_main_work(rule):
        columns.append(func.max(jobs.c.is_main).label("is_home"))
    whose = (jobs.c.person_id, jobs.c.part)
    known = jobs.outerjoin(trained, trained.c.person_id == jobs.c.person_id)
    return select(*whose, *columns).select_from(known).group_by(*whose).cte("shares")


def _everybody_once(rule: Rule, shares: CTE) -> Subquery:
    everybody = select(
        shares.c.person_id,
        func.max(shares.c.is_in).label("is_in"),
        func.max(shares.c.is_trained).label("is_trained"),
        func.sum(shares.c.fte_in).label("fte_in"),
        func.sum(shares.c.fte).label("fte"),
    ).group_by(shares.c.person_id)
    if is_by_main_work(rule):
        everybody = everybody.having(func.max(shares.c.is_home) == 1)
    return everybody.subquery("everybody")


def _at_home(rule: Rule, shares: CTE) -> FromClause:
    """Those rows by which a person belongs to a part."""
    if not is_by_main_work(rule):
        return shares
    return select(shares).where(shares.c.is_home == 1).subquery("at_home")


def _added_up(rule: Rule, part: ColumnElement[Any], people: FromClause) -> Question:
    """One row per part, or one of all: the amounts of its figure."""
    amount = _weight(rule, people)

    def sum_of(condition: ColumnElement[bool], name: str) -> ColumnElement[Any]:
        return cast(func.sum(case((condition, amount), else_=0)), Integer).label(name)

    is_in = people.c.is_in == 1
    return select(
        cast(part, Integer).label("part"),
        sum_of(is_in, "eligible"),
        sum_of(and_(is_in, people.c.is_trained == 1), "trained"),
        sum_of(people.c.is_in == 0, "excluded"),
    ).select_from(people)


def _weight(rule: Rule, people: FromClause) -> ColumnElement[Any]:
    if rule.measure is Measure.HEADCOUNT:
        return literal(1)
    share = case((people.c.is_in == 1, people.c.fte_in), else_=people.c.fte)
    return case((share > FULL_TIME, FULL_TIME), else_=share)
