"""Certificates of trainings taken elsewhere."""

from datetime import date

from app.core import clock
from app.core.db import db
from app.recognition.models import OutsideCertificate, OutsideFile


def add_outside(
    person_id: int,
    title: str = "Cyberbezpieczeństwo w szkole",
    *,
    number: str = "12/2026",
    completed_on: date = date(2026, 2, 10),
    sha256: str = "5" * 64,
) -> OutsideCertificate:
    """The person has sent in a certificate of another organiser."""
    certificate = OutsideCertificate(
        person_id=person_id,
        title=title,
        organiser="Ośrodek Doskonalenia Nauczycieli",
        number=number,
        folded_number="".join(filter(str.isalnum, number)),
        completed_on=completed_on,
        minutes=360,
        filename="zaswiadczenie.pdf",
        media_type="application/pdf",
        sha256=sha256,
        submitted_at=clock.now(),
        submitted_by="Teresa Łąka",
    )
    db.session.add(certificate)
    db.session.flush()
    db.session.add(OutsideFile(certificate_id=certificate.id, content=b"%PDF-1.7"))
    db.session.flush()
    return certificate
