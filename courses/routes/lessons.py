"""Lessons: read, checked, finished, and how long that took."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.db import transaction
from app.core.permissions import Permission
from app.web.gate import actor, requires
from courses.checks import judge
from courses.forms import CheckForm, GlanceForm
from courses.queries.lessons import (
    LessonAddress,
    LessonOfAnotherVersion,
    NotStarted,
    answers_shown,
    lesson_or_404,
    lesson_page,
)
from courses.services import progress as services
from courses.services.progress import Glance
from courses.wording import learning as wording

bp = Blueprint(
    "lessons", __name__, url_prefix="/courses/<code>/lessons", template_folder="../templates"
)

#: scripts send this header to get a part of the page only
FRAGMENT = "X-Fragment"

View = Callable[[LessonAddress], ResponseReturnValue]


def or_to_the_course(view: View) -> View:
    """Whoever cannot read this lesson is led to the course, with a sentence that says why."""

    @wraps(view)
    def led(address: LessonAddress) -> ResponseReturnValue:
        try:
            return view(address)
        except NotStarted:
            flash(_("Start the course, then its lessons open."))
        except LessonOfAnotherVersion:
            flash(_("That lesson belongs to another version of the course. Here is yours."))
        return redirect(url_for("courses.show", code=address.code))

    return led


@bp.get("/<slug>")
@requires(Permission.COURSE_READ, load=lesson_or_404)
@or_to_the_course
def show(address: LessonAddress) -> ResponseReturnValue:
    """The lesson, with the answers that were given."""
    page = lesson_page(address, actor())
    asked = request.args.get("check")
    chosen = _asked_choice() if asked else []
    return render_template(
        "lessons/show.html",
        page=page,
        answers=answers_shown(page, asked, chosen),
        unanswered=None if chosen else asked,
        judge=judge,
        wording=wording,
    )


@bp.post("/<slug>/finish")
@requires(Permission.COURSE_TAKE, load=lesson_or_404)
@or_to_the_course
def finish(address: LessonAddress) -> ResponseReturnValue:
    """The lesson was read; the next one opens, or the quiz."""
    with transaction():
        onward = services.finish_lesson(address, _glance(GlanceForm()), by=actor(), at=clock.now())
    if onward is None:
        return redirect(url_for("quizzes.show", code=address.code))
    return redirect(url_for("lessons.show", code=address.code, slug=onward.slug))


@bp.post("/<slug>/checks/<check_key>")
@requires(Permission.COURSE_TAKE, load=lesson_or_404)
@or_to_the_course
def check(address: LessonAddress) -> ResponseReturnValue:
    """A check was answered; what the answer is worth stands beside it, there in the lesson."""
    form = CheckForm()
    with transaction():
        answer = services.answer_check(
            address, form.choice.data or [], _glance(form), by=actor(), at=clock.now()
        )
    if FRAGMENT in request.headers:
        return _fragment(address, answer)
    lesson = url_for(
        "lessons.show",
        code=address.code,
        slug=address.slug,
        check=address.check_key,
        choice=answer,
        _anchor=f"check-{address.check_key}",
    )
    return redirect(lesson)


@bp.post("/<slug>/time")
@requires(Permission.COURSE_TAKE, load=lesson_or_404)
def time(address: LessonAddress) -> ResponseReturnValue:
    """The lesson was in sight. Sent by scripts: whatever they say, nobody is shown an error."""
    with suppress(NotStarted, LessonOfAnotherVersion), transaction():
        services.keep_time(address, _glance(GlanceForm()), by=actor(), at=clock.now())
    return "", HTTPStatus.NO_CONTENT


def _asked_choice() -> list[int]:
    return CheckForm(request.args, meta={"csrf": False}).choice.data or []


def _glance(form: GlanceForm) -> Glance:
    said = form.seconds.data or []
    return Glance(said[0] if len(said) == 1 else 0, form.place.data or "")


def _fragment(address: LessonAddress, answer: tuple[int, ...]) -> str:
    """The check alone, as a script puts it in place of the old one."""
    page = lesson_page(address, actor())
    key = address.check_key or ""
    return render_template(
        "lessons/check.html",
        page=page,
        check=page.body.checks[key],
        answers=answers_shown(page, key, answer),
        unanswered=None if answer else key,
        judge=judge,
        wording=wording,
    )
