"""A trainer enters a signed sheet without touching the mouse; a badge is read from the screen."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.accounts.models import Account
from app.attendance.checkin import Way
from app.attendance.models.ledger import CheckIn
from app.attendance.models.sessions import Meeting
from app.attendance.queries.paper import sheet_groups
from app.cli.demo.plan import DOMAIN
from app.core import clock
from app.core.db import db, transaction
from app.people.models import Unit
from tests.browser.conftest import Site, sign_in
from tests.support.browser import check_with_axe, screenshot
from tests.support.readers import codes_in
from tests.support.sessions import add_session

SCHOOL = "SP nr 4"


@pytest.fixture
def meeting(site: Site) -> int:
    """A meeting with school 4, begun an hour ago and led by the demo's trainer; its number."""
    with site.app.app_context(), transaction():
        trainer = select(Account.id).where(Account.email == f"trener@{DOMAIN}")
        school = db.session.scalars(select(Unit).where(Unit.short_name == SCHOOL)).one()
        session = add_session(
            school.parent_id or 0,
            starts_at=clock.now() - timedelta(hours=1),
            invited=[school.id],
            trainers=[db.session.scalars(trainer).one()],
        )
        return session.meetings[0].id


def names_on_sheet(site: Site, meeting: int) -> list[str]:
    with site.app.app_context():
        (school,) = sheet_groups(db.session.get_one(Meeting, meeting))
        return [f"{one.last_name} {one.first_name}" for one in school.people]


def present(site: Site, meeting: int) -> Sequence[Way]:
    with site.app.app_context():
        return db.session.scalars(select(CheckIn.way).where(CheckIn.meeting_id == meeting)).all()


def test_a_trainer_enters_the_sheet_with_the_keyboard_alone(
    open_page: Callable[..., Page], site: Site, meeting: int
) -> None:
    page = open_page()
    sign_in(page, "trener")
    page.goto(f"/meetings/{meeting}/paper")
    first, second, third, *_others = names_on_sheet(site, meeting)
    line = page.locator(".mark-line")
    status = page.locator(".marks-foot [role=status]")

    page.get_by_label("Number or name on the sheet").focus()
    page.keyboard.type("1\n")
    expect(line.filter(has_text=first).get_by_role("checkbox")).to_be_checked()
    page.keyboard.type(second[:4].lower())
    expect(line.filter(has_text=second)).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(line.filter(has_text=second).get_by_role("checkbox")).to_be_checked()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    late = clock.local(clock.now() - timedelta(minutes=30))
    page.keyboard.type(f"{late:%H%M}\n")
    expect(line.filter(has_text=third).get_by_role("checkbox")).to_be_checked()
    expect(status).to_have_text("Marked now: 3")
    check_with_axe(page)
    screenshot(page, "paper-marked")

    page.get_by_role("button", name="Save the marks").press("Enter")

    expect(page.get_by_text("3 people are marked as present.")).to_be_visible()
    assert present(site, meeting) == [Way.PAPER] * 3
    expect(line.filter(has_text=first)).to_contain_text("signature on paper")
    expect(line.filter(has_text=first).get_by_role("checkbox")).to_have_count(0)


def test_everybody_of_a_school_is_marked_at_once_and_unmarked_again(
    open_page: Callable[..., Page], site: Site, meeting: int
) -> None:
    page = open_page("phone")
    sign_in(page, "trener")
    page.goto(f"/meetings/{meeting}/paper")
    everybody = len(names_on_sheet(site, meeting))
    status = page.locator(".marks-foot [role=status]")

    page.get_by_role("button", name=f"Mark everybody of {SCHOOL}").click()
    expect(status).to_have_text(f"Marked now: {everybody}")
    page.get_by_role("button", name=f"Mark everybody of {SCHOOL}").click()
    expect(status).to_have_text("Marked now: 0")


def test_marks_survive_a_search_for_a_guest(
    open_page: Callable[..., Page], site: Site, meeting: int
) -> None:
    page = open_page()
    sign_in(page, "trener")
    page.goto(f"/meetings/{meeting}/paper")
    first, *_others = names_on_sheet(site, meeting)
    box = page.locator(".mark-line").filter(has_text=first).get_by_role("checkbox")

    box.check()
    page.get_by_label("Part of a name").fill("kozio")
    page.keyboard.press("Enter")

    expect(page.locator("#guests .mark-line").first).to_be_visible()
    expect(box).to_be_checked()
    page.locator("#guests").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Save the marks").click()
    expect(page.get_by_text("2 people are marked as present.")).to_be_visible()


def test_without_scripts_everything_can_be_entered_too(
    open_page: Callable[..., Page], site: Site, meeting: int
) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, "trener")
    page.goto(f"/meetings/{meeting}/paper")

    page.locator("[name=person]").first.check()
    page.get_by_role("button", name="Save the marks").click()

    expect(page.get_by_text("1 person is marked as present.")).to_be_visible()
    assert present(site, meeting) == [Way.PAPER]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_a_camera_reads_the_own_code_from_the_screen(
    open_page: Callable[..., Page], site: Site, width: str, scheme: str
) -> None:
    page = open_page(width, color_scheme=scheme)
    sign_in(page, "nauczyciel")
    page.goto("/my-code")

    (code,) = codes_in(page.screenshot())
    assert code.startswith(f"{site.url}/b/")
    page.goto(code)
    expect(page.get_by_role("heading", level=1)).to_have_text("This is a badge for trainings")
