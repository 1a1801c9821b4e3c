"""Who need not complete what is asked of her."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.errors import NotFound
from app.training.models.assignments import Waiver


def waiver_or_404(waiver_id: int) -> Waiver:
    """The waiver with its person and training.

    Raises:
        NotFound
    """
    wanted = select(Waiver).where(Waiver.id == waiver_id)
    at_hand = (joinedload(Waiver.person), joinedload(Waiver.training))
    waiver = db.session.scalars(wanted.options(*at_hand)).one_or_none()
    if waiver is None:
        raise NotFound
    return waiver
