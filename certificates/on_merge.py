"""What becomes of certificates when two entries of one human become one."""

from sqlalchemy import update

from app.core.db import db
from app.people.models import Person
from certificates.models import Certificate


def move_certificates(gone: Person, *, into: Person, **_more: object) -> None:
    """Every certificate is found with `into`; what stands on it stays as it was issued."""
    moved = update(Certificate).where(Certificate.person_id == gone.id)
    db.session.execute(moved.values(person_id=into.id))
