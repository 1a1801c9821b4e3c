"""Certificates for tests; `python -m tests.certificates.issuing URL FOLDER ID...` issues some."""

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.core.actors import command_line
from app.core.db import db, transaction
from app.factory import create_app
from app.training.models.completions import Completion
from certificates.models import Certificate, CertificateFile
from certificates.services.issuing import Issued, issue
from certificates.wording.document import PolishLabels
from tests.certificates.documents import BASE_URL
from tests.conftest import settings_for
from tests.support.city import City, add_completion, add_employment, add_person, add_training

BY = command_line("test")
AT = datetime(2026, 5, 13, 8, 30, tzinfo=UTC)
DAY = date(2026, 5, 12)


def certify(completion_ids: Sequence[int], at: datetime = AT) -> Issued:
    """Certificates are issued for these, in a transaction of their own."""
    with transaction():
        completions = [db.session.get_one(Completion, number) for number in completion_ids]
        return issue(completions, labels=PolishLabels(), base_url=BASE_URL, by=BY, at=at)


def numbers() -> list[str]:
    """The numbers of all certificates, in their order."""
    every = select(Certificate).order_by(Certificate.year, Certificate.serial)
    return [one.number for one in db.session.scalars(every)]


def content_of(certificate_id: int) -> bytes:
    """The file as it is kept."""
    return db.session.get_one(CertificateFile, certificate_id).content


def people_trained(city: City, count: int, unit: str | None = None) -> list[int]:
    """So many new people (of the unit) completed a training; the numbers of the completions."""
    with city.app.app_context(), transaction():
        version_id = add_training(f"BI-{unit or 'NIGDZIE'}")
        people = [_person(number, str(unit)) for number in range(count)]
        if unit is not None:
            for person_id in people:
                add_employment(person_id, city.units[unit], "nauczyciel")
        return [add_completion(person_id, version_id, DAY).id for person_id in people]


def _person(number: int, unit: str) -> int:
    return add_person(f"Osoba {number}", "Testowa", f"osoba{number}.{unit.lower()}@example.pl").id


def main(url: str, folder: str, *completion_ids: str) -> None:
    """One transaction for each."""
    app: Flask = create_app(settings_for(url, Path(folder)))
    with app.app_context():
        for number in completion_ids:
            certify([int(number)])
        db.engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
