"""Figures of any subtree by SQL alone: for questions too large to read every person for.

What counts is said by `app.coverage.indicator`; this is the same in sets, and a test holds the two
against each other. A statement is made of tables of its own, each from the one before: `places`,
the units asked about, each with its part of the subtree; `jobs`, the employments that count there
on the day, each with whether it is at work; `shares`, one row per person and part; `trained`, the
persons whose completions are enough.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Row,
    Select,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from app.core.db import db
from app.coverage.indicator.rule import Measure, MultiSchool, Posts, Rule
from app.coverage.indicator.values import FULL_TIME, Figure
from app.coverage.queries.expressions import before_dot, day_number
from app.coverage.queries.programmes import Programme, programmes_asked_for
from app.coverage.queries.records import first_day_of
from app.people.models import Absence, Employment, Post, Unit, UnitKind
from app.training.models.completions import Completion, Source
from app.training.validity import earliest_valid_day

Question = Select[*tuple[Any, ...]]


class Parts(StrEnum):
    """Of what figures are wanted beside the total."""

    NONE = "none"
    #: every unit of the scope, with its own staff
    UNITS = "units"
    #: every unit directly below, with all that stands below it
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Tally:
    """The figure of a subtree, everybody once, and those of its parts by the unit's id.

    A part in which nobody is counted or left out is not named.
    """

    total: Figure
    parts: Mapping[int, Figure]


def tally(rule: Rule, unit_path: str, on: date, parts: Parts = Parts.NONE) -> Tally:
    """What the rule counts at or below `unit_path` on that day; two queries."""
    shares = _shares(_jobs(rule, _places(rule, unit_path, parts), on))
    trained = _trained(rule, programmes_asked_for(rule), on, shares)
    asked = _added_up(rule, null(), _everybody_once(shares), trained)
    figures: dict[int | None, Figure] = {}
    if parts is not Parts.NONE:
        own = select(shares).where(shares.c.is_home == 1).subquery()
        each = _added_up(rule, own.c.part, own, trained).group_by(own.c.part)
        figures = {
            row.part: _figure(row, rule) for row in db.session.execute(asked.union_all(each))
        }
    else:
        figures = {None: _figure(db.session.execute(asked).one(), rule)}
    total = figures.pop(None)
    return Tally(total, {part: figure for part, figure in figures.items() if part is not None})


def parts_below(rule: Rule, unit_path: str) -> Question:
    """SQL: ids of the units directly below that hold a unit of the scope, be it themselves."""
    return select(_places(rule, unit_path, Parts.BELOW).c.part).distinct()


def _figure(row: Row[*tuple[Any, ...]], rule: Rule) -> Figure:
    return Figure(
        eligible=row.eligible or 0,
        trained=row.trained or 0,
        excluded=row.excluded or 0,
        target_percent=rule.target_percent,
        is_fte=rule.measure is Measure.FTE,
    )


# --- where


def _places(rule: Rule, unit_path: str, parts: Parts) -> CTE:
    part: dict[Parts, ColumnElement[Any]] = {
        Parts.NONE: null(),
        Parts.UNITS: Unit.__table__.c.id,
        Parts.BELOW: _directly_below(unit_path),
    }
    return (
        select(Unit.id, cast(part[parts], Integer).label("part"))
        .where(Unit.below(unit_path), _is_in_scope(rule, Unit))
        .cte("places")
    )


def _is_in_scope(rule: Rule, unit: type[Unit]) -> ColumnElement[bool]:
    return unit.kind.in_([UnitKind(kind) for kind in sorted(rule.scope_unit_kinds)])


def _directly_below(unit_path: str) -> ColumnElement[Any]:
    """The id that follows `unit_path` in a unit's path; the unit's own id at that very path."""
    rest = func.substr(Unit.path, len(unit_path) + 1)
    return case((Unit.path == unit_path, Unit.id), else_=cast(before_dot(rest), Integer))


# --- who works there, and is at work


def _jobs(rule: Rule, places: CTE, on: date) -> CTE:
    """Every employment that counts in these places, with what it adds and whether it is at work."""
    held = (
        select(
            Employment.person_id,
            Employment.unit_id,
            places.c.part,
            cast(func.round(Employment.fte * FULL_TIME), Integer).label("fte"),
            _flag(Employment.started_on <= on - timedelta(days=rule.grace_days)).label("has_begun"),
            _flag(Employment.active_on(on)).label("is_held"),
            _flag(_is_main(rule, on)).label("is_main"),
        )
        .join(places, places.c.id == Employment.unit_id)
        .where(_counts(rule, Employment, on))
        .cte("held")
    )
    is_present: ColumnElement[bool] = held.c.has_begun == 1
    jobs = select(held)
    if rule.absence_min_days is not None:
        away = _long_away(held, rule.absence_min_days, on)
        at_once = and_(away.c.person_id == held.c.person_id, away.c.unit_id == held.c.unit_id)
        jobs = jobs.outerjoin(away, at_once)
        is_present &= or_(held.c.is_held == 0, away.c.person_id.is_(None))
    return jobs.add_columns(_flag(is_present).label("is_present")).cte("jobs")


def _counts(rule: Rule, job: type[Employment], on: date) -> ColumnElement[bool]:
    """The employment counts on the day, if its unit is in the scope."""
    return and_(
        job.started_on <= on,
        or_(job.ended_on.is_(None), job.ended_on >= first_day_of(rule, on)),
        job.fte > rule.min_fte,
        _counts_by_post(rule, job),
    )


def _counts_by_post(rule: Rule, job: type[Employment]) -> ColumnElement[bool]:
    if rule.posts is Posts.NAMED:
        return job.post_id.in_(sorted(rule.post_ids))
    teaching = select(Post.id).where(Post.is_teaching.is_(True))
    return true() if rule.posts is Posts.ALL else job.post_id.in_(teaching)


def _is_main(rule: Rule, on: date) -> ColumnElement[bool]:
    """No employment of the person that counts, wherever it is, comes before this one."""
    if rule.multi_school is MultiSchool.ALL:
        return true()
    other, unit = aliased(Employment), aliased(Unit)
    same_share = other.fte == Employment.fte
    same_start = other.started_on == Employment.started_on
    comes_before = or_(
        other.fte > Employment.fte,
        and_(same_share, other.started_on < Employment.started_on),
        and_(same_share, same_start, other.unit_id < Employment.unit_id),
    )
    return ~exists().where(
        other.person_id == Employment.person_id,
        unit.id == other.unit_id,
        _is_in_scope(rule, unit),
        _counts(rule, other, on),
        comes_before,
    )


def _long_away(held: CTE, min_days: int, on: date) -> Subquery:
    """Persons and units where an absence of at least so many days covers the day.

    Absences that touch are one; only of those who are away on the day they have to be joined.
    """
    concerns = and_(
        Absence.person_id == held.c.person_id,
        or_(Absence.unit_id.is_(None), Absence.unit_id == held.c.unit_id),
    )
    covers = and_(Absence.started_on <= on, or_(Absence.ended_on.is_(None), Absence.ended_on >= on))
    today = (
        select(held.c.person_id, held.c.unit_id)
        .join(Absence, and_(concerns, covers))
        .where(held.c.is_held == 1)
        .distinct()
        .cte("away_today")
    )
    stretches = _stretches(today, on)
    first, last = func.min(stretches.c.started_on), func.max(stretches.c.ended_on)
    whose = (stretches.c.person_id, stretches.c.unit_id)
    return (
        select(*whose)
        .group_by(*whose, stretches.c.number)
        .having(
            and_(
                first <= on,
                last >= on,
                day_number(last) - day_number(first) + 1 >= min_days,
            )
        )
        .subquery("long_away")
    )


def _stretches(today: CTE, on: date) -> Subquery:
    """Absences of these persons from these units, those that touch under one number.

    One without an end lasts until the day, or for its first day if that is still to come.
    """
    lasts = case((Absence.started_on > on, Absence.started_on), else_=literal(on, Date))
    ended_on = func.coalesce(Absence.ended_on, lasts)
    concerns = and_(
        Absence.person_id == today.c.person_id,
        or_(Absence.unit_id.is_(None), Absence.unit_id == today.c.unit_id),
    )
    whose, order = (today.c.person_id, today.c.unit_id), (Absence.started_on, Absence.id)
    before = func.max(ended_on).over(partition_by=whose, order_by=order, rows=(None, -1))
    listed = (
        select(
            *whose,
            Absence.id,
            Absence.started_on,
            ended_on.label("ended_on"),
            before.label("reached"),
        )
        .join(Absence, concerns)
        .subquery("listed")
    )
    is_apart = or_(
        listed.c.reached.is_(None),
        day_number(listed.c.started_on) > day_number(listed.c.reached) + 1,
    )
    number = func.sum(_flag(is_apart)).over(
        partition_by=(listed.c.person_id, listed.c.unit_id),
        order_by=(listed.c.started_on, listed.c.id),
        rows=(None, 0),
    )
    return select(listed, number.label("number")).subquery("stretches")


# --- what each person adds


def _shares(jobs: CTE) -> CTE:
    return (
        select(
            jobs.c.person_id,
            jobs.c.part,
            func.max(jobs.c.is_present).label("is_in"),
            func.max(jobs.c.is_main).label("is_home"),
            func.sum(jobs.c.fte * jobs.c.is_present).label("fte_in"),
            func.sum(jobs.c.fte).label("fte"),
        )
        .group_by(jobs.c.person_id, jobs.c.part)
        .cte("shares")
    )


def _everybody_once(shares: CTE) -> Subquery:
    return (
        select(
            shares.c.person_id,
            func.max(shares.c.is_in).label("is_in"),
            func.sum(shares.c.fte_in).label("fte_in"),
            func.sum(shares.c.fte).label("fte"),
        )
        .group_by(shares.c.person_id)
        .having(func.max(shares.c.is_home) == 1)
        .subquery("everybody")
    )


def _added_up(rule: Rule, part: ColumnElement[Any], people: FromClause, trained: CTE) -> Question:
    """One row per part, or one of all: the amounts of its figure."""
    is_in = people.c.is_in == 1
    is_trained = and_(is_in, trained.c.person_id.is_not(None))
    amount = _weight(rule, people)

    def sum_of(condition: ColumnElement[bool], name: str) -> ColumnElement[Any]:
        return cast(func.sum(case((condition, amount), else_=0)), Integer).label(name)

    return select(
        cast(part, Integer).label("part"),
        sum_of(is_in, "eligible"),
        sum_of(is_trained, "trained"),
        sum_of(people.c.is_in == 0, "excluded"),
    ).select_from(people.outerjoin(trained, trained.c.person_id == people.c.person_id))


def _weight(rule: Rule, people: FromClause) -> ColumnElement[Any]:
    if rule.measure is Measure.HEADCOUNT:
        return literal(1)
    share = case((people.c.is_in == 1, people.c.fte_in), else_=people.c.fte)
    return case((share > FULL_TIME, FULL_TIME), else_=share)


# --- who is trained


def _trained(rule: Rule, programmes: Sequence[Programme], on: date, shares: CTE) -> CTE:
    """The persons of `shares` whose completions are enough."""
    first = max(rule.window_start, earliest_valid_day(on, rule.validity_months))
    good = [
        Completion.completed_on >= first,
        Completion.completed_on <= on,
        Completion.is_passed.is_(True),
        Completion.confirmed_at.is_not(None),
        Completion.revoked_at.is_(None),
    ]
    if not rule.external_allowed:
        good.append(Completion.source != Source.EXTERNAL)
    versions, demands = _demands(rule, programmes)
    return (
        select(Completion.person_id)
        .where(
            Completion.person_id.in_(select(shares.c.person_id)),
            Completion.version_id.in_(versions),
            *good,
        )
        .group_by(Completion.person_id)
        .having(and_(true(), *(func.max(_flag(_is_of(wanted))) == 1 for wanted in demands)))
        .cte("trained")
    )


def _demands(rule: Rule, programmes: Sequence[Programme]) -> tuple[list[int], list[list[int]]]:
    """Versions that count at all; and sets of versions of each of which one is asked for."""
    if not rule.all_of:
        return _versions(one for one in programmes if one.topics >= rule.required_topics), []
    asked = [{training} for training in sorted(rule.all_of)]
    asked += [set(rule.any_of)] if rule.any_of else []
    by_training = [
        _versions(one for one in programmes if one.training_id in trainings) for trainings in asked
    ]
    by_topic = [
        _versions(one for one in programmes if topic in one.topics)
        for topic in sorted(rule.required_topics)
    ]
    return _versions(programmes), by_training + by_topic


def _versions(programmes: Iterable[Programme]) -> list[int]:
    return [one.version_id for one in programmes]


def _is_of(versions: Sequence[int]) -> ColumnElement[bool]:
    return Completion.version_id.in_(versions)


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)
