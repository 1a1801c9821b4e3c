"""Figures of any day, how they went, whom they are made of, and what made the difference."""

from datetime import date, timedelta

from flask import Blueprint

from app.api import answers, telling
from app.api.bearer import reader, reads
from app.api.queries import demand_city, exact_page
from app.api.questions import PAGE_SIZE, Behind, Between, OnDay, TwoDays
from app.api.refusals import FiguresOnly, NoSuchDay, WrongOrder
from app.core import clock
from app.core.permissions import Permission
from app.coverage.queries.comparison import compare
from app.coverage.queries.figures import overview
from app.coverage.queries.ground import ground
from app.coverage.queries.people import Wanted, people_of
from app.coverage.queries.rules import training_names
from app.coverage.queries.trends import trend
from app.people.models import Unit
from app.people.queries.units import unit_or_404

bp = Blueprint("v1_figures", __name__, url_prefix="/api/v1/units/<int:unit_id>")

_FIRST, _LAST = date(2000, 1, 1), date(2100, 12, 31)
_YEAR = timedelta(days=365)


@bp.get("/coverage")
@reads(Permission.COVERAGE_READ, load=unit_or_404, asks=OnDay, answers=answers.Coverage)
def coverage(subject: Unit, asked: OnDay) -> answers.Coverage:
    """The figure of a unit on a day, of the units it is made of, and how often which reason."""
    found = overview(ground(asked.rule), subject.path, _day(asked.as_of))
    return telling.coverage(subject, found, reader().path)


@bp.get("/trend")
@reads(Permission.COVERAGE_READ, load=unit_or_404, asks=Between, answers=answers.Trend)
def course(subject: Unit, asked: Between) -> answers.Trend:
    """How the figure went from one day to another."""
    base, last = ground(asked.rule), _day(asked.last)
    first = _day(asked.first or max(_FIRST, last - _YEAR))
    if first > last:
        raise WrongOrder
    demand_city(subject.path)
    days = telling.days(trend(base, subject.path, first, last))
    return answers.Trend(unit=telling.unit(subject, reader().path), rule=base.rule.code, days=days)


@bp.get("/people")
@reads(Permission.PERSON_LIST_READ, load=unit_or_404, asks=Behind, answers=answers.People)
def people(subject: Unit, asked: Behind) -> answers.People:
    """Everybody who works there on the day, with where they stand and why."""
    if not reader().token.sees_people:
        raise FiguresOnly
    demand_city(subject.path)
    base, day = ground(asked.rule), _day(asked.as_of)
    listed = people_of(base, subject.path, day, Wanted(asked.standing, asked.reason))
    page, names = exact_page(listed.people, asked.page, PAGE_SIZE), training_names()
    return answers.People(
        page=telling.place(page),
        unit=telling.unit(subject, reader().path),
        rule=base.rule.code,
        as_of=day,
        items=[telling.person(one, base, names) for one in page.items],
    )


@bp.get("/comparison")
@reads(Permission.COVERAGE_READ, load=unit_or_404, asks=TwoDays, answers=answers.Comparison)
def comparison(subject: Unit, asked: TwoDays) -> answers.Comparison:
    """The figure on two days, and who makes the difference."""
    demand_city(subject.path)
    base, before, after = ground(asked.rule), _day(asked.before), _day(asked.after)
    found = compare(base, subject.path, before, after)
    names = training_names()
    seen = found.changes if reader().token.sees_people else None
    return answers.Comparison(
        unit=telling.unit(subject, reader().path),
        rule=base.rule.code,
        before=answers.DayFigure(day=before, figure=telling.figure(found.before)),
        after=answers.DayFigure(day=after, figure=telling.figure(found.after)),
        changes=telling.change_counts(found),
        people=None if seen is None else [telling.change(one, base, names) for one in seen],
    )


def _day(asked: date | None) -> date:
    """The day that is meant.

    Raises:
        NoSuchDay: it is out of the question.
    """
    day = asked or clock.today()
    if not _FIRST <= day <= _LAST:
        raise NoSuchDay
    return day
