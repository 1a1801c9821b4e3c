"""Rules side by side, their versions, and the names of what they speak of."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, selectinload

from app.core.db import db
from app.core.errors import NotFound
from app.coverage.indicator.rule import Rule
from app.coverage.models.rules import IndicatorRule, RuleVersion
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.programmes import programmes_asked_for
from app.coverage.soundness import Offered, Remark, remarks
from app.people.models import Post, Unit
from app.training.models.trainings import Training

#: so many published figures are named beside a version
NEWEST = 20


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


def fingerprint(version: RuleVersion) -> str:
    """A short text that is the same as long as the version says the same."""
    said = json.dumps([version.rule.title, version.note, version.settings], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def rule_choices() -> list[tuple[str, str]]:
    """(code, title) of the newest version of every rule, be it a draft: what can be copied."""
    return [(rule.versions[0].code, rule.title) for rule in rules_side_by_side()]


def version_beside(version: RuleVersion) -> RuleVersion:
    """What a version is best held against: the one before it, or else the official one in force.

    Raises:
        NotFound: there is no official one.
    """
    if version.before:
        return version.before
    found = db.session.scalars(
        select(RuleVersion)
        .join(RuleVersion.rule)
        .options(contains_eager(RuleVersion.rule))
        .where(IndicatorRule.is_official, RuleVersion.in_force_at.is_not(None))
        .order_by(RuleVersion.number.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def publications_of(rule: IndicatorRule) -> dict[int, int]:
    """How many published figures follow each version, by its id."""
    found = (
        select(Snapshot.version_id, func.count())
        .where(Snapshot.rule_id == rule.id)
        .group_by(Snapshot.version_id)
    )
    return dict(db.session.execute(found).all())


def is_published(rule: IndicatorRule) -> bool:
    """Whether any figure was published under any version of the rule."""
    under = select(Snapshot.id).where(Snapshot.rule_id == rule.id).limit(1)
    return db.session.scalar(under) is not None


def published_under(version: RuleVersion, paths: tuple[str, ...]) -> list[Snapshot]:
    """The newest published figures of units below `paths` that follow this version."""
    found = (
        select(Snapshot)
        .join(Snapshot.unit)
        .options(contains_eager(Snapshot.unit))
        .where(Snapshot.version_id == version.id, Unit.below(*paths))
        .order_by(Snapshot.published_at.desc(), Snapshot.id.desc())
        .limit(NEWEST)
    )
    return list(db.session.scalars(found))


def remarks_on(rule: Rule, names: RuleNames, today: date) -> list[Remark]:
    """What is odd about the rule on that day."""
    programmes: dict[tuple[int, str], list[frozenset[str]]] = {}
    for one in programmes_asked_for(rule):
        programmes.setdefault((one.training_id, one.title), []).append(one.topics)
    offered = [Offered(*training, tuple(topics)) for training, topics in programmes.items()]
    return remarks(rule, offered, names.posts.keys(), today)
