"""A lesson in a real browser: by pointer, by the keyboard alone, without scripts, on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.core.db import db
from courses.models import LessonProgress
from tests.browser.conftest import Site, sign_in
from tests.support.browser import check_with_axe

Open = Callable[..., Page]

COURSE = "/courses/S1"
FIRST, THIRD = f"{COURSE}/lessons/co-chronimy", f"{COURSE}/lessons/szbi-bez-tajemnic"
RIGHT, WRONG = "Zgłasza powrót w sekretariacie", "Prosi koleżankę"
WHY_RIGHT, WHY_WRONG = "Dostęp zawieszono", "wpisy pani Ewy pójdą na cudze nazwisko"


def started(open_page: Open, width: str = "phone", **options: object) -> Page:
    """A page of the teacher, who has just started the course."""
    page = open_page(width, **options)
    sign_in(page, "nauczyciel")
    page.goto(COURSE)
    page.get_by_role("button", name="Start the course").click()
    page.wait_for_url(f"**{FIRST}")
    return page


def test_without_scripts_the_course_is_read_to_the_quiz(open_page: Open) -> None:
    page = started(open_page, java_script_enabled=False)

    for _ in range(5):
        page.get_by_role("button", name=re.compile("^Next:")).click()

    expect(page).to_have_url(re.compile(f"{COURSE}/quiz$"))
    page.goto(COURSE)
    expect(page.get_by_text("5 of 5 lessons read").first).to_be_visible()


def test_without_scripts_a_check_is_judged_where_it_stands(open_page: Open) -> None:
    page = started(open_page, java_script_enabled=False)
    page.goto(THIRD)

    page.get_by_label(WRONG).check()
    page.get_by_role("button", name="Check the answer").click()

    expect(page).to_have_url(re.compile("#check-konto-po-chorobie$"))
    expect(page.get_by_text(WHY_WRONG)).to_be_in_viewport()
    expect(page.get_by_text(WHY_RIGHT)).to_have_count(0)


def test_without_scripts_a_word_is_explained_where_it_stands(open_page: Open) -> None:
    page = started(open_page, java_script_enabled=False)
    meaning = page.locator(".term-meaning").first

    expect(meaning).to_be_hidden()
    page.locator(".term").first.click()
    expect(meaning).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()


def test_a_check_is_judged_as_soon_as_an_answer_is_picked(open_page: Open) -> None:
    page = started(open_page)
    page.goto(THIRD)

    page.get_by_label(WRONG).click()
    expect(page.get_by_text(WHY_WRONG)).to_be_visible()
    page.get_by_label(RIGHT).click()
    expect(page.get_by_text(WHY_RIGHT)).to_be_visible()

    expect(page.locator("[data-verdict]")).to_be_focused()
    expect(page).to_have_url(re.compile(f"{THIRD}$"))
    check_with_axe(page)
    page.reload()
    expect(page.get_by_text(WHY_RIGHT)).to_be_visible()


def test_whoever_types_decides_when_the_answer_is_given(open_page: Open) -> None:
    """Walking through the answers with the arrows must not send each of them."""
    page = started(open_page)
    page.goto(THIRD)

    page.get_by_label(WRONG).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label(RIGHT)).to_be_checked()
    expect(page.get_by_text(WHY_RIGHT)).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("[data-verdict]")).to_be_focused()


def test_the_keyboard_alone_goes_through_a_lesson(open_page: Open) -> None:
    """The arrow out, the words, the check, the table, the way back and on: in this order."""
    page = started(open_page, "desktop")
    met = []
    for _ in range(60):
        page.keyboard.press("Tab")
        met.append(page.evaluate("document.activeElement.className"))
        if "button-primary" in met[-1]:
            break

    order = ["skip-link", "task-back", "term", "answer-mark", "table-region", "button-primary"]
    assert [name for name in order if any(name in one for one in met)] == order
    places = [next(i for i, one in enumerate(met) if name in one) for name in order]
    assert places == sorted(places)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(re.compile("Poufność"))


def test_the_place_and_the_time_are_kept_for_another_device(open_page: Open, site: Site) -> None:
    phone = started(open_page)
    phone.locator("h2").nth(1).evaluate("one => one.scrollIntoView()")
    words = phone.locator("h2").nth(1).inner_text()
    phone.wait_for_timeout(2_500)  # seconds are counted one by one, and told on the way out
    phone.goto("/courses/")
    phone.wait_for_timeout(500)

    desk = open_page("desktop")
    sign_in(desk, "nauczyciel")
    desk.goto(COURSE)
    desk.get_by_role("link", name="Read on").click()

    expect(desk).to_have_url(re.compile(f"{FIRST}#h-"))
    expect(desk.locator("h2").nth(1)).to_be_in_viewport()
    expect(desk.get_by_role("link", name="Continue where you left off")).to_contain_text(words)
    with site.app.app_context():
        seconds = db.session.scalars(
            select(LessonProgress.seconds).order_by(LessonProgress.seen_at.desc())
        ).first()
    assert 1 <= (seconds or 0) <= 5


def test_on_paper_a_lesson_is_whole_and_has_no_machinery(open_page: Open) -> None:
    page = started(open_page, "desktop")
    page.emulate_media(media="print")

    for hidden in (".task-steps", ".task-back", ".way", ".check .button"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in (".lesson h1", ".answer label", ".term", ".sources ol"):
        expect(page.locator(shown).first).to_be_visible()
    assert page.locator(".lesson-words dl").evaluate("one => one.checkVisibility()")


@pytest.mark.parametrize("size", [(320, 640), (640, 360)], ids=["narrow", "at 200 % on its side"])
def test_a_lesson_fits_small_screens(open_page: Open, size: tuple[int, int]) -> None:
    page = started(open_page)
    page.set_viewport_size({"width": size[0], "height": size[1]})

    page.goto(THIRD)

    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    check_with_axe(page)
