"""The log of who changed what: append-only, chained by hash, one entry per human write."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Index,
    ScalarSelect,
    String,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import clock
from app.core.actors import Actor
from app.core.db import Base, UtcDateTime, before_commit, db

_CHAIN_LOCK = 0x4B414452  # any constant; serialises writers of the chain on PostgreSQL
_FIRST_HASH = "0" * 64
_BATCH = 1000


class AuditEntry(Base):
    """One thing that somebody did. Rows are never changed nor deleted (triggers see to it)."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        CheckConstraint("length(hash) = 64", name="hash_length"),
        Index("ix_audit_entries_subject", "subject_type", "subject_id"),
        Index("ix_audit_entries_area_id", "area", "id"),
        Index("ix_audit_entries_actor_id", "actor_account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_account_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(200))
    #: the feature the action belongs to: what stands before the dot of `action`
    area: Mapped[str] = mapped_column(String(20))
    action: Mapped[str] = mapped_column(String(60))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    #: what the subject was called then, so that the log can be read alone
    subject_label: Mapped[str] = mapped_column(String(300))
    #: field → [before, after]
    changes: Mapped[dict[str, list[Any]]] = mapped_column(JSON)
    #: the write alters what was stored about days gone by
    is_correction: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(500))
    request_id: Mapped[str | None] = mapped_column(String(36))
    hash: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about."""

    type: str
    id: int | None
    label: str


def record(
    action: str,
    subject: Subject,
    *,
    by: Actor,
    changes: Mapping[str, tuple[object, object]] | None = None,
    is_correction: bool = False,
    reason: str = "",
) -> None:
    """An entry will be written with the current transaction.

    `action` is `area.fact_in_past_tense`; `changes` maps a field to its value before and after.
    """
    pending = db.session().info.setdefault("audit", [])
    pending.append({
        "at": clock.now(),
        "actor_account_id": by.account_id,
        "actor_name": by.name[:200],
        "area": action.partition(".")[0],
        "action": action,
        "subject_type": subject.type,
        "subject_id": subject.id,
        "subject_label": subject.label[:300],
        "changes": {key: _plain(pair) for key, pair in (changes or {}).items()},
        "is_correction": is_correction,
        "reason": reason[:500],
        "request_id": by.request_id,
    })


def difference(
    before: Mapping[str, object], after: Mapping[str, object]
) -> dict[str, tuple[object, object]]:
    """The fields whose values differ, each with its value before and after."""
    pairs = {key: (before.get(key), value) for key, value in after.items()}
    return {key: (old, new) for key, (old, new) in pairs.items() if old != new}


@before_commit
def write_pending(session: Session) -> None:
    """Every recorded entry stands in the log, chained to the one before it."""
    pending = session.info.pop("audit", [])
    if not pending:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
    last = session.execute(
        select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
    ).first()
    last_id, last_hash = last or (0, _FIRST_HASH)
    for number, row in enumerate(pending, start=last_id + 1):
        row["id"] = number
        row["hash"] = last_hash = chain_hash(last_hash, row)
    for start in range(0, len(pending), _BATCH):
        session.execute(insert(AuditEntry), pending[start : start + _BATCH])


def newest_of(area: str) -> ScalarSelect[int | None]:
    """SQL: the number of the last entry of the area, NULL if there is none; one index look-up.

    What is derived from an area is stale once it moves.
    """
    return select(func.max(AuditEntry.id)).where(AuditEntry.area == area).scalar_subquery()


def chain_hash(previous: str, row: Mapping[str, Any]) -> str:
    """SHA-256 over the previous hash and the canonical JSON of the entry's facts."""
    facts = {key: _plain(value) for key, value in row.items() if key != "hash"}
    canonical = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()


def first_broken_entry() -> int | None:
    """The number of the first entry that does not follow from those before it; None if all do.

    A chain whose newest entries are gone is whole: only a copy kept elsewhere shows that.
    """
    previous, expected_id = _FIRST_HASH, 1
    every = select(*AuditEntry.__table__.columns).order_by(AuditEntry.id)
    with db.session.execute(every, execution_options={"yield_per": _BATCH}) as rows:
        for row in rows:
            facts = dict(row._mapping)
            if facts["id"] != expected_id or facts["hash"] != chain_hash(previous, facts):
                return expected_id
            previous, expected_id = facts["hash"], expected_id + 1
    return None


def _plain(value: object) -> object:
    """The value as JSON keeps it; instants to the microsecond in UTC, sets in a fixed order."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case list() | tuple():
            return [_plain(one) for one in value]
        case set() | frozenset():
            return sorted(str(_plain(one)) for one in value)
    return value
