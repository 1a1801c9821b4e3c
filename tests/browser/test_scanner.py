"""The scanner at the door: every badge and every name is answered, rightly and at once."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import delete

from app.accounts.models import SignInSession
from app.core.db import db, transaction
from tests.browser.conftest import DESK, PHONE, Site, sign_in, sign_in_here
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
from tests.support.browser import check_with_axe, open_profile, screenshot
from tests.support.camera import arguments, write_video

Opening = Callable[..., Page]


@pytest.fixture
def hall(site: Site) -> Hall:
    return open_hall(site)


@pytest.fixture
def at_door(hall: Hall, open_page: Opening) -> Callable[[], Page]:
    return partial(one_more_phone, hall, open_page)


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


def test_what_the_server_cannot_read_stays_in_sight_until_it_is_noted(
    hall: Hall, at_door: Callable[[], Page]
) -> None:
    page = at_door()
    refusal = {"error": "The phone did not say its name."}
    page.route("**/scans", lambda route: route.fulfill(status=400, json=refusal))

    scan(page, hall.codes[:1])

    expect_answer(page, "refused", "The server cannot read this scan. The phone did not say")
    page.reload()
    page.get_by_role("button", name="Show which").click()
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
