"""Tokens, and the lists that a program reads page by page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import exists, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.tokens import token_hash
from app.api.models import ApiToken
from app.api.refusals import TooWide
from app.core.db import db
from app.core.errors import NotFound
from app.core.paging import PAGE_SIZE, Page
from app.coverage.canonical import SNAPSHOT, TABLES
from app.coverage.models.rules import RuleVersion
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.snapshots import snapshot_or_404
from app.people.models import Unit, UnitKind

Item = TypeVar("Item")


def token_or_404(token_id: int) -> ApiToken:
    """Raises NotFound if there is none with this number."""
    token = db.session.get(ApiToken, token_id, options=[joinedload(ApiToken.unit)])
    if token is None:
        raise NotFound
    return token


def tokens_page(paths: tuple[str, ...], number: int) -> Page[ApiToken]:
    """A page of the tokens for units at or below `paths`, revoked ones last, else newest first."""
    chosen = select(ApiToken).join(ApiToken.unit).where(Unit.below(*paths))
    total = db.session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    rows = (
        chosen
        .options(contains_eager(ApiToken.unit))
        .order_by(ApiToken.revoked_at.is_not(None), ApiToken.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page(db.session.scalars(rows).all(), total, number)


def shown_token(token: str, today: date) -> ApiToken | None:
    """The token that a program shows, its unit at hand; None if it does not work today."""
    found = select(ApiToken).where(
        ApiToken.token_hash == token_hash(token),
        ApiToken.revoked_at.is_(None),
        ApiToken.expires_on >= today,
    )
    return db.session.scalars(found.options(joinedload(ApiToken.unit))).one_or_none()


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of a publication."""

    snapshot: Snapshot
    name: str

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.snapshot.scope_paths


def file_or_404(snapshot_id: int, name: str) -> PublishedFile:
    """Raises NotFound if there is no such publication, or no such file in it."""
    if name not in {SNAPSHOT, *TABLES}:
        raise NotFound
    return PublishedFile(snapshot_or_404(snapshot_id), name)


def units_page(path: str, number: int, size: int) -> Page[Unit]:
    """A page of the units at or below `path`, in Polish order of their names.

    Raises:
        NotFound: there are not so many pages.
    """
    below = select(Unit).where(Unit.below(path))
    total = db.session.scalar(select(func.count()).select_from(Unit).where(Unit.below(path))) or 0
    rows = below.order_by(Unit.sort_key, Unit.id).limit(size).offset((number - 1) * size)
    return _demanded(Page(db.session.scalars(rows).all(), total, number, size))


def published_page(unit: Unit, number: int, size: int) -> Page[Snapshot]:
    """A page of what was published about the unit, the latest day first, then the newest.

    Raises:
        NotFound: there are not so many pages.
    """
    whose = Snapshot.unit_id == unit.id
    total = db.session.scalar(select(func.count()).where(whose)) or 0
    rows = (
        select(Snapshot)
        .where(whose)
        .order_by(Snapshot.as_of.desc(), Snapshot.id.desc())
        .options(joinedload(Snapshot.unit))
        .options(joinedload(Snapshot.version).joinedload(RuleVersion.rule))
        .limit(size)
        .offset((number - 1) * size)
    )
    return _demanded(Page(db.session.scalars(rows).all(), total, number, size))


def exact_page(everything: Sequence[Item], number: int, size: int) -> Page[Item]:
    """The page with this number of a list that is in memory.

    Raises:
        NotFound: there are not so many pages.
    """
    items = everything[(number - 1) * size : number * size]
    return _demanded(Page(items, len(everything), number, size))


def demand_city(path: str) -> None:
    """The people at or below `path` are so few that all of them can be looked at.

    Raises:
        TooWide: there are cities below.
    """
    cities = exists().where(Unit.below(path), Unit.path != path, Unit.kind == UnitKind.RUNNING_BODY)
    if db.session.scalar(select(cities)):
        raise TooWide


def _demanded(page: Page[Item]) -> Page[Item]:
    if page.number > page.pages:
        raise NotFound
    return page
