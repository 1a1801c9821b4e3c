"""One certificate and its file."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.errors import NotFound
from app.people.models import Employment, Person
from certificates.models import Certificate, CertificateFile


def certificate_or_404(certificate_id: int) -> Certificate:
    """The certificate with its person and her employments.

    Raises:
        NotFound
    """
    employments = joinedload(Certificate.person).selectinload(Person.employments)
    wanted = select(Certificate).where(Certificate.id == certificate_id)
    certificate = db.session.scalars(
        wanted.options(employments.joinedload(Employment.unit))
    ).one_or_none()
    if certificate is None:
        raise NotFound
    return certificate


def content_of(certificate: Certificate) -> bytes:
    """The PDF as it was issued."""
    wanted = select(CertificateFile.content)
    return db.session.scalars(wanted.where(CertificateFile.certificate_id == certificate.id)).one()
