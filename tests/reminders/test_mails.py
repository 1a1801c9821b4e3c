"""A mail is plain, in the reader's language, and has one link."""

from datetime import date

import pytest

from app.accounts.models import Account
from app.core.db import db, transaction
from app.reminders.mails import letter_of
from app.reminders.queries.contents import Content, Late, Recipient, Todo, recipient_of
from tests.support.city import City, add_person
from tests.support.reminders import MONDAY

READER = Recipient("ewa@szkoly.example", "en", has_account=True)


def body(city: City, content: Content) -> str:
    with city.app.app_context():
        return letter_of(content).body


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "due_on,subject,line",
    [
        pytest.param(None, "A training to complete: S1", "• S1\n", id="no day"),
        pytest.param(
            date(2026, 12, 7),
            "To complete by 7 December 2026: S1",
            "• S1 (by 7 December 2026)",
            id="ahead",
        ),
        pytest.param(
            MONDAY, "To complete by 23 November 2026: S1", "• S1 (by the end of today)", id="today"
        ),
        pytest.param(
            date(2026, 11, 16),
            "A training to complete: S1",
            "• S1 (the day was 16 November 2026; it can still be done)",
            id="over",
        ),
    ],
)
def test_what_a_mail_says(city: City, due_on: date | None, subject: str, line: str) -> None:
    content = Content(READER, MONDAY, todos=(Todo("S1", due_on),))

    with city.app.app_context():
        letter = letter_of(content)

    assert (letter.to, letter.subject) == ("ewa@szkoly.example", subject)
    assert line in letter.body
    assert letter.body.count("http") == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_digest_names_sixty_and_tells_how_many_more(city: City) -> None:
    late = tuple(Late("S1", date(2026, 11, 16), f"Lis {n}", ("SP nr 1",)) for n in range(70))

    text = body(city, Content(READER, MONDAY, late=late, unit_id=1))

    assert "– Lis 59, SP nr 1" in text
    assert "Lis 60" not in text
    assert "And 10 more." in text
    assert text.count("http") == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_mail_by_hand_says_who_asked(city: City) -> None:
    content = Content(READER, MONDAY, asked_by="Hanna Żak", todos=(Todo("S1", None),))

    assert "Hanna Żak has asked Kadra to remind you." in body(city, content)


def test_each_reads_the_own_language_and_is_led_to_a_page_that_opens(city: City) -> None:
    with city.app.app_context(), transaction():
        db.session.get_one(Account, city.accounts["teresa"]).language = "uk"
        ewa = add_person("Ewa", "Lis", "ewa@szkoly.example")

        teresa, nobody = recipient_of(city.persons["teresa"]), recipient_of(ewa.id)

        assert teresa == Recipient("teresa@szkoly.example", "uk", has_account=True)
        assert nobody == Recipient("ewa@szkoly.example", "pl", has_account=False)
        todos = (Todo("S1", None),)
        assert "/sign-in" in letter_of(Content(nobody, MONDAY, todos=todos)).body
        assert "/sign-in" not in letter_of(Content(teresa, MONDAY, todos=todos)).body
