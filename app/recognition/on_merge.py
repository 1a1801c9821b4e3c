"""What becomes of outside certificates when two entries of one human become one."""

from sqlalchemy import update

from app.core.db import db
from app.people.models import Person
from app.recognition.models import OutsideCertificate


def move_outside_certificates(gone: Person, *, into: Person, **_more: object) -> None:
    """Whatever was sent in is that of `into`; who may decide follows from where she works."""
    moved = update(OutsideCertificate).where(OutsideCertificate.person_id == gone.id)
    db.session.execute(moved.values(person_id=into.id))
