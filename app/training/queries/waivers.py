"""Who need not complete what is asked of her."""

from collections.abc import Sequence

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


def waivers_of(person_id: int) -> Sequence[Waiver]:
    """Every waiver that the person was ever given, the newest first."""
    wanted = (
        select(Waiver)
        .where(Waiver.person_id == person_id)
        .order_by(Waiver.waived_at.desc(), Waiver.id.desc())
        .options(joinedload(Waiver.training))
    )
    return db.session.scalars(wanted).all()
