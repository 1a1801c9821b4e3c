"""Anybody with the code learns what a certificate is worth, and what stands on it; no more."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest

from app.core import clock
from app.core.db import db, transaction
from app.core.paper.codes import grouped
from app.people.models import Person
from app.training.models.completions import Completion
from app.training.services.completions import revoke
from certificates.facts import Facts
from certificates.models import Certificate
from tests.certificates.documents import words
from tests.certificates.issuing import AT, BY, certify, content_of
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.readers import words_of

Browser = Callable[[str | None], Visitor]


@pytest.fixture
def stranger(visitor: Browser) -> Visitor:
    """Somebody who is not signed in."""
    return visitor(None)


VALID, EXPIRED = "This certificate is valid", "This certificate has expired"


@pytest.mark.parametrize(
    "day, heading, sentence",
    [
        (date(2026, 11, 23), VALID, "until 12 May 2027, checked today at 12:00"),
        (date(2027, 5, 12), VALID, "until 12 May 2027, checked today at 13:00"),
        (date(2027, 5, 13), EXPIRED, "It was valid until 12 May 2027."),
    ],
)
def test_the_state_comes_first(
    monkeypatch: pytest.MonkeyPatch,
    visitor: Browser,
    issued: Certificate,
    *,
    day: date,
    heading: str,
    sentence: str,
) -> None:
    eleven = datetime.combine(day, time(11), UTC)
    monkeypatch.setattr(clock, "now", lambda: eleven)

    page = visitor(None).get(f"/v/{issued.code}", budget=2)

    assert f"<h1>{heading}</h1>" in page
    assert sentence in page


def test_a_revoked_certificate_says_so_and_not_why(
    city: City, stranger: Visitor, completion_id: int, issued: Certificate
) -> None:
    with city.app.app_context(), transaction():
        completion = db.session.get_one(Completion, completion_id)
        revoke(completion, reason="Teresa była chora", by=BY, at=AT)

    page = stranger.get(f"/v/{issued.code}", budget=2)

    assert "<h1>This certificate is revoked</h1>" in page
    assert "The issuer revoked it on 13 May 2026." in page
    assert "chora" not in page
    assert issued.number in page


def test_the_page_says_exactly_what_the_document_says(
    city: City, stranger: Visitor, issued: Certificate
) -> None:
    city.language = "pl"
    stranger.client.set_cookie("language", "pl")

    page = " ".join(re.sub(r"<[^>]*>", " ", stranger.get(f"/v/{issued.code}")).split())

    with city.app.test_request_context():
        facts = Facts.from_json(issued.facts)
        printed = words(facts)
        paper = words_of(content_of(issued.id))
    for text in (
        *(facts.name, *facts.schools, facts.title, printed.programme, facts.issuer, issued.number),
        *(detail.value for detail in printed.details),
        *(detail.note for detail in printed.details),
        *facts.topics,
    ):
        assert text in page
        assert text in paper
    assert "teresa@szkoly.example" not in page


def test_what_changes_later_changes_nothing_here(
    city: City, stranger: Visitor, completion_id: int, issued: Certificate
) -> None:
    with city.app.app_context(), transaction():
        db.session.get_one(Person, city.persons["teresa"]).last_name = "Nowak"
        training = db.session.get_one(Completion, completion_id).version.training
        training.title, training.validity_months = "Inny tytuł", 1

    page = stranger.get(f"/v/{issued.code}")

    assert "Teresa Łąka" in page
    assert "Bezpieczeństwo informacji" in page
    assert "until 12 May 2027" in page


def test_a_certificate_may_not_age(city: City, stranger: Visitor, completion_id: int) -> None:
    with city.app.app_context():
        with transaction():
            completion = db.session.get_one(Completion, completion_id)
            completion.version.training.validity_months = None
        issued = certify([completion_id]).new[0]

    page = stranger.get(f"/v/{issued.code}")

    assert "without limit, checked today" in page


@pytest.mark.parametrize("how", ["as it is", "in groups", "small letters"])
def test_a_code_in_the_address_may_be_typed_in_any_way(
    stranger: Visitor, issued: Certificate, how: str
) -> None:
    typed = {
        "as it is": issued.code,
        "in groups": grouped(issued.code),
        "small letters": issued.code.lower(),
    }[how]

    assert issued.number in stranger.get(f"/v/{typed}")


def test_a_typed_code_leads_to_the_certificate(stranger: Visitor, issued: Certificate) -> None:
    response = stranger.client.get("/v/", query_string={"code": f" {grouped(issued.code)} "})

    assert response.headers["Location"] == f"/v/{issued.code}"


@pytest.mark.parametrize(
    "typed, said",
    [
        ("", "Type the code that stands on the document."),
        ("KA/2026/000001", "This is the number of the certificate."),
        ("0564-TNEK", "A code has 16 characters, and this has 8."),
        ("0564-TNEK-T3XR-X2JÓ", "No code has the character “Ó”"),
        ("0564-TNEK-T3XR-X2JQ", "One character seems wrong"),
        ("<script>alert(1)</script>", "No code has the character “&gt;”"),
    ],
)
@pytest.mark.usefixtures("city")
def test_what_is_wrong_with_a_typed_code_is_said(stranger: Visitor, typed: str, said: str) -> None:
    page = stranger.client.get("/v/", query_string={"code": typed})

    assert page.status_code == 200
    assert said in page.text


def test_one_wrong_character_is_told_without_asking_the_database(
    stranger: Visitor, issued: Certificate
) -> None:
    last = "0" if issued.code[-1] != "0" else "1"

    page = stranger.get(f"/v/{issued.code[:-1]}{last}", status=404, budget=0)

    assert "One character seems wrong" in page


@pytest.mark.usefixtures("city")
def test_a_code_that_was_never_issued_is_not_found(stranger: Visitor) -> None:
    page = stranger.get("/v/0564TNEKT3XRX2JP", status=404, budget=2)

    assert "No certificate has this code" in page
    assert 'value="0564-TNEK-T3XR-X2JP"' in page


@pytest.mark.parametrize("path", ["/v/", "/v/0564TNEKT3XRX2JP", "/v/nonsense", "issued"])
def test_nobody_keeps_or_lists_these_pages(
    stranger: Visitor, issued: Certificate, path: str
) -> None:
    response = stranger.client.get(f"/v/{issued.code}" if path == "issued" else path)

    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_the_file_can_be_compared(city: City, stranger: Visitor, issued: Certificate) -> None:
    page = stranger.get(f"/v/{issued.code}")

    with city.app.app_context():
        size = len(content_of(issued.id))
    assert f'data-files="{size}:{issued.sha256} "' in page
    assert f"<code>{issued.sha256}</code>" in page
