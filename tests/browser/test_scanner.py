"""The scanner at the door: with a network and without, nobody is lost, and none is told wrongly."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import delete

from app.accounts.models import SignInSession
from app.core import clock
from app.core.db import db, transaction
from tests.browser.conftest import DESK, PHONE, Site, sign_in, sign_in_here
from tests.browser.halls import TRAINER, Hall, open_hall, part, scan
from tests.support.browser import check_with_axe, open_profile, screenshot
from tests.support.camera import arguments, write_video

Opening = Callable[..., Page]
READY = "Ready to work without a network."
FORGED = "00000ZZZZZZZZZZZZZ"


@pytest.fixture
def hall(site: Site) -> Hall:
    return open_hall(site)


@pytest.fixture
def at_door(hall: Hall, open_page: Opening) -> Callable[[], Page]:
    """One more phone of the trainer's, with the scanner open and ready."""

    def at_door() -> Page:
        page = open_page("phone")
        open_scanner(page, hall)
        return page

    return at_door


def open_scanner(page: Page, hall: Hall) -> None:
    language = {"name": "language", "value": "en", "url": hall.site.url}
    page.context.add_cookies([language])  # type: ignore[list-item]
    sign_in(page, TRAINER)
    page.goto(hall.address)
    expect(part(page, "ready")).to_have_text(READY)


def expect_answer(page: Page, outcome: str, words: str = "") -> None:
    answer = part(page, "answer")
    expect(answer).to_have_attribute("data-outcome", outcome)
    expect(answer).to_contain_text(words)


def test_a_badge_before_the_camera_is_answered_at_once_with_a_network_and_without(
    hall: Hall, browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    badges = [(f"https://kadra.example/b/{code}", 18) for code in hall.codes[:4]]
    film = write_video(tmp_path / "film.mjpeg", [x for one in badges for x in (one, (None, 9))])
    phone = open_profile(
        browser, tmp_path / "phone", *arguments(film), base_url=hall.site.url, viewport=PHONE
    )
    page = phone.pages[0]

    open_scanner(page, hall)
    expect_answer(page, "saved", "In at")
    expect(part(page, "count")).to_contain_text("4 of")
    screenshot(page, "scanner-camera")
    phone.set_offline(True)
    page.evaluate("performance.clearMeasures('scan')")
    expect_answer(page, "waiting", "in since")
    page.wait_for_timeout(4_000)

    measured = page.evaluate("performance.getEntriesByName('scan').map((one) => one.duration)")
    phone.close()
    with capsys.disabled():
        print("\nfrom frame to answer, offline, ms:", sorted(map(round, measured)))  # noqa: T201
    assert len(measured) >= 3
    assert median(measured) < 300
    assert len(hall.check_ins()) == 4


def test_where_compiled_code_is_refused_the_camera_reads_all_the_same(
    hall: Hall, browser: Browser, tmp_path: Path
) -> None:
    film = write_video(tmp_path / "film.mjpeg", [(f"https://kadra.example/b/{hall.codes[0]}", 30)])
    phone = open_profile(
        browser,
        tmp_path / "phone",
        *arguments(film),
        base_url=hall.site.url,
        service_workers="block",
    )
    phone.route("**/*.wasm.gz", lambda route: route.abort())
    page = phone.pages[0]

    sign_in(page, TRAINER)
    page.goto(hall.address)

    expect(part(page, "answer")).to_have_attribute("data-outcome", "saved")
    phone.close()


def test_sixty_scans_outlast_two_reloads_a_restart_and_a_server_that_is_away(
    hall: Hall, browser: Browser, tmp_path: Path
) -> None:
    def switched_on() -> Page:
        phone = open_profile(browser, tmp_path, base_url=hall.site.url, viewport=PHONE)
        return phone.pages[0]

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
    expect(part(page, "sign-in")).to_contain_text("Scans that wait on this phone: 60.")
    page.get_by_role("link", name="Sign in").click()
    sign_in_here(page, TRAINER)
    expect(part(page, "network")).to_have_text("connected")
    expect(part(page, "count")).to_have_text(f"60 of {len(hall.codes)}")
    page.context.close()

    arrived = hall.check_ins()
    assert len({one.person_id for one in arrived}) == len(arrived) == 60
    assert all(one.is_offline for one in arrived)


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
    expect(part(page, "network")).to_have_text("connected")
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

    expect(part(left, "network")).to_have_text("connected")
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


def test_whoever_is_signed_out_loses_nothing(hall: Hall, at_door: Callable[[], Page]) -> None:
    page = at_door()
    with hall.site.app.app_context(), transaction():
        db.session.execute(delete(SignInSession))
    scan(page, hall.codes[:1])
    expect(part(page, "sign-in")).to_contain_text("Scans that wait on this phone: 1.")
    check_with_axe(page)

    page.get_by_role("link", name="Sign in").click()
    sign_in_here(page, TRAINER)

    expect(page).to_have_url(hall.address)
    expect(part(page, "network")).to_have_text("connected")
    assert len(hall.check_ins()) == 1


def test_without_a_camera_names_are_typed(at_door: Callable[[], Page]) -> None:
    page = at_door()
    page.get_by_role("button", name="Turn on the camera").click()
    expect(part(page, "camera-note")).to_contain_text("no camera that the page may use")
    page.context.set_offline(True)

    page.get_by_role("button", name="Type a name").click()
    page.keyboard.type("a")
    first = page.locator("#scan-names li button").first
    name = first.locator(".scan-row-name").inner_text()
    check_with_axe(page)
    first.click()

    expect_answer(page, "waiting", name)
    for size in (PHONE, DESK, {"width": 320, "height": 640}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        check_with_axe(page)
        screenshot(page, f"scanner-{size['width']}")


def test_without_scripts_the_page_says_so(hall: Hall, open_page: Opening) -> None:
    page = open_page("phone", java_script_enabled=False)
    sign_in(page, TRAINER)

    page.goto(hall.address)

    expect(page.get_by_role("link", name="Go to the page of the meeting")).to_be_visible()
    expect(part(page, "app")).to_be_hidden()
