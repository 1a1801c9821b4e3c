"""A hall of the demo city where a meeting is under way, and a server that can be switched off."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from socket import SHUT_RDWR
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from app.accounts.models import Account
from app.attendance.models.ledger import CheckIn
from app.attendance.queries.expected import expected_people
from app.attendance.queries.links import badge_codes
from app.cli.demo.plan import DOMAIN
from app.core.db import db, transaction
from app.people.models import Person
from tests.browser.conftest import Site, sign_in
from tests.support.sessions import add_session

TRAINER = "trener"
READY = "Ready to work without a network."
_SCHOOLS = (5, 6)


class Switch:
    """Hangs up on everybody, without an answer, while it is off."""

    def __init__(self, inside: WSGIApplication) -> None:
        self.inside = inside
        self.is_on = True

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if not self.is_on:
            environ["werkzeug.socket"].shutdown(SHUT_RDWR)
            raise ConnectionAbortedError
        return self.inside(environ, start)


@dataclass(frozen=True, slots=True)
class Hall:
    """A meeting that the trainer leads."""

    site: Site
    switch: Switch
    meeting: int
    #: badges of everybody who is expected
    codes: Sequence[str]
    #: and of somebody who is not
    strange_code: str

    @property
    def address(self) -> str:
        return f"{self.site.url}/scanner/{self.meeting}"

    def check_ins(self) -> Sequence[CheckIn]:
        """What the ledger says, in the order of arrival."""
        with self.site.app.app_context():
            query = select(CheckIn).where(CheckIn.meeting_id == self.meeting)
            return list(db.session.scalars(query.order_by(CheckIn.id)))


def open_hall(site: Site) -> Hall:
    """Two schools are invited to a meeting that began ten minutes ago."""
    switch = Switch(site.app.wsgi_app)
    site.app.wsgi_app = switch  # type: ignore[assignment]
    with site.app.app_context(), transaction():
        address = f"{TRAINER}@{DOMAIN}"
        trainer = db.session.scalars(select(Account.id).where(Account.email == address)).one()
        session = add_session(1, invited=_SCHOOLS, trainers=[trainer])
        meeting = session.meetings[0]
        expected = [one.person_id for one in expected_people(session, meeting.day)]
        others = select(Person.id).where(Person.id.not_in(expected)).limit(1)
        strange = db.session.scalars(others).one()
        codes = badge_codes([*expected, strange])
        badges = [codes[one] for one in expected]
        return Hall(site, switch, meeting.id, badges, codes[strange])


def scan(page: Page, codes: Iterable[str]) -> None:
    """A hand scanner types what it reads."""
    for code in codes:
        page.keyboard.type(code)
        page.keyboard.press("Enter")


def part(page: Page, name: str) -> Locator:
    """The part of the scanner with this name."""
    return page.locator(f"[data-part={name}]")


def open_scanner(page: Page, hall: Hall) -> None:
    """The trainer has signed in and opened the scanner, in English; it is ready."""
    language = {"name": "language", "value": "en", "url": hall.site.url}
    page.context.add_cookies([language])  # type: ignore[list-item]
    sign_in(page, TRAINER)
    page.goto(hall.address)
    expect(part(page, "ready")).to_have_text(READY)


def one_more_phone(hall: Hall, open_page: Callable[..., Page]) -> Page:
    """Another phone of the trainer's with the scanner open."""
    page = open_page("phone")
    open_scanner(page, hall)
    return page


def expect_answer(page: Page, outcome: str, words: str = "") -> None:
    """The answer is, or soon will be: saved, known, waiting or refused; with these words."""
    answer = part(page, "answer")
    expect(answer).to_have_attribute("data-outcome", outcome)
    expect(answer).to_contain_text(words)
