"""What waits for whom, and the log."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select, true

from app.accounts.models import Account
from app.attendance.queries.lists import waiting_lists
from app.core import clock
from app.core.actors import Actor
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.imports import FileImport
from app.core.paging import Page
from app.core.permissions import Permission, scope_of
from app.people.models import Employment, Unit
from app.people.queries.units import top_unit_of
from app.recognition.queries.standing import count_for
from app.reminders.queries.mailings import waiting_mails
from app.training.models.completions import Completion, Source

LOG_PAGE = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many things wait for a decision."""

    completions: int
    imports: int
    invitations: int
    #: lists of participation that the actor may accept
    lists: int
    #: certificates of other organisers that the actor may decide about
    certificates: int
    #: mails that wait for the actor to release them
    mails: int


def waiting(actor: Actor) -> Waiting:
    """What waits for the actor, own imports that were not finished among it."""
    [*counts] = db.session.execute(select(*_counts(actor))).one()
    return Waiting(*counts)


def overseen(actor: Actor, paths: tuple[str, ...]) -> tuple[Unit, Waiting]:
    """The highest unit at or below these paths, and what waits for the actor; one query."""
    unit, *counts = db.session.execute(top_unit_of(paths).add_columns(*_counts(actor))).one()
    return unit, Waiting(*counts)


def _counts(actor: Actor) -> tuple[ColumnElement[int], ...]:
    """SQL: the fields of `Waiting`.

    Whoever accepts lists is not told of the completions on them as well.
    """
    paths = scope_of(actor, Permission.COMPLETION_READ)
    accepts = scope_of(actor, Permission.PARTICIPATION_ACCEPT)
    employed_below = (
        select(Employment.person_id)
        .join(Unit, Unit.id == Employment.unit_id)
        .where(Unit.below(*paths))
    )
    return (
        select(func.count())
        .select_from(Completion)
        .where(
            Completion.confirmed_at.is_(None),
            Completion.revoked_at.is_(None),
            Completion.person_id.in_(employed_below),
            true() if not accepts else Completion.source != Source.SESSION,
        )
        .scalar_subquery(),
        select(func.count())
        .select_from(FileImport)
        .where(
            FileImport.uploaded_by == actor.account_id,
            FileImport.committed_at.is_(None),
            FileImport.preview.is_not(None),
        )
        .scalar_subquery(),
        select(func.count())
        .select_from(Account)
        .where(Account.password_hash.is_(None), Account.closed_at.is_(None))
        .scalar_subquery(),
        waiting_lists(accepts).scalar_subquery(),
        count_for(actor, clock.today()),
        waiting_mails(scope_of(actor, Permission.MAILING_RELEASE)).scalar_subquery(),
    )


def log_page(area: str | None, number: int) -> Page[AuditEntry]:
    """A page of the log, the newest entry first."""
    chosen = _log(area)
    total = db.session.scalars(select(func.count()).select_from(chosen.subquery())).one()
    entries = db.session.scalars(chosen.limit(LOG_PAGE).offset((number - 1) * LOG_PAGE)).all()
    return Page(entries, total, number, LOG_PAGE)


def log_entries(area: str | None) -> Iterator[AuditEntry]:
    """The whole log, the newest entry first, as it is read."""
    return iter(db.session.scalars(_log(area)).yield_per(500))


def _log(area: str | None) -> Select[AuditEntry]:
    entries = select(AuditEntry).order_by(AuditEntry.id.desc())
    return entries.where(AuditEntry.area == area) if area else entries
