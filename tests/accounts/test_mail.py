"""Links arrive by mail, from a real server, in the language of the account."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.accounts.mails import letter_of
from app.accounts.tokens import MailedLink
from app.core import clock
from app.core.db import db
from app.factory import create_app
from tests.accounts.keys import ANOTHER, invitation, is_signed_in, mail_is_out, path_in
from tests.conftest import settings_for
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.smtp import Mailbox, smtp_server


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """What a mail server has received."""
    with smtp_server() as box:
        yield box


@pytest.fixture
def app(database_url: str, tmp_path: Path, mailbox: Mailbox) -> Iterator[Flask]:
    """The application, sending to that server."""
    application = create_app(settings_for(database_url, tmp_path, KADRA_MAIL_URL=mailbox.url))
    yield application
    mail_is_out()
    with application.app_context():
        db.engine.dispose()


def test_the_invited_follow_the_link_in_the_mail(city: City, mailbox: Mailbox) -> None:
    adam, somebody = Visitor(city, "adam"), Visitor(city)

    adam.post("/accounts/invite", invitation(city, "Nowa.Osoba@Szkoly.example"))
    (mail,) = mailbox.to("nowa.osoba@szkoly.example")
    somebody.post(path_in(mail), {"password": ANOTHER})

    assert is_signed_in(somebody.client)
    assert mail.get_content_type() == "text/plain"
    assert "trafiła do Państwa przez pomyłkę" in mail.get_content()


def test_the_forgetful_follow_the_link_in_the_mail(city: City, mailbox: Mailbox) -> None:
    somebody = Visitor(city)

    somebody.post("/forgotten-password", {"email": "TERESA@szkoly.example"})
    mail_is_out()
    (mail,) = mailbox.to("teresa@szkoly.example")
    somebody.post(path_in(mail), {"password": ANOTHER})

    assert is_signed_in(somebody.client)
    assert "zapewne Państwo" in mail.get_content()


def test_an_unknown_address_is_sent_nothing(city: City, mailbox: Mailbox) -> None:
    Visitor(city).post("/forgotten-password", {"email": "nikt@szkoly.example"})
    mail_is_out()

    assert mailbox.messages == []


def test_an_invitation_that_is_refused_is_not_mailed(city: City, mailbox: Mailbox) -> None:
    asked = invitation(city, "nowa@szkoly.example") | {"name": ""}

    Visitor(city, "adam").post("/accounts/invite", asked, status=422)

    assert mailbox.messages == []


def test_inviting_again_mails_a_link_that_replaces_the_first(city: City, mailbox: Mailbox) -> None:
    adam = Visitor(city, "adam")

    for _ in range(2):
        adam.post(f"/accounts/{city.accounts['hanna']}/link")
    first, second = map(path_in, mailbox.to("hanna@szkoly.example"))

    Visitor(city).get(first, status=410)
    Visitor(city).get(second)


def test_a_mail_server_that_is_gone_loses_no_account(city: City, mailbox: Mailbox) -> None:
    """The invitation can be sent again once the server is back; the log says that it was not."""
    mailer = city.app.extensions["mailer"]
    city.app.extensions["mailer"] = replace(mailer, url="smtp://127.0.0.1:1")

    Visitor(city, "adam").post("/accounts/invite", invitation(city, "nowa@szkoly.example"))

    assert mailbox.messages == []
    assert "Nowa Osoba" in Visitor(city, "adam").get("/accounts/?q=nowa")


def test_links_are_addressed_as_the_city_sees_them(database_url: str, tmp_path: Path) -> None:
    settings = settings_for(database_url, tmp_path, KADRA_BASE_URL="https://kadra.example.pl/")
    link = MailedLink("TOKEN", "a@b.pl", "pl", is_invitation=True, expires_at=clock.now())

    with create_app(settings).app_context():
        _to, _subject, body = letter_of(link)

    assert "\nhttps://kadra.example.pl/link/TOKEN\n" in body


@pytest.mark.parametrize(
    "invited_by,words",
    [("Adam Nowak", "Adam Nowak has opened an account"), ("", "An account is open for you")],
)
def test_an_invitation_says_who_invites_and_how_to_check_it(
    app: Flask, invited_by: str, words: str
) -> None:
    """Whoever is to learn not to trust every link needs a reason to trust this one."""
    until = clock.now()
    link = MailedLink("T", "a@b.pl", "en", True, until, invited_by)

    with app.app_context():
        _to, _subject, body = letter_of(link)

    assert words in body
    assert "Ask in the office of your school first." in body
    assert "/sign-in\n" in body


def test_an_invitation_names_whoever_sent_it(city: City, mailbox: Mailbox) -> None:
    Visitor(city, "adam").post("/accounts/invite", invitation(city, "nowa@szkoly.example"))

    (mail,) = mailbox.to("nowa@szkoly.example")
    assert "Adam" in mail.get_content()


def test_a_mail_says_until_when_in_the_readers_language(app: Flask) -> None:
    until = clock.now().replace(year=2026, month=6, day=30, hour=12, minute=36)

    with app.app_context():
        bodies = {
            language: letter_of(
                MailedLink("T", "a@b.pl", language, is_invitation=False, expires_at=until)
            )[2]
            for language in ("pl", "en")
        }

    assert "30.06.2026, 14:36" in bodies["pl"]
    assert "30 Jun 2026, 14:36" in bodies["en"]
