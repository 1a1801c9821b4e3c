"""The pages that only somebody in the middle of a course sees: accessible in both lights."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, sign_in
from tests.browser.learning import answer_check, give, right_places
from tests.browser.test_journey_teacher import TEACHER
from tests.support.browser import check_with_axe, screenshot

each_width = pytest.mark.parametrize("width", ["phone", "desktop"])


@each_width
def test_pages_of_a_course_that_is_passed(
    open_page: Callable[..., Page], site: Site, width: str
) -> None:
    page = open_page(width, language="pl")
    sign_in(page, "nauczyciel")
    page.goto("/courses/S1")
    press(page, "main form button")
    look(page, f"lesson-{width}")
    answer_check(page, scripts=True)
    look(page, f"lesson-check-{width}")
    page.locator("button.term").first.click()
    expect(page.locator(".term-meaning:popover-open")).to_be_visible()
    check_with_axe(page)
    screenshot(page, f"lesson-term-{width}-light")
    page.keyboard.press("Escape")
    read_on(page)
    look(page, f"quiz-{width}")
    press(page, "main form button")
    answer_all(page, site, width)
    look(page, f"quiz-overview-{width}")
    press(page, ".task-steps form button")
    look(page, f"quiz-passed-{width}")
    page.goto("/courses/")
    look(page, f"courses-{width}")
    page.goto("/")
    look(page, f"home-teacher-certificate-{width}")
    page.locator("section[aria-labelledby=certificates] a[href$=certificates]").click()
    page.locator(".share-address a").first.click()
    look(page, f"verification-valid-{width}")


@each_width
def test_pages_of_an_attempt_that_is_not_passed(open_page: Callable[..., Page], width: str) -> None:
    page = open_page(width, language="pl")
    sign_in(page, "nauczyciel")
    page.goto("/courses/S1")
    press(page, "main form button")
    read_on(page)
    press(page, "main form button")
    page.goto("/courses/S1/quiz/paper/overview")
    look(page, f"quiz-overview-open-{width}")
    press(page, ".task-steps form button")
    look(page, f"quiz-failed-{width}")
    page.goto("/courses/S1/quiz")
    look(page, f"quiz-paused-{width}")


def read_on(page: Page) -> None:
    """All lessons were read; the page before the quiz is open."""
    while "/quiz" not in page.url:
        press(page, ".task-steps form button")


def answer_all(page: Page, site: Site, width: str) -> None:
    """Every question was answered; the first of each kind was looked at."""
    seen: set[str] = set()
    for places in right_places(site.app, TEACHER):
        kind = kind_of(page)
        give(page, places)
        if kind not in seen:
            look(page, f"question-{kind}-{width}")
        seen.add(kind)
        press(page, ".task-steps button.button-primary")


def kind_of(page: Page) -> str:
    """What the page asks for: to put in order, to choose several, one."""
    for kind, sign in (("ordering", ".ordering"), ("multiple", "main [type=checkbox]")):
        if page.locator(sign).count():
            return kind
    return "single"


def press(page: Page, selector: str) -> None:
    """The button was pressed and the next page is there."""
    before = page.url
    page.locator(selector).last.click()
    page.wait_for_url(lambda url: url != before)


def look(page: Page, name: str) -> None:
    """The page has no fault in either light, and its picture was taken if pictures are wanted."""
    # what a bar covers is tried where it can be reached, at the end of the page
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    for light in ("light", "dark"):
        page.emulate_media(color_scheme=light)
        page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
        check_with_axe(page)
        screenshot(page, f"{name}-{light}")
    page.emulate_media(color_scheme="light")
