"""A teacher earns a certificate: from the invitation to the stranger who scans it."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.accounts.models import Account
from app.cli.demo.plan import DOMAIN
from app.core import clock
from app.core.db import db
from app.people.models import Employment, Person, Unit
from tests.browser.conftest import Site, sign_in
from tests.browser.learning import answer_check, give, right_places
from tests.support import readers
from tests.support.browser import check_with_axe
from tests.support.smtp import Mailbox

PASSWORD = "cztery-rozne-slowa-razem"
SCHOOL = "Szkoła Podstawowa nr 7"
TEACHER = f"nauczyciel@{DOMAIN}"
LESSONS, QUESTIONS = 5, 10

either_way = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@either_way
def test_from_the_invitation_to_a_stranger_who_scans_the_certificate(
    open_page: Callable[..., Page], site: Site, mailbox: Mailbox, scripts: bool
) -> None:
    person = teacher_without_account(site.app)
    invite(open_page(), person.email)
    page = open_page("phone", java_script_enabled=scripts)
    accept(page, mailbox.to(person.email)[0])

    expect(page.get_by_role("heading", level=1)).to_have_text("Five lessons and a quiz are left")
    page.get_by_role("button", name="Start the course").click()
    read_lessons(page, scripts=scripts)
    pass_quiz(page, site.app, person.email)
    document = download(page)

    judge(document, person, site.url)
    (address,) = readers.codes_of(document)
    verify(open_page("phone", java_script_enabled=scripts), address, person, document, scripts)


def teacher_without_account(app: Flask) -> Person:
    """Somebody who works at the school today, and was never invited."""
    with app.app_context():
        known = select(Account.person_id).where(Account.person_id.is_not(None))
        return db.session.scalars(
            select(Person)
            .join(Employment, Employment.person_id == Person.id)
            .join(Unit, Unit.id == Employment.unit_id)
            .where(
                Unit.name == SCHOOL, Employment.active_on(clock.today()), Person.id.not_in(known)
            )
            .order_by(Person.id.desc())
        ).first() or pytest.fail("everybody has an account")


def invite(page: Page, email: str) -> None:
    """The administrator sends the invitation."""
    sign_in(page, "administrator")
    page.goto("/accounts/invite")
    page.get_by_label("E-mail", exact=True).fill(email)
    page.get_by_label("Teacher", exact=False).first.check()
    page.get_by_label("Unit", exact=True).select_option(label=SCHOOL)
    page.get_by_label("First day").fill(clock.today().isoformat())
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.locator("main")).to_contain_text(email)


def accept(page: Page, letter: EmailMessage) -> None:
    """The link of the mail was opened, a password chosen, and home is open."""
    link = re.search(r"https?://\S+/link/\S+", letter.get_content())
    assert link, letter.get_content()
    page.goto(link[0])
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Save and sign in").click()
    page.goto("/")


def read_lessons(page: Page, *, scripts: bool) -> None:
    """Each lesson was read, its check answered; the quiz is next."""
    for number in range(1, LESSONS + 1):
        expect(page.locator("header")).to_contain_text(f"{number} of {LESSONS}")
        page.wait_for_load_state()
        if page.locator("section.check").count():
            answer_check(page, scripts=scripts)
        page.get_by_role("button", name="Next: ").click()


def pass_quiz(page: Page, app: Flask, email: str) -> None:
    """Every question has its right answer, and the paper is handed in."""
    page.get_by_role("button", name="Start the quiz").click()
    for number, places in enumerate(right_places(app, email), start=1):
        expect(page.locator("header")).to_contain_text(f"{number} of {QUESTIONS}")
        give(page, places)
        page.get_by_role("button", name=re.compile("Next question|Check before")).click()
    page.get_by_role("button", name="Finish and see the result").click()
    expect(page.get_by_role("heading", name="You have passed")).to_be_visible()
    expect(page.locator("main")).to_contain_text("100%")


def download(page: Page) -> bytes:
    """The PDF that the teacher's page offers."""
    page.get_by_role("link", name="Your certificates").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF").click()
    return Path(download.value.path()).read_bytes()


def judge(document: bytes, person: Person, url: str) -> None:
    """Other people's readers find the letters, the fonts and nothing wrong."""
    words = readers.words_of(document)
    assert person.full_name in words
    assert SCHOOL in words
    assert "Bezpieczeństwo informacji w szkole" in words
    assert all(font.is_embedded and font.is_subset for font in readers.fonts_of(document))
    assert readers.faults_of(document) == ""
    assert url.partition("://")[2] in words


def verify(page: Page, address: str, person: Person, document: bytes, scripts: bool) -> None:
    """A stranger learns that it is valid, what it says, and whether the file is the same."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("This certificate is valid")
    expect(page.locator("main")).to_contain_text(person.full_name)
    check_with_axe(page) if scripts else None
    if not scripts:
        expect(page.locator(".same-file-hash")).to_be_visible()
        return
    compare(page, document)
    expect(page.locator(".same-file-answer")).to_contain_text("This is the file that was issued")
    compare(page, document.replace(b"%PDF-1", b"%PDF-2", 1))
    expect(page.locator(".same-file-answer")).to_contain_text("This is another file")


def test_an_attempt_left_on_one_device_goes_on_on_another(
    open_page: Callable[..., Page], site: Site
) -> None:
    phone, desk = open_page("phone"), open_page()
    sign_in(phone, "nauczyciel")
    sign_in(desk, "nauczyciel")
    phone.get_by_role("button", name="Start the course").click()
    read_lessons(phone, scripts=True)
    phone.get_by_role("button", name="Start the quiz").click()
    answers = right_places(site.app, TEACHER)
    for places in answers[:3]:
        give(phone, places)
        phone.get_by_role("button", name="Next question").click()
    expect(phone.locator("header")).to_contain_text(f"4 of {QUESTIONS}")

    desk.goto("/")
    desk.get_by_role("link", name="Take the quiz").click()
    desk.get_by_role("button", name="Go on").click()
    for number, places in enumerate(answers[3:], start=4):
        expect(desk.locator("header")).to_contain_text(f"{number} of {QUESTIONS}")
        give(desk, places)
        desk.get_by_role("button", name=re.compile("Next question|Check before")).click()
    desk.get_by_role("button", name="Finish and see the result").click()
    expect(desk.get_by_role("heading", name="You have passed")).to_be_visible()

    phone.get_by_role("button", name="Next question").click()
    expect(phone.get_by_role("heading", name="You have passed")).to_be_visible()


def compare(page: Page, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files({
        "name": "zaswiadczenie.pdf",
        "mimeType": "application/pdf",
        "buffer": content,
    })
