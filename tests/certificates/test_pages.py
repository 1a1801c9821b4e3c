"""Certificates where people look for them: the own list, the register, the files."""

from collections.abc import Callable

import pytest

from app.core.db import db, transaction
from app.training.models.completions import Completion
from app.training.services.completions import revoke
from certificates.models import Certificate
from tests.certificates.issuing import AT, BY, certify, content_of, people_trained
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.readers import faults_of, text_of

Browser = Callable[[str | None], Visitor]


def test_a_teacher_finds_the_own_certificate(
    city: City, visitor: Browser, issued: Certificate
) -> None:
    page = visitor("teresa").get(f"/people/{city.persons['teresa']}/certificates")

    assert "Bezpieczeństwo informacji" in page
    assert "KA/2026/000001" in page
    assert f"/certificates/{issued.id}.pdf" in page
    assert f"/v/{issued.code}" in page
    assert "Valid until 12 May 2027" in page


def test_a_teacher_without_certificates_is_told_where_they_come_from(
    city: City, visitor: Browser
) -> None:
    page = visitor("teresa").get(f"/people/{city.persons['teresa']}/certificates")

    assert "No certificates yet" in page


def test_the_own_list_shows_what_was_revoked(
    city: City, visitor: Browser, completion_id: int, issued: Certificate
) -> None:
    revoke_it(city, completion_id)

    page = visitor("teresa").get(f"/people/{city.persons['teresa']}/certificates")

    assert "Revoked on" in page
    assert issued.number in page


def test_the_file_comes_as_it_was_issued(city: City, visitor: Browser, issued: Certificate) -> None:
    response = visitor("teresa").client.get(f"/certificates/{issued.id}.pdf")

    with city.app.app_context():
        assert response.data == content_of(issued.id)
    headers = response.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == (
        "attachment; filename=zaswiadczenie-KA-2026-000001.pdf"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-cache"


def test_a_browser_that_kept_the_file_is_not_sent_it_again(
    visitor: Browser, issued: Certificate
) -> None:
    client = visitor("teresa").client

    again = client.get(
        f"/certificates/{issued.id}.pdf", headers={"If-None-Match": f'"{issued.sha256}"'}
    )

    assert (again.status_code, again.data) == (304, b"")


def test_a_stranger_gets_no_file(visitor: Browser, issued: Certificate) -> None:
    """Who may what stands in tests/architecture/who_may.py; this is about the file's content."""
    response = visitor("stefan").client.get(f"/certificates/{issued.id}.pdf")

    assert response.status_code == 404
    assert b"%PDF" not in response.data


def test_everybody_finds_their_people_in_the_register(
    city: City, visitor: Browser, issued: Certificate
) -> None:
    with city.app.app_context():
        certify(people_trained(city, 1))  # of nobody's school

    assert issued.number in visitor("hanna").get("/certificates/")
    assert "KA/2026/000002" not in visitor("hanna").get("/certificates/")
    assert issued.number not in visitor("stefan").get("/certificates/")


@pytest.mark.parametrize("who", ["hanna", "stefan", "kazimierz", "olga"])
def test_the_register_and_the_gate_agree(city: City, visitor: Browser, who: str) -> None:
    """Whoever finds a certificate in the list may open it, and nobody else."""
    with city.app.app_context():
        for unit in ("a", "b", "k", None):
            certify(people_trained(city, 1, unit))
        kept = {one.id: one.number for one in db.session.query(Certificate)}
    browser = visitor(who)

    page = browser.get("/certificates/")

    listed = {number for number in kept.values() if number in page}
    opened = {
        number
        for certificate_id, number in kept.items()
        if browser.client.get(f"/certificates/{certificate_id}.pdf").status_code == 200
    }
    assert listed == opened


@pytest.mark.parametrize(
    "query, is_found",
    [
        ("q=łąka", True),
        ("q=KA/2026/000001", True),
        ("q=ka / 2026 / 1", True),
        ("q=2026/2", False),
        ("q=nowak", False),
        ("state=expired", False),
        ("since=2026-05-13&until=2026-05-13", True),
        ("since=2026-05-14", False),
        ("until=2026-05-12", False),
        ("numbers=2026.1-1", True),
        ("numbers=2026.2-9", False),
        ("numbers=nonsense&since=jutro&unit=999&training=abc&state=x&page=9", True),
    ],
)
def test_the_register_can_be_narrowed(
    visitor: Browser, issued: Certificate, query: str, is_found: bool
) -> None:
    page = visitor("kazimierz").get(f"/certificates/?{query}")

    assert (issued.number in page) == is_found


@pytest.mark.usefixtures("issued")
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_register_can_be_taken_away(visitor: Browser, ending: str) -> None:
    response = visitor("kazimierz").client.get(f"/certificates/register.{ending}?q=łąka")

    assert response.status_code == 200
    if ending == "csv":
        assert "KA/2026/000001;Teresa Łąka;Szkoła Podstawowa nr 1;" in response.text


def test_the_register_pages_through_many(city: City, visitor: Browser) -> None:
    with city.app.app_context():
        certify(people_trained(city, 26, "a"))

    first, second = (visitor("olga").get(f"/certificates/?page={page}") for page in (1, 2))

    assert "KA/2026/000026" in first
    assert "KA/2026/000001" not in first
    assert "KA/2026/000001" in second


def test_many_files_come_as_one(city: City, visitor: Browser) -> None:
    with city.app.app_context():
        certify(people_trained(city, 3, "a"))

    response = visitor("kazimierz").client.get("/certificates/together.pdf?numbers=2026.2-3")

    read = text_of(response.data)
    assert faults_of(response.data) == ""
    assert [number for number in ("000001", "000002", "000003") if number in read] == [
        "000002",
        "000003",
    ]
    again = visitor("kazimierz").client.get("/certificates/together.pdf?numbers=2026.2-3")
    assert again.data == response.data


def test_too_many_files_for_one_are_refused(
    city: City, visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("certificates.routes.certificates.MAX_AT_ONCE", 2)
    with city.app.app_context():
        certify(people_trained(city, 3, "a"))

    response = visitor("kazimierz").client.get("/certificates/together.pdf", follow_redirects=True)

    assert "At most 2 fit into one file" in response.text


def revoke_it(city: City, completion_id: int) -> None:
    """The completion no longer counts."""
    with city.app.app_context(), transaction():
        revoke(db.session.get_one(Completion, completion_id), reason="błąd", by=BY, at=AT)
