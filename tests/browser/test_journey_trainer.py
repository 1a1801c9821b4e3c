"""A trainer runs a training: from the plan to the list that the school head accepts."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from app.attendance.models.ledger import CheckIn
from app.attendance.queries.links import badge_codes
from app.cli.demo.plan import DOMAIN
from app.core import clock
from app.core.db import db
from app.people.models import Employment, Person, Post, Unit
from tests.browser.conftest import PHONE, Site, sign_in, sign_in_here
from tests.browser.halls import part
from tests.support import readers
from tests.support.browser import check_with_axe, open_profile, screenshot
from tests.support.camera import arguments, write_video

SCHOOL = "Szkoła Podstawowa nr 4"
TITLE = "Gdy nie działa e-dziennik"
TRAINING = "Ćwiczenie: co robimy, gdy nie działa e-dziennik"
LENGTH = timedelta(minutes=70)
#: what an identity number of a citizen looks like; no list may hold one
PESEL = re.compile(r"\b\d{11}\b")
WALL = {"width": 1280, "height": 720}


@dataclass(frozen=True, slots=True)
class Staff:
    """People of the school: two show a badge, one is typed while there is no network."""

    badges: Sequence[str]
    scanned: Sequence[str]
    typed: str


@pytest.fixture
def staff(site: Site) -> Staff:
    """Teachers who work at the school today and play no role in the demo."""
    with site.app.app_context():
        people = db.session.scalars(
            select(Person)
            .join(Employment, Employment.person_id == Person.id)
            .join(Unit, Unit.id == Employment.unit_id)
            .join(Post, Post.id == Employment.post_id)
            .where(
                Unit.name == SCHOOL,
                Post.name == "nauczyciel",
                Employment.active_on(clock.today()),
                Person.email != f"nauczyciel@{DOMAIN}",
            )
            .order_by(Person.id)
            .limit(3)
        ).all()
        codes = badge_codes([one.id for one in people])
        first, second, third = people
        return Staff(
            [codes[first.id], codes[second.id]],
            [first.full_name, second.full_name],
            third.full_name,
        )


@pytest.fixture
def scanner(browser: Browser, site: Site, staff: Staff, tmp_path: Path) -> Iterator[Page]:
    """The trainer's phone; its camera sees the two badges, one after the other."""
    shown = [(f"{site.url}/b/{code}", 18) for code in staff.badges]
    film = write_video(tmp_path / "film.mjpeg", [x for one in shown for x in (one, (None, 9))])
    phone = open_profile(
        browser, tmp_path / "phone", *arguments(film), base_url=site.url, viewport=PHONE
    )
    phone.add_cookies([{"name": "language", "value": "en", "url": site.url}])
    yield phone.pages[0]
    phone.close()


def test_a_hall_is_filled_by_three_ways_and_ends_as_a_list_that_the_head_accepts(
    open_page: Callable[..., Page], site: Site, scanner: Page, staff: Staff
) -> None:
    desk = open_page()
    sign_in(desk, "trener")
    plan(desk)
    desk.get_by_role("link", name="Check people in").click()
    number = int(desk.url.rpartition("/")[2])
    wall = desk.context.new_page()
    wall.set_viewport_size(WALL)  # type: ignore[arg-type]
    wall.goto(f"/meetings/{number}/projector")

    teacher = open_page("phone")
    come_by_the_code_of_the_room(teacher, wall)
    expect(wall.locator("[data-part=people]")).to_contain_text("1 of", timeout=4_000)
    come_by_badge(scanner, number)
    expect(wall.locator("[data-part=people]")).to_contain_text("3 of", timeout=4_000)
    come_without_network(scanner, staff.typed)
    expect(wall.locator("[data-part=people]")).to_contain_text("4 of", timeout=4_000)
    screenshot(wall, "projector")
    expect(desk.locator("[data-part=counts]")).to_contain_text("4", timeout=4_000)
    assert len(ledger(site.app, number)) == 4

    close(desk)
    teacher.goto("/")
    expect(teacher.locator("main")).to_contain_text(TRAINING)
    head = open_page()
    document = accept(head)
    judge(document, [*staff.scanned, staff.typed])
    stranger = open_page("phone")
    stranger.goto(readers.codes_of(document)[0])
    expect(stranger.locator("main")).to_contain_text(SCHOOL)
    check_with_axe(stranger)
    expect(stranger.locator("main")).not_to_contain_text(staff.typed)


