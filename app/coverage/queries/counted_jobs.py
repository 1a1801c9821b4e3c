"""Which employments count, in SQL: where, on what posts, on which day, at whose main workplace."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    cast,
    exists,
    func,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from app.core.db import db
from app.coverage.indicator.rule import MultiSchool, Posts, Rule
from app.coverage.indicator.values import FULL_TIME
from app.coverage.queries.expressions import before_dot, flag
from app.coverage.queries.records import first_day_of
from app.people.models import Employment, Post, Unit, UnitKind

Question = Select[*tuple[Any, ...]]


class Parts(StrEnum):
    """Of what figures are wanted beside the total."""

    NONE = "none"
    #: every unit of the scope, with its own staff
    UNITS = "units"
    #: every unit directly below, with all that stands below it
    BELOW = "below"


def places_of(rule: Rule, unit_path: str, parts: Parts) -> CTE:
    """The units of the scope at or below the path, each with its part of the subtree."""
    part: dict[Parts, ColumnElement[Any]] = {
        Parts.NONE: null(),
        Parts.UNITS: Unit.__table__.c.id,
        Parts.BELOW: _directly_below(unit_path),
    }
    return (
        select(Unit.id, cast(part[parts], Integer).label("part"))
        .where(Unit.below(unit_path), is_in_scope(rule, Unit))
        .cte("places")
    )


def is_counted(rule: Rule, unit_path: str) -> bool:
    """Whether any unit at or below the path is of a kind that the rule counts."""
    there = select(Unit.id).where(Unit.below(unit_path), is_in_scope(rule, Unit))
    return db.session.scalar(there.limit(1)) is not None


def is_in_scope(rule: Rule, unit: type[Unit]) -> ColumnElement[bool]:
    """The unit is of a kind that the rule counts."""
    return unit.kind.in_([UnitKind(kind) for kind in sorted(rule.scope_unit_kinds)])


def _directly_below(unit_path: str) -> ColumnElement[Any]:
    """The id that follows `unit_path` in a unit's path; the unit's own id at that very path."""
    rest = func.substr(Unit.path, len(unit_path) + 1)
    return case((Unit.path == unit_path, Unit.id), else_=cast(before_dot(rest), Integer))


def held_in(rule: Rule, places: CTE, on: date) -> CTE:
    """The employments in these places that count on the day, FTE in thousandths."""
    counted: Question = (
        select(
            Employment.person_id,
            Employment.unit_id,
            Employment.started_on,
            Employment.ended_on,
            places.c.part,
            cast(func.round(Employment.fte * FULL_TIME), Integer).label("fte"),
        )
        .join(places, places.c.id == Employment.unit_id)
        .where(_counts(rule, Employment, on))
    )
    if is_by_main_work(rule):
        counted = counted.add_columns(flag(_is_main(rule, on)).label("is_main"))
    return counted.cte("held")


def _counts(rule: Rule, job: type[Employment], on: date) -> ColumnElement[bool]:
    """The employment counts on the day, if its unit is in the scope."""
    return and_(
        job.started_on <= on,
        or_(job.ended_on.is_(None), job.ended_on >= first_day_of(rule, on)),
        job.fte > rule.min_fte,
        counts_by_post(rule, job),
    )


def counts_by_post(rule: Rule, job: type[Employment]) -> ColumnElement[bool]:
    """The employment is on a post that the rule counts."""
    if rule.posts is Posts.NAMED:
        return job.post_id.in_(sorted(rule.post_ids))
    teaching = select(Post.id).where(Post.is_teaching.is_(True))
    return true() if rule.posts is Posts.ALL else job.post_id.in_(teaching)


def is_by_main_work(rule: Rule) -> bool:
    """Whether a person belongs only where her main workplace is."""
    return rule.multi_school is MultiSchool.PRIMARY_WORKPLACE


def _is_main(rule: Rule, on: date) -> ColumnElement[bool]:
    """No employment of the person that counts, wherever it is, comes before this one."""
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
        is_in_scope(rule, unit),
        _counts(rule, other, on),
        comes_before,
    )
