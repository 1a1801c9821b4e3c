"""One certificate of another organiser."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.errors import NotFound
from app.people.models import Employment, Person
from app.recognition.models import OutsideCertificate


def certificate_or_404(certificate_id: int) -> OutsideCertificate:
    """The certificate with its person and where she ever worked.

    Raises:
        NotFound: there is none.
    """
    person = joinedload(OutsideCertificate.person)
    wanted = (
        select(OutsideCertificate)
        .where(OutsideCertificate.id == certificate_id)
        .options(person.selectinload(Person.employments).joinedload(Employment.unit))
    )
    certificate = db.session.scalars(wanted).one_or_none()
    if certificate is None:
        raise NotFound
    return certificate