def plan(page: Page) -> None:
    """The session is planned for this hour, and the school is invited."""
    ends = clock.local(clock.now()) + timedelta(hours=1)
    ends = min(ends, datetime.combine(clock.today(), time(23, 59), clock.LOCAL_ZONE))
    starts = max(ends - LENGTH, datetime.combine(clock.today(), time(0), clock.LOCAL_ZONE))
    page.goto("/sessions/new")
    page.get_by_label("Training", exact=True).select_option(label=f"CW-2026: {TRAINING} (2026)")
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label("Day", exact=True).fill(starts.date().isoformat())
    page.get_by_label("From", exact=True).fill(f"{starts:%H:%M}")
    page.get_by_label("To", exact=True).fill(f"{ends:%H:%M}")
    page.get_by_role("textbox", name="Place").fill("Aula")
    page.get_by_label("Whoever was there at all").check()
    page.get_by_role("button", name="Plan and choose whom to invite").click()
    page.get_by_label("SP nr 4", exact=True).check()
    page.get_by_role("button", name="Invite", exact=True).click()
    page.get_by_role("link", name="Back to the session").click()


def come_by_the_code_of_the_room(page: Page, wall: Page) -> None:
    """A teacher's phone reads the wall, signs in, and the teacher is in."""
    (address,) = readers.codes_in(wall.screenshot())
    page.goto(address)
    sign_in_here(page, "nauczyciel")
    check_with_axe(page)
    page.get_by_role("button", name="I am here").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are in")


def come_by_badge(page: Page, meeting: int) -> None:
    """The camera of the trainer's phone sees two badges."""
    sign_in(page, "trener")
    page.goto(f"/scanner/{meeting}")
    turn_on = page.get_by_role("button", name="Turn on the camera")
    if turn_on.is_visible():
        turn_on.click()
    expect(part(page, "count")).to_contain_text("3 of", timeout=15_000)
    expect(part(page, "ready")).to_have_text("Ready to work without a network.")


def come_without_network(page: Page, name: str) -> None:
    """While the network is away a name is typed; a reload loses nothing, and then it arrives."""
    page.context.set_offline(True)
    page.get_by_role("button", name="Type a name").click()
    page.keyboard.type(name.rsplit(maxsplit=1)[-1])
    page.locator("#scan-names li button", has_text=name).first.click()
    expect(part(page, "network")).to_have_text("no network · waiting: 1")
    page.reload()
    expect(part(page, "network")).to_have_text("no network · waiting: 1")
    page.context.set_offline(False)
    expect(part(page, "network")).to_have_text("connected", timeout=15_000)


def ledger(app: Flask, meeting: int) -> Sequence[CheckIn]:
    with app.app_context():
        return db.session.scalars(select(CheckIn).where(CheckIn.meeting_id == meeting)).all()


def close(page: Page) -> None:
    """The session ends earlier than planned, and is closed as it was shown."""
    page.get_by_role("link", name="Close the session").click()
    page.get_by_role("button", name="It has ended already").click()
    expect(
        page.get_by_role("heading", name=SCHOOL).or_(page.get_by_text(SCHOOL)).first
    ).to_be_visible()
    check_with_axe(page)
    page.get_by_role("button", name="Close the session").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Session closed")


def accept(page: Page) -> bytes:
    """The head finds the list on the landing page and accepts it; the PDF."""
    sign_in(page, "dyrektor")
    page.get_by_role("link", name="Look at the lists").click()
    page.get_by_role("row", name=TITLE).get_by_role("link").first.click()
    check_with_axe(page)
    page.get_by_role("button", name="Accept the list").click()
    expect(page.locator("main")).to_contain_text("4 people were there")
    with page.expect_download() as download:
        page.get_by_role("link", name="List to print (PDF)").click()
    return Path(download.value.path()).read_bytes()


def judge(document: bytes, names: Sequence[str]) -> None:
    """Other people's readers find the letters of everybody who was there, and nothing wrong."""
    words = " ".join(readers.words_of(document).split())
    assert SCHOOL in words
    for name in names:
        first, _, last = name.partition(" ")
        assert f"{last} {first}" in words
    assert not PESEL.search(words)
    assert readers.faults_of(document) == ""
