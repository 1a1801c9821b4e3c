"""Answers about one employment."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.errors import NotFound
from app.people.models import Employment


def employment_or_404(employment_id: int) -> Employment:
    """The employment with this number, with its person, unit and post at hand.

    Raises:
        NotFound: there is none.
    """
    found = select(Employment).where(Employment.id == employment_id)
    at_hand = (Employment.person, Employment.unit, Employment.post)
    employment = db.session.scalars(found.options(*map(joinedload, at_hand))).one_or_none()
    if employment is None:
        raise NotFound
    return employment
