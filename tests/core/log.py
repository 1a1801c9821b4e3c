"""How tests write to the log of changes, and what they read off it."""

from collections.abc import Iterable

from flask import Flask
from sqlalchemy import select

from app.core import audit
from app.core.actors import Actor
from app.core.audit import AuditEntry, Subject, newest_of
from app.core.db import db

HANNA = Actor("Hanna Żak", account_id=7, request_id="3d8c2a66-0000-4000-8000-000000000000")


def note(action: str = "people.person_changed", label: str = "Łąka Teresa") -> None:
    """An entry is recorded."""
    audit.record(action, Subject("person", 3, label), by=HANNA)


def entries(app: Flask) -> list[AuditEntry]:
    """The log, the oldest entry first."""
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def position(areas: Iterable[str]) -> int:
    """The number of the last entry of these areas, 0 if there is none."""
    newest = db.session.execute(select(*(newest_of(area) for area in areas))).one()
    return max(number or 0 for number in newest)
