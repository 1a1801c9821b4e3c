"""Whose completions are enough, in SQL."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Subquery, and_, func, select, true

from app.coverage.indicator.rule import Rule
from app.coverage.queries.counted_jobs import counts_by_post, is_in_scope
from app.coverage.queries.expressions import flag
from app.coverage.queries.programmes import Programme, programmes_asked_for
from app.people.models import Employment, Unit
from app.training.models.completions import Completion, Source
from app.training.validity import earliest_valid_day


def trained_below(rule: Rule, unit_path: str, on: date) -> Subquery:
    """Who ever worked below the path and has completed enough."""
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
    versions, demands = _demands(rule, programmes_asked_for(rule))
    staff = (
        select(Employment.person_id)
        .join(Unit, Unit.id == Employment.unit_id)
        .where(Unit.below(unit_path), is_in_scope(rule, Unit), counts_by_post(rule, Employment))
    )
    return (
        select(Completion.person_id)
        .where(
            Completion.person_id.in_(staff),
            Completion.version_id.in_(versions),
            *good,
        )
        .group_by(Completion.person_id)
        .having(and_(true(), *(func.max(flag(_is_of(wanted))) == 1 for wanted in demands)))
        .subquery("trained")
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
