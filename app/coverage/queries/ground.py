"""What every answer stands on: a rule, and where the log stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, String, bindparam, cast, func, select
from sqlalchemy.orm import contains_eager

from app.core import audit
from app.core.db import db
from app.core.errors import NotFound
from app.coverage.indicator.rule import Rule
from app.coverage.models.rules import IndicatorRule, RuleVersion
from app.people.models import Post

#: everything an answer depends on is written in these areas of the log
_SOURCES = ("people", "training", "coverage")

_UNDECIDED = select(func.count(Post.id)).where(Post.is_teaching.is_(None)).scalar_subquery()
_VERSIONS = (
    select(
        IndicatorRule.key,
        IndicatorRule.title,
        IndicatorRule.is_official,
        RuleVersion.id,
        RuleVersion.number,
        RuleVersion.settings,
        _UNDECIDED,
        *(audit.newest_of(area) for area in _SOURCES),
    )
    .join(RuleVersion.rule)
    .where(RuleVersion.in_force_at.is_not(None))
    .order_by(IndicatorRule.position, IndicatorRule.id, RuleVersion.number.desc())
)
_OFFICIAL = _VERSIONS.where(IndicatorRule.is_official).limit(1)
_NAMED = _VERSIONS.where(IndicatorRule.key == bindparam("key")).limit(1)
_NUMBERED = _VERSIONS.where(RuleVersion.id == bindparam("version_id"))


@dataclass(frozen=True, slots=True)
class Ground:
    """What every answer stands on; one query."""

    rule: Rule
    #: what the rule is called
    title: str
    #: whether this is the rule that is meant where none is named
    is_official: bool
    version_id: int
    #: where the log stands: what is derived now is stale once it moves
    position: int
    #: posts of which nobody has decided whether they are teaching posts
    undecided_posts: int

    @property
    def key(self) -> str:
        """How addresses name the rule."""
        return self.rule.code.rpartition(".")[0]

    @property
    def asked_key(self) -> str | None:
        """The same, None for the rule that need not be named."""
        return None if self.is_official else self.key


def ground(key: str | None = None) -> Ground:
    """The newest version in force of the rule with this key, or of the official rule.

    Raises:
        NotFound: there is no such rule, or it has never been in force.
    """
    found = _OFFICIAL if key is None else _NAMED
    row = db.session.execute(found, {} if key is None else {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return _ground(row)


def ground_under(version_id: int) -> Ground:
    """The same of one version, that has been in force, be it followed by another since.

    Raises:
        NotFound: there is none with this number.
    """
    row = db.session.execute(_NUMBERED, {"version_id": version_id}).one_or_none()
    if row is None:
        raise NotFound
    return _ground(row)


def grounds() -> tuple[Ground, ...]:
    """The newest version in force of every rule, in the order in which rules stand side by side."""
    newest: dict[str, Ground] = {}
    for row in db.session.execute(_VERSIONS):
        newest.setdefault(row.key, _ground(row))
    return tuple(newest.values())


def among(bases: Iterable[Ground], key: str | None = None) -> Ground:
    """Of these the rule with this key, or the official one.

    Raises:
        NotFound: it is not among them.
    """
    for one in bases:
        if one.is_official if key is None else one.key == key:
            return one
    raise NotFound


def _ground(row: Row[*tuple[Any, ...]]) -> Ground:
    key, title, is_official, version_id, number, settings, undecided_posts, *newest = row
    position = max(one or 0 for one in newest)
    rule = Rule.from_settings(f"{key}.{number}", settings)
    return Ground(rule, title, is_official, version_id, position, undecided_posts)


def rule_version(code: str) -> RuleVersion:
    """The version with this code ("W9-2026.1"), in force or not.

    Raises:
        NotFound: there is none.
    """
    key, _dot, number = code.rpartition(".")
    found = db.session.scalars(
        select(RuleVersion)
        .join(RuleVersion.rule)
        .options(contains_eager(RuleVersion.rule))
        .where(IndicatorRule.key == key, cast(RuleVersion.number, String) == number)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def rule_of(version: RuleVersion) -> Rule:
    """What this version says."""
    return Rule.from_settings(version.code, version.settings)
