"""The scanner without a network: whoever was scanned is in once it is back, and only once."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.core import clock
from tests.browser.conftest import PHONE, Site, sign_in_here
from tests.browser.halls import (
    TRAINER,
    Hall,
    expect_answer,
    one_more_phone,
    open_hall,
    open_scanner,
    part,
    scan,
)
from tests.support.browser import check_with_axe, open_profile

Opening = Callable[..., Page]
FORGED = "00000ZZZZZZZZZZZZZ"


@pytest.fixture
def hall(site: Site) -> Hall:
    return open_hall(site)


@pytest.fixture
def at_door(hall: Hall, open_page: Opening) -> Callable[[], Page]:
    return partial(one_more_phone, hall, open_page)


@pytest.fixture
def switched_on(hall: Hall, browser: Browser, tmp_path: Path) -> Callable[[], Page]:
    """The trainer's phone after it was switched off and on: what it kept is still there."""

    def switch_on() -> Page:
        phone = open_profile(browser, tmp_path, base_url=hall.site.url, viewport=PHONE)
        language = {"name": "language", "value": "en", "url": hall.site.url}
        phone.add_cookies([language])  # type: ignore[list-item]
        return phone.pages[0]

    return switch_on


def test_sixty_scans_outlast_two_reloads_a_restart_and_a_server_that_is_away(
    hall: Hall, switched_on: Callable[[], Page]
) -> None:
    page = switched_on()
    open_scanner(page, hall)
    page.context.set_offline(True)
    scan(page, hall.codes[:25])
    expect(part(page, "network")).to_have_text("no network · waiting: 25")
    page.reload()
    expect(part(page, "network")).to_contain_text("waiting: 25")
    hall.switch.is_on = False
    page.context.set_offline(False)
    scan(page, hall.codes[25:45])
    expect(part(page, "network")).to_have_text("no network · waiting: 45")
    page.reload()
    expect(part(page, "network")).to_have_text("no network · waiting: 45")
    page.context.close()

    page = switched_on()
    page.goto(hall.address)
    expect(part(page, "network")).to_have_text("no network · waiting: 45")
    scan(page, hall.codes[45:60])
    expect(part(page, "network")).to_have_text("no network · waiting: 60")
    assert hall.check_ins() == []
    hall.switch.is_on = True
    page.evaluate("dispatchEvent(new Event('online'))")
    sign_in_where_they_wait(page, 60)
    expect(part(page, "network")).to_have_text("connected", timeout=15_000)
    expect(part(page, "count")).to_have_text(f"60 of {len(hall.codes)}")
    page.context.close()

    arrived = hall.check_ins()
    assert len({one.person_id for one in arrived}) == len(arrived) == 60
    assert all(one.is_offline for one in arrived)


def sign_in_where_they_wait(page: Page, count: int) -> None:
    expect(part(page, "sign-in")).to_contain_text(f"Scans that wait on this phone: {count}.")
    page.get_by_role("link", name="Sign in").click()
    sign_in_here(page, TRAINER)


def test_a_clock_that_is_wrong_does_no_harm_and_old_meetings_leave_the_phone(
    hall: Hall, open_page: Opening
) -> None:
    page = open_page("phone")
    page.clock.install(time=clock.now() + timedelta(hours=1))
    open_scanner(page, hall)
    page.context.set_offline(True)
    scan(page, hall.codes[:1])
    expect_answer(page, "waiting")

    page.clock.fast_forward(10 * 60 * 1000)
    page.context.set_offline(False)
    expect(part(page, "network")).to_have_text("connected", timeout=15_000)
    [row] = hall.check_ins()
    waited = row.recorded_at - row.claimed_at
    assert timedelta(minutes=10) <= waited < timedelta(minutes=11)

    page.clock.fast_forward(26 * 60 * 60 * 1000)
    page.goto(f"{hall.site.url}/scanner/")
    expect(part(page, "none")).to_be_visible()
    check_with_axe(page)


def test_two_phones_that_scan_the_same_badge_let_one_person_in(
    hall: Hall, at_door: Callable[[], Page]
) -> None:
    left, right = at_door(), at_door()
    left.context.set_offline(True)
    scan(left, hall.codes[:1])
    expect_answer(left, "waiting")

    scan(right, hall.codes[:1])
    expect_answer(right, "saved")
    left.context.set_offline(False)

    expect(part(left, "network")).to_have_text("connected", timeout=15_000)
    assert len(hall.check_ins()) == 1
    scan(left, hall.codes[:1])
    expect_answer(left, "known", "In already")


def test_what_a_phone_does_not_know_waits_and_is_told_later(
    hall: Hall, at_door: Callable[[], Page]
) -> None:
    page = at_door()
    scan(page, [FORGED])
    expect_answer(page, "refused", "Unknown badge")
    page.context.set_offline(True)
    scan(page, [hall.strange_code])
    expect_answer(page, "waiting", "Unknown on this phone")
    scan(page, [FORGED])
    expect(part(page, "network")).to_have_text("no network · waiting: 2")

    page.context.set_offline(False)

    expect(part(page, "refused")).to_contain_text("Refused after the network came back: 1.")
    assert len(hall.check_ins()) == 1
    page.get_by_role("button", name="Show which").click()
    check_with_axe(page)
    page.get_by_role("button", name="I have noted it, remove it").click()
    expect(part(page, "refused")).to_be_hidden()
