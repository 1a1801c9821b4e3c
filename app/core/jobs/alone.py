"""Jobs of which there is one at a time about the same thing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.core.actors import Actor
from app.core.db import db
from app.core.jobs.models import Job
from app.core.jobs.services import enqueue


def newest_about(kind: str, about: str) -> Job | None:
    """The last job of this kind that was asked for about this thing; None if none is on record."""
    same = select(Job).where(Job.key.startswith(f"{kind}:{about}:", autoescape=True))
    return db.session.scalars(same.order_by(Job.id.desc()).limit(1)).one_or_none()


def enqueue_alone(
    kind: str, arguments: Mapping[str, Any], *, about: str, by: Actor, at: datetime
) -> int | None:
    """As `enqueue`, once no job about the same is open any more; None while one is.

    Each names the one before it in its key, so of those who ask at the same moment one makes a job.
    """
    before = newest_about(kind, about)
    if before is not None and before.is_open:
        return None
    number = 0 if before is None else before.id
    return enqueue(kind, arguments, key=f"{kind}:{about}:{number}", by=by, at=at)
