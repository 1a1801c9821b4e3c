"""The wall in a real browser: read from the last row, honest without a connection, by no clock."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from app.accounts.models import Account
from app.core import clock
from app.core.db import db, transaction
from app.people.models import Unit
from tests.browser.conftest import PHONE, Site, sign_in
from tests.support.browser import check_with_axe, screenshot
from tests.support.readers import codes_in
from tests.support.sessions import add_session

PROJECTORS = {
    "small": {"width": 1280, "height": 720},
    "large": {"width": 1920, "height": 1080},
    "old": {"width": 1024, "height": 768},
}
AN_HOUR_LATE = "const now = Date.now; Date.now = () => now() + 3600000;"


@pytest.fixture
def address(site: Site) -> str:
    """Of the wall of a meeting that has begun; the school of the demo's teacher is invited."""
    with site.app.app_context(), transaction():
        root = db.session.scalars(select(Unit).where(Unit.parent_id.is_(None))).one()
        trainer = select(Account.id).where(Account.email.startswith("trener@"))
        session = add_session(
            root.id,
            starts_at=clock.now() - timedelta(minutes=10),
            minutes=600,
            invited=db.session.scalars(select(Unit.id).where(Unit.short_name == "SP nr 4")),
            trainers=db.session.scalars(trainer),
        )
        return f"/meetings/{session.meetings[0].id}/projector"


@pytest.fixture
def wall(open_page: Callable[..., Page], address: str) -> Page:
    page = open_page()
    page.set_viewport_size(PROJECTORS["small"])  # type: ignore[arg-type]
    sign_in(page, "trener")
    page.goto(address)
    return page


def photographed(page: Page, *, pixels: int, degrees: float, blur: float) -> bytes:
    """What a phone sees of the wall: it is so many pixels wide in its picture, askew, not sharp."""
    seen = Image.open(BytesIO(page.screenshot())).convert("L")
    seen = seen.resize((pixels, round(seen.height * pixels / seen.width)), Image.Resampling.BICUBIC)
    hall = Image.new("L", (1280, 960), color=90)
    hall.paste(seen, ((1280 - seen.width) // 2, (960 - seen.height) // 2))
    hall = hall.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=90)
    hall = hall.filter(ImageFilter.GaussianBlur(blur)).point(lambda light: 40 + light * 0.7)
    output = BytesIO()
    hall.save(output, "PNG")
    return output.getvalue()


@pytest.mark.parametrize("name", PROJECTORS)
def test_the_code_fills_seven_tenths_of_the_height(wall: Page, address: str, name: str) -> None:
    size = PROJECTORS[name]
    wall.set_viewport_size(size)  # type: ignore[arg-type]
    wall.goto(address)

    code = wall.locator(".wall-qr").bounding_box()
    typed = wall.locator(".wall-typed").bounding_box()

    assert code is not None
    assert typed is not None
    assert code["height"] >= 0.7 * size["height"]
    assert typed["height"] >= 0.08 * size["height"]
    assert typed["x"] + typed["width"] <= size["width"]
    assert wall.evaluate("document.documentElement.scrollHeight") == size["height"]
    assert wall.locator("button, a, input").count() == 0
    check_with_axe(wall)
    screenshot(wall, f"projector-{name}")


@pytest.mark.parametrize(
    "pixels, degrees, blur", [(1000, 0, 0.6), (520, 6, 0.8), (360, -9, 0.7), (260, 3, 0.5)]
)
def test_a_phone_reads_it_from_the_last_row(
    wall: Page, site: Site, pixels: int, degrees: float, blur: float
) -> None:
    """A wall two metres wide, twelve metres away, is some 500 of the 1280 pixels of a preview."""
    [read] = codes_in(photographed(wall, pixels=pixels, degrees=degrees, blur=blur))

    assert read.startswith(f"{site.url}/o/")


def test_scan_sign_in_press_and_the_wall_knows(wall: Page, open_page: Callable[..., Page]) -> None:
    [link] = codes_in(wall.screenshot())
    phone = open_page("phone", is_mobile=True, has_touch=True)
    phone.goto(link)
    expect(phone.get_by_text("The code is read.")).to_be_visible()
    phone.locator("input[type=email]").fill("nauczyciel@jesionow.example")
    phone.locator("input[type=password]").fill("jesionow-demo-2026")
    phone.locator("main button[type=submit]").click()
    phone.wait_for_url("**/here")
    check_with_axe(phone)
    screenshot(phone, "here-phone")

    phone.get_by_role("button", name="I am here").click()

    expect(phone.get_by_role("heading", name="You are in")).to_be_visible()
    expect(wall.locator(".wall-figure")).to_have_text("1", timeout=2000)
    expect(wall.locator(".wall-newest")).to_contain_text("Robert C., SP nr 4")
    check_with_axe(phone)
    screenshot(phone, "here-done-phone")


def test_without_a_connection_the_code_goes_when_it_no_longer_holds(wall: Page) -> None:
    """Time is put on, not waited for; the next code comes by itself once there is a connection."""
    wall.clock.install()
    wall.reload()
    first = wall.locator(".wall-typed").inner_text()
    wall.context.set_offline(True)

    wall.clock.run_for(19_000)
    expect(wall.locator(".wall-typed")).to_have_text(first)
    expect(wall.get_by_text("No connection: what you see may be a little old.")).to_be_visible()
    wall.clock.run_for(22_000)

    expect(wall.locator(".wall-typed, .wall-qr")).to_have_count(0)
    expect(wall.get_by_role("heading", name="No connection")).to_be_visible()
    check_with_axe(wall)
    wall.context.set_offline(False)
    wall.clock.run_for(5_000)
    expect(wall.locator(".wall-typed")).to_be_visible()


def test_a_clock_an_hour_wrong_shows_the_same_code(
    wall: Page, open_page: Callable[..., Page], address: str
) -> None:
    other = open_page()
    other.add_init_script(AN_HOUR_LATE)
    sign_in(other, "koordynator")
    other.goto(address)
    wall.reload()

    def shown(page: Page) -> str:
        return page.locator(".wall-typed").inner_text()

    # a code may change between the two looks: then the second pair is alike
    assert any(shown(wall) == shown(other) for _ in range(2))
    wall.wait_for_timeout(1500)
    expect(other.locator(".wall-typed")).to_be_visible()


def test_without_scripts_it_loads_itself_again(
    wall: Page, browser: Browser, site: Site, address: str
) -> None:
    context = browser.new_context(
        base_url=site.url, storage_state=wall.context.storage_state(), java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address)
    first = page.locator(".wall-typed").inner_text()

    expect(page.locator(".wall-typed")).not_to_have_text(first, timeout=25_000)

    context.close()


def test_on_a_phone_everything_is_in_one_column(wall: Page, address: str) -> None:
    wall.set_viewport_size(PHONE)  # type: ignore[arg-type]
    wall.goto(address)

    assert wall.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert codes_in(wall.screenshot())
    check_with_axe(wall)
    screenshot(wall, "projector-phone")
