"""Rules side by side, their versions, and the names of what they speak of."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.coverage.models.rules import IndicatorRule, RuleVersion
from app.people.models import Post
from app.training.models.trainings import Training


@dataclass(frozen=True, slots=True)
class TrainingName:
    """What a training is called: "BI-2026", and in full."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class RuleNames:
    """What the things that rules name by number are called."""

    trainings: Mapping[int, TrainingName]
    posts: Mapping[int, str]

    def training(self, training_id: int) -> str | None:
        """The title; None if there is no such training."""
        found = self.trainings.get(training_id)
        return found.title if found else None

    def post(self, post_id: int) -> str | None:
        """The name; None if the catalogue no longer has such a post."""
        return self.posts.get(post_id)


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """A rule that a figure can be asked for by, and the code of the version that holds."""

    key: str
    title: str
    code: str
    is_official: bool


def training_names() -> dict[int, TrainingName]:
    """Code and title of every training, by number, in the order of the codes."""
    found = select(Training.id, Training.code, Training.title).order_by(Training.code)
    return {row.id: TrainingName(row.code, row.title) for row in db.session.execute(found)}


def rule_names() -> RuleNames:
    """The names of all trainings and posts; two queries."""
    posts = db.session.execute(select(Post.id, Post.name)).all()
    return RuleNames(training_names(), {row.id: row.name for row in posts})


def rules_in_force() -> tuple[RuleChoice, ...]:
    """Every rule that has ever been in force, in the order in which they stand side by side."""
    newest = func.max(RuleVersion.number)
    found = (
        select(IndicatorRule.key, IndicatorRule.title, newest, IndicatorRule.is_official)
        .join(IndicatorRule.versions)
        .where(RuleVersion.in_force_at.is_not(None))
        .group_by(IndicatorRule.id)
        .order_by(IndicatorRule.position, IndicatorRule.id)
    )
    return tuple(
        RuleChoice(key, title, f"{key}.{number}", is_official)
        for key, title, number, is_official in db.session.execute(found)
    )


def rules_side_by_side() -> list[IndicatorRule]:
    """Every rule with all its versions, the newest first."""
    found = select(IndicatorRule).options(selectinload(IndicatorRule.versions))
    order = (IndicatorRule.position, IndicatorRule.id)
    return list(db.session.scalars(found.order_by(*order)))
