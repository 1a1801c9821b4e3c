"""A quiz in odd circumstances: by keyboard alone, without scripts, without a network, elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from app.accounts.models import Account
from app.cli.demo.plan import DOMAIN
from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from courses.models import LessonProgress
from courses.packs.folder import PackFolder
from courses.queries.content import version_content
from courses.services.enrolments import enrol
from quizzes.queries.papers import Paper, open_paper
from quizzes.services.publishing import publish_course
from tests.browser.conftest import Site, sign_in
from tests.support.browser import check_with_axe
from tests.support.packs import write_pack

CODE = "MINI"
QUIZ = f"/courses/{CODE}/quiz"
BY = command_line("test")


@pytest.fixture
def teacher(site: Site, tmp_path: Path) -> int:
    """The demo's teacher has read all lessons of a course with a quiz of twelve questions."""
    every = ("draw: 8", "draw: 12")
    pack = PackFolder.open(write_pack(tmp_path / "pack", **{"course.yaml": every}))
    with site.app.app_context(), transaction():
        version = publish_course(pack, by=BY, at=clock.now()).version
        address = f"nauczyciel@{DOMAIN}"
        wanted = select(Account.person_id).where(Account.email == address)
        person_id = db.session.scalars(wanted).one()
        assert person_id
        enrolment = enrol(version.course, person_id, by=BY, at=clock.now())
        for lesson in version_content(version.id).lessons:
            now = clock.now()
            read = {"seen_at": now, "finished_at": now, "seconds": 0}
            db.session.add(LessonProgress(enrolment_id=enrolment.id, lesson_id=lesson.id, **read))
    return person_id


def paper_of(site: Site, person_id: int) -> Paper:
    """What the server knows of the open paper."""
    with site.app.app_context():
        paper = open_paper(CODE, person_id)
    assert paper
    return paper


def to_kind(page: Page, site: Site, person_id: int, kind: str) -> int:
    """The first question of this kind is on the screen; its place on the paper."""
    kinds = [asked.item.kind for asked in paper_of(site, person_id).asked]
    position = kinds.index(kind) + 1
    page.goto(f"{QUIZ}/paper?question={position}")
    return position


def start(page: Page) -> None:
    """An attempt is open."""
    sign_in(page, "nauczyciel")
    page.goto(QUIZ)
    page.get_by_role("button", name="Start the quiz").click()
    expect(page.get_by_text("Question 1 of 12")).to_be_visible()


def choose(page: Page) -> None:
    """The first option is chosen, or the first step moved."""
    if page.locator(".ordering").count():
        page.locator("[name=down]").first.click()
    else:
        page.locator(".answer").first.click()


def test_nothing_is_cut_off_at_320_pixels(
    open_page: Callable[..., Page], site: Site, teacher: int
) -> None:
    page = open_page("phone")
    start(page)
    page.set_viewport_size({"width": 320, "height": 700})

    for kind in ("multiple", "ordering"):
        to_kind(page, site, teacher, kind)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        check_with_axe(page)


def test_an_attempt_without_scripts(
    open_page: Callable[..., Page], site: Site, teacher: int
) -> None:
    page = open_page("phone", java_script_enabled=False)
    start(page)
    position = to_kind(page, site, teacher, "ordering")
    first = page.locator(".ordering-words").first.inner_text()

    page.locator("[name=down]").first.click()
    expect(page.locator(".ordering-words").nth(1)).to_have_text(first)
    page.get_by_role("button", name="All questions").click()
    page.get_by_role("link", name="To question").click()
    page.locator(".answer-mark").first.check()
    page.get_by_role("button", name="Next question").click()

    assert position in paper_of(site, teacher).answers
    assert len(paper_of(site, teacher).answers) == 2


def test_a_question_is_answered_by_keyboard_alone(
    open_page: Callable[..., Page], site: Site, teacher: int
) -> None:
    page = open_page()
    start(page)
    position = to_kind(page, site, teacher, "single")

    page.locator(".answer-mark").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.keyboard.press("Enter")

    expect(page.get_by_text(f"Question {position + 1} of 12")).to_be_visible()
    order = paper_of(site, teacher).asked[position - 1].order
    assert paper_of(site, teacher).given(position) == (order[1],)


def test_steps_are_ordered_by_keyboard_and_the_focus_stays_with_them(
    open_page: Callable[..., Page], site: Site, teacher: int
) -> None:
    page = open_page()
    start(page)
    position = to_kind(page, site, teacher, "ordering")
    words = page.locator(".ordering-words").first.inner_text()

    page.get_by_role("button", name=f"Move down {words}").focus()
    for _step in range(2):
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.keyboard.press("Enter")

    expect(page.locator(".ordering-words").last).to_have_text(words)
    expect(page.get_by_role("button", name=f"Move up {words}")).to_be_focused()
    expect(page.get_by_text("Moved to place 3 of 3")).to_be_attached()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    order = paper_of(site, teacher).asked[position - 1].order
    assert paper_of(site, teacher).given(position) == (order[1], order[2], order[0])


def test_steps_can_be_dragged(open_page: Callable[..., Page], site: Site, teacher: int) -> None:
    page = open_page()
    start(page)
    position = to_kind(page, site, teacher, "ordering")
    grip = page.locator(".ordering-grip").last.bounding_box()
    top = page.locator(".ordering-item").first.bounding_box()
    assert grip
    assert top

    page.mouse.move(grip["x"] + 8, grip["y"] + 8)
    page.mouse.down()
    for step in range(1, 11):
        page.mouse.move(grip["x"] + 8, grip["y"] + (top["y"] - grip["y"]) * step / 10)
    page.mouse.up()

    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    order = paper_of(site, teacher).asked[position - 1].order
    assert paper_of(site, teacher).given(position) == (order[2], order[0], order[1])


def test_what_could_not_be_sent_goes_out_with_the_next_button(
    open_page: Callable[..., Page], site: Site, teacher: int
) -> None:
    """The network is gone while the answer is given, and back when one goes on."""
    page = open_page("phone")
    start(page)
    position = to_kind(page, site, teacher, "single")
    is_gone = [True]

    def network(route: Route) -> None:
        if is_gone[0]:
            route.abort()
        else:
            route.continue_()

    page.route("**/quiz/answer", network)
    page.locator(".answer").first.click()
    expect(page.get_by_text("Not saved yet. It will be sent when you go on.")).to_be_visible()
    assert paper_of(site, teacher).answers == {}
    is_gone[0] = False
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_text(f"Question {position + 1} of 12")).to_be_visible()

    assert position in paper_of(site, teacher).answers


def test_an_attempt_goes_on_on_another_device(
    open_page: Callable[..., Page], site: Site, teacher: int
) -> None:
    phone = open_page("phone")
    start(phone)
    for _ in range(2):
        choose(phone)
        phone.get_by_role("button", name="Next question").click()
    expect(phone.get_by_text("Question 3 of 12")).to_be_visible()

    desk = open_page("desktop")
    sign_in(desk, "nauczyciel")
    desk.goto(QUIZ)
    desk.get_by_role("button", name="Go on").click()

    expect(desk.get_by_text("Question 3 of 12")).to_be_visible()
    assert sorted(paper_of(site, teacher).answers) == [1, 2]
