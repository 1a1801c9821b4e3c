"""Ways through a course in a browser: as somebody does who knows the answers."""

from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.core.db import db
from app.people.models import Person
from courses.models import Enrolment
from quizzes.models import Attempt, Question


def answer_check(page: Page, *, scripts: bool) -> None:
    """The check of the lesson has an answer, and says at once what it is worth.

    With scripts one answer out of several is sent as soon as it is picked.
    """
    check = page.locator("section.check").first
    expect(check.locator(".answer-why")).to_have_count(0)
    check.locator(".answer label").first.click()
    if check.locator("input[type=checkbox]").count() or not scripts:
        check.locator("button[type=submit]").click()
    expect(check.locator("[data-verdict]")).to_be_visible()


def right_places(app: Flask, email: str) -> list[list[int]]:
    """For each question of the open paper, places from 0 on the page: the right answer."""
    with app.app_context():
        attempt = db.session.scalars(
            select(Attempt)
            .join(Enrolment)
            .join(Person)
            .where(Person.email == email, Attempt.submitted_at.is_(None))
        ).one()
        questions = {one.id: one for one in db.session.scalars(select(Question))}
        return [_places(questions[one["question"]], one["order"]) for one in attempt.paper]


def give(page: Page, places: list[int]) -> None:
    """The question on the page is answered so."""
    rows = page.locator(".ordering-item")
    if not rows.count():
        for place in places:
            page.locator(f"label[for={_id(page, place)}]").click()
        return
    for target, place in enumerate(places):
        while _position(page, place) > target:
            page.locator(f"button[name=up][value='{place}']").click()
            page.wait_for_load_state()  # without scripts the answer is a page of its own


def _id(page: Page, place: int) -> str:
    option = page.locator(f"input[name=answer][value='{place}']")
    return option.get_attribute("id") or ""


def _position(page: Page, place: int) -> int:
    shown = page.locator(".ordering-item input[name=answer]")
    return [int(shown.nth(n).input_value()) for n in range(shown.count())].index(place)


def _places(question: Question, order: list[int]) -> list[int]:
    if question.kind == "ordering":
        return [order.index(number) for number in range(len(order))]
    options = question.content["options"]
    return [order.index(n) for n, option in enumerate(options) if option["is_right"]]
