"""What the rule needs to know about trainings: they are few, so they are read whole."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from app.core.db import db
from app.coverage.indicator.rule import Rule
from app.training.models.trainings import Category, Training, TrainingVersion


@dataclass(frozen=True, slots=True)
class Programme:
    """A version of a training."""

    version_id: int
    training_id: int
    title: str
    category: str
    topics: frozenset[str]


def programmes_of(version_ids: Iterable[int]) -> dict[int, Programme]:
    """These versions, by id."""
    wanted = set(version_ids)
    found = _programmes(TrainingVersion.id.in_(wanted)) if wanted else []
    return {one.version_id: one for one in found}


def programmes_asked_for(rule: Rule) -> list[Programme]:
    """The versions of every training that can bring somebody nearer to being trained."""
    named = rule.any_of | rule.all_of
    if named:
        return _programmes(Training.id.in_(named))
    return _programmes(Training.category == Category(rule.category))


def _programmes(condition: ColumnElement[bool]) -> list[Programme]:
    rows = db.session.execute(
        select(
            TrainingVersion.id,
            TrainingVersion.training_id,
            Training.title,
            Training.category,
            TrainingVersion.topics,
        )
        .join(Training, Training.id == TrainingVersion.training_id)
        .where(condition)
        .order_by(TrainingVersion.id)
    )
    return [Programme(*row[:4], frozenset(row.topics)) for row in rows]
