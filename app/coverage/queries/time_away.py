"""Who is away from work for long, in SQL: absences that touch are one."""

from datetime import date

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Subquery,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    true,
)

from app.coverage.indicator.rule import Population, Rule
from app.coverage.queries.expressions import day_number, flag
from app.people.models import Absence


def long_away(rule: Rule, held: CTE, min_days: int, on: date) -> Subquery:
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
        .where(goes_on(rule, held, on))
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
    number = func.sum(flag(is_apart)).over(
        partition_by=(listed.c.person_id, listed.c.unit_id),
        order_by=(listed.c.started_on, listed.c.id),
        rows=(None, 0),
    )
    return select(listed, number.label("number")).subquery("stretches")


def goes_on(rule: Rule, held: CTE, on: date) -> ColumnElement[bool]:
    """The employment, which counts, holds on the day itself."""
    if rule.population is Population.AS_OF_DATE:
        return true()
    return or_(held.c.ended_on.is_(None), held.c.ended_on >= on)
