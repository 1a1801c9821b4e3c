"""`kadra certificates verify`: is this file a certificate as it was issued, and is it valid?"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from random import Random

import pikepdf
import pytest
from click.testing import CliRunner, Result
from flask import Flask
from reportlab.pdfgen.canvas import Canvas

from app.cli.main import kadra
from app.core import clock
from app.core.db import db, transaction
from app.core.settings import Settings
from app.factory import create_app
from app.training.models.completions import Completion
from app.training.services.completions import revoke
from certificates.bundle import bundle
from certificates.models import Certificate
from certificates.reading import LARGEST, NoCertificate, number_in
from tests.certificates.issuing import AT, BY, content_of
from tests.support.city import City

Verify = Callable[..., Result]

UNKNOWN = {"state": "unknown", "number": None, "sha256_matches": False}


def changed(content: bytes, how: str) -> bytes:
    """The file, tampered with."""
    if how == "one byte more":
        return content + b"\n"
    with pikepdf.open(BytesIO(content)) as pdf:
        if how == "another name":
            pdf.docinfo["/Title"] = "Zaświadczenie: ktoś inny"
        output = BytesIO()
        pdf.save(output)
        return output.getvalue()


def encrypted(content: bytes) -> bytes:
    """The file under a password."""
    output = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(owner="a", user="b"))
    return output.getvalue()


def foreign(subject: str) -> bytes:
    """A PDF that we did not write."""
    output = BytesIO()
    canvas = Canvas(output)
    canvas.setSubject(subject)
    canvas.showPage()
    canvas.save()
    return output.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where somebody has saved a file."""
    return tmp_path / "zaświadczenie.pdf"


@pytest.fixture
def content(city: City, issued: Certificate) -> bytes:
    """The file of Teresa's certificate."""
    with city.app.app_context():
        return content_of(issued.id)


@pytest.fixture
def verify(
    city: City, database_url: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Verify]:
    """`kadra certificates verify` of a file with this content."""
    monkeypatch.setenv("KADRA_DATA_DIR", str(file.parent))
    monkeypatch.setenv("KADRA_DATABASE_URL", database_url)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 23, 11, tzinfo=UTC))
    created = [city.app]

    def create(settings: Settings) -> Flask:
        created.append(create_app(settings))
        return created[-1]

    def run(content: bytes, *options: str) -> Result:
        file.write_bytes(content)
        command = ["certificates", "verify", str(file), *options]
        return CliRunner().invoke(kadra, command, obj=create)

    yield run
    for one in created:
        with one.app_context():
            db.engine.dispose()


def test_the_issued_file_is_valid(verify: Verify, content: bytes, issued: Certificate) -> None:
    done = verify(content, "--json")

    assert done.exit_code == 0
    assert json.loads(done.stdout) == {
        "state": "valid",
        "number": issued.number,
        "sha256_matches": True,
    }


def test_it_can_be_read_by_people(verify: Verify, content: bytes) -> None:
    done = verify(content)

    assert done.stdout.splitlines() == [
        "valid: KA/2026/000001, Teresa Łąka, Bezpieczeństwo informacji",
        "issued 2026-05-13, valid until 2027-05-12",
    ]


def test_an_expired_one_is_no_success(
    verify: Verify, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 5, 13, 11, tzinfo=UTC))

    done = verify(content, "--json")

    assert done.exit_code == 1
    assert (answer := json.loads(done.stdout))["state"] == "expired"
    assert answer["sha256_matches"]


def test_a_revoked_one_is_no_success(
    city: City, verify: Verify, content: bytes, completion_id: int
) -> None:
    with city.app.app_context(), transaction():
        revoke(db.session.get_one(Completion, completion_id), reason="błąd", by=BY, at=AT)

    done = verify(content, "--json")

    assert done.exit_code == 1
    assert json.loads(done.stdout)["state"] == "revoked"
    assert "revoked 2026-05-13" in verify(content).stdout


@pytest.mark.parametrize("change", ["one byte more", "another name", "saved anew"])
def test_a_changed_file_is_told_apart(
    verify: Verify, content: bytes, issued: Certificate, change: str
) -> None:
    done = verify(changed(content, change), "--json")

    assert done.exit_code == 1
    assert json.loads(done.stdout) == {
        "state": "valid",
        "number": issued.number,
        "sha256_matches": False,
    }
    assert "not the one that was issued" in done.stderr


@pytest.mark.parametrize(
    "made, said",
    [
        pytest.param(lambda _: b"", "The file is empty.", id="empty"),
        pytest.param(lambda _: b"\0" * (LARGEST + 1), "larger than 10 MB", id="huge"),
        pytest.param(lambda _: b"PK\3\4 not a PDF", "not a readable PDF", id="not a PDF"),
        pytest.param(lambda pdf: pdf[:300], "not a readable PDF", id="only the beginning"),
        pytest.param(encrypted, "The file is encrypted", id="encrypted"),
        pytest.param(lambda _: foreign("Umowa"), "not one of our", id="somebody else's"),
        pytest.param(lambda _: foreign("KA/2026/999999"), "never issued", id="a made-up number"),
        pytest.param(lambda pdf: bundle([pdf, pdf], "dwa"), "not one of our", id="a bundle"),
    ],
)
def test_what_is_no_certificate_is_unknown(
    verify: Verify, content: bytes, made: Callable[[bytes], bytes], said: str
) -> None:
    done = verify(made(content), "--json")

    assert done.exit_code == 1
    assert json.loads(done.stdout) == UNKNOWN
    assert said in done.stderr


def test_a_file_that_is_not_there_is_wrong_usage() -> None:
    assert CliRunner().invoke(kadra, ["certificates", "verify", "brak.pdf"]).exit_code == 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_damage_makes_the_reader_fail(content: bytes, file: Path) -> None:
    random = Random(7)
    for _ in range(300):
        damaged = bytearray(content)
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
        file.write_bytes(damaged)
        try:
            assert number_in(file) == (2026, 1)
        except NoCertificate:
            continue
