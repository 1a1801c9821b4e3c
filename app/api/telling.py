"""From what the house knows to what the interface answers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

from flask import request, url_for

from app.api import answers
from app.core.paging import Page
from app.coverage.canonical import SNAPSHOT, TABLES, UNITS
from app.coverage.indicator.values import Figure
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.comparison import Comparison, PersonChange
from app.coverage.queries.figures import DayFigure, Overview
from app.coverage.queries.ground import Ground
from app.coverage.queries.people import PersonStanding
from app.coverage.queries.records import BriefUnit
from app.coverage.queries.rules import RuleNames, TrainingName
from app.coverage.queries.snapshots import figure_of
from app.coverage.wording import reasons
from app.coverage.wording import rules as rule_words
from app.people.models import Unit

#: files in which nobody is named whose attendance or certificate it is about
_OPEN_PARTS = (SNAPSHOT, UNITS)
PARTS = (SNAPSHOT, *TABLES)

Item = TypeVar("Item")
TrainingNames = Mapping[int, TrainingName]


def unit(one: Unit | BriefUnit, top: str) -> answers.Unit:
    """The unit, as somebody sees it who reads at or below the path `top`."""
    above = one.path.split(".")[:-2] if one.path != top else []
    return answers.Unit(
        id=one.id,
        name=one.name,
        short_name=one.short_name,
        kind=one.kind.value,
        rspo=one.rspo,
        parent_id=int(above[-1]) if above else None,
    )


def place(page: Page[Item]) -> answers.Place:
    """Where in a list the page stands, and the address of the next one."""
    asked = {**(request.view_args or {}), **request.args.to_dict(), "page": page.number + 1}
    following = url_for(request.endpoint or "", **asked) if page.has_next else None
    return answers.Place(number=page.number, pages=page.pages, total=page.total, next=following)


def rule(base: Ground, names: RuleNames) -> answers.Rule:
    """The rule with everything it says."""
    return answers.Rule(
        key=base.key,
        code=base.rule.code,
        title=base.title,
        is_official=base.is_official,
        target_percent=base.rule.target_percent,
        sentence=rule_words.sentence(base.rule, names),
    )


def figure(one: Figure) -> answers.Figure:
    """The amounts and what follows from them."""
    return answers.Figure(
        eligible=one.eligible,
        trained=one.trained,
        excluded=one.excluded,
        target_percent=one.target_percent,
        is_fte=one.is_fte,
        tenths=one.tenths,
        is_met=one.is_met,
        missing=one.missing,
    )


def coverage(subject: Unit, found: Overview, top: str) -> answers.Coverage:
    """The figure of a day with all that it is made of."""
    return answers.Coverage(
        unit=unit(subject, top),
        rule=found.rule.code,
        as_of=found.as_of,
        total=figure(found.total),
        units=[
            answers.UnitFigure(unit=unit(one.unit, top), figure=figure(one.figure))
            for one in found.units
        ],
        reasons=[
            answers.ReasonCount(reason=one, label=reasons.reason_label(one), people=count)
            for one, count in sorted(found.reasons.items())
        ],
    )


def days(found: Iterable[DayFigure]) -> list[answers.DayFigure]:
    """The points of a trend."""
    return [answers.DayFigure(day=one.day, figure=figure(one.figure)) for one in found]


def person(one: PersonStanding, base: Ground, names: TrainingNames) -> answers.Person:
    """A line of the list behind a figure."""
    return answers.Person(
        id=one.name.person_id,
        last_name=one.name.last_name,
        first_name=one.name.first_name,
        units=[unit.short_name for unit in one.units],
        standing=one.verdict.standing,
        reason=one.verdict.reason,
        sentence=reasons.sentence(one.verdict, base.rule, names),
    )


def change_counts(found: Comparison) -> list[answers.ChangeCount]:
    """How many people changed in each way."""
    counted = Counter(one.kind for one in found.changes)
    return [answers.ChangeCount(change=kind, people=counted[kind]) for kind in sorted(counted)]


def change(one: PersonChange, base: Ground, names: TrainingNames) -> answers.PersonChange:
    """Somebody who makes the difference."""
    return answers.PersonChange(
        id=one.name.person_id,
        last_name=one.name.last_name,
        first_name=one.name.first_name,
        units=list(one.units),
        change=one.kind,
        was=one.was.standing,
        now=one.now.standing,
        sentence=reasons.sentence(one.now, base.rule, names),
    )


def snapshot(one: Snapshot, top: str) -> answers.Snapshot:
    """A published figure."""
    return answers.Snapshot(
        id=one.id,
        unit=unit(one.unit, top),
        rule=one.version.code,
        as_of=one.as_of,
        number=one.number,
        figure=figure(figure_of(one)),
        unconfirmed=one.unconfirmed,
        note=one.note,
        published_at=one.published_at,
        published_by=one.published_by,
        sha256=one.sha256,
    )


def publication(one: Snapshot, top: str) -> answers.Publication:
    """The same with the addresses of its files."""
    parts = [
        answers.Part(
            name=name,
            url=url_for("v1_published.part", snapshot_id=one.id, name=name),
            names_people=names_people(name),
        )
        for name in PARTS
    ]
    return answers.Publication(snapshot=snapshot(one, top), parts=parts)


def names_people(part: str) -> bool:
    """Whether people are named in this file of a publication."""
    return part not in _OPEN_PARTS
