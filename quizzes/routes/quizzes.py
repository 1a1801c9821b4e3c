"""The quiz of a course: its rules, the paper question by question, the result."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.core import clock
from app.core.db import transaction
from app.core.permissions import Permission
from app.core.settings import Settings
from app.web.gate import actor, requires
from courses.queries.content import version_content
from quizzes import wording
from quizzes.forms import PaperForm, paper_form, whole_number
from quizzes.queries.papers import Paper, handed_in_paper, latest_attempt, open_paper, to_reread
from quizzes.queries.standing import QuizAddress, learner, quiz_or_404, standing
from quizzes.services import answers, attempts
from quizzes.services.answers import Fate, Outcome, Sheet
from quizzes.services.attempts import CannotStart
from quizzes.wording import Message

bp = Blueprint(
    "quizzes", __name__, url_prefix="/courses/<code>/quiz", template_folder="../templates"
)


@bp.get("")
@requires(Permission.COURSE_TAKE, load=quiz_or_404)
def show(address: QuizAddress) -> str:
    """The rules in plain words, what was tried so far, and the one thing to do now."""
    found = standing(address, learner(actor()), _settings(), clock.now())
    return render_template("quizzes/show.html", found=found, wording=wording)


@bp.post("/start")
@requires(Permission.COURSE_TAKE, load=quiz_or_404)
def start(address: QuizAddress) -> Response:
    """An attempt begins, or goes on where it was left."""
    try:
        with transaction():
            attempts.start(address, _settings(), by=actor(), at=clock.now())
    except CannotStart as refused:
        flash(wording.refusal(refused.standing.entry))
        return redirect(url_for("quizzes.show", code=address.code))
    return redirect(url_for("quizzes.paper", code=address.code))


@bp.get("/paper")
@requires(Permission.COURSE_TAKE)
def paper(code: str) -> ResponseReturnValue:
    """One question; without a number the first that has no answer."""
    found = open_paper(code, learner(actor()))
    if found is None:
        return _where_one_is(code, wording.fate(Fate.HANDED_IN_BEFORE))
    position = whole_number(request.args.get("question", ""))
    if position is None or not 1 <= position <= len(found.asked):
        return _to_question(code, next(iter(found.open_positions), len(found.asked)))
    return _page("quizzes/paper.html", found, position=position)


@bp.get("/paper/overview")
@requires(Permission.COURSE_TAKE)
def overview(code: str) -> ResponseReturnValue:
    """What is answered and what is not, before it is handed in."""
    found = open_paper(code, learner(actor()))
    if found is None:
        return _where_one_is(code, wording.fate(Fate.HANDED_IN_BEFORE))
    return _page("quizzes/overview.html", found)


@bp.post("/answer")
@requires(Permission.COURSE_TAKE)
def answer(code: str) -> ResponseReturnValue:
    """An answer is saved; a script is told so, a form goes on to where its button leads."""
    form = paper_form(request.form)
    if form.is_as_shown:
        return _onward(code, form)
    with transaction():
        outcome = answers.save_answer(_sheet(form), by=actor(), at=clock.now())
    if request.accept_mimetypes.best == "application/json":
        _category, sentence = wording.fate(outcome.fate) or ("", "")
        return {"is_saved": outcome.fate is Fate.SAVED, "sentence": sentence}
    return _after(code, outcome, form)


@bp.post("/submit")
@requires(Permission.COURSE_TAKE)
def submit(code: str) -> Response:
    """The paper is handed in; its result is shown."""
    form = paper_form(request.form)
    with transaction():
        outcome = attempts.submit(_sheet(form), by=actor(), at=clock.now())
    return _after(code, outcome, form)


@bp.get("/results/<int:number>")
@requires(Permission.COURSE_TAKE, load=quiz_or_404)
def result(address: QuizAddress) -> str:
    """Passed or not, and then each question with what was right, and why."""
    me = learner(actor())
    found = handed_in_paper(address.code, me, address.number)
    now = standing(address, me, _settings(), clock.now())
    return _page("quizzes/result.html", found, now=now, to_reread=to_reread)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _sheet(form: PaperForm) -> Sheet:
    return Sheet(form.paper, form.position, form.fields)


def _page(template: str, paper: Paper, **more: object) -> str:
    """A page about a paper, with the course it belongs to."""
    content = version_content(paper.quiz.version_id)
    is_late = paper.is_late(clock.now())
    return render_template(
        template, paper=paper, content=content, is_late=is_late, wording=wording, **more
    )


def _after(code: str, outcome: Outcome, form: PaperForm) -> Response:
    """Where somebody is led once this became of what was sent, and with which words."""
    said = wording.fate(outcome.fate)
    match outcome.fate:
        case Fate.UNKNOWN_PAPER:
            return _where_one_is(code, said)
        case Fate.HANDED_IN | Fate.HANDED_IN_BEFORE:
            _tell(said)
            return redirect(url_for("quizzes.result", code=code, number=outcome.number))
        case Fate.TOO_LATE:
            _tell(said)
            return redirect(url_for("quizzes.overview", code=code))
    _tell(said)
    return _onward(code, form)


def _onward(code: str, form: PaperForm) -> Response:
    """To where the button leads; after the last question that is the overview."""
    position = form.position or 1
    match form.go:
        case "next":
            return _to_question(code, position + 1)
        case "previous":
            return _to_question(code, max(1, position - 1))
        case "overview":
            return redirect(url_for("quizzes.overview", code=code))
    return _to_question(code, position, anchor=f"item-{form.moved}" if form.moved else None)


def _to_question(code: str, position: int, anchor: str | None = None) -> Response:
    return redirect(url_for("quizzes.paper", code=code, question=position, _anchor=anchor))


def _where_one_is(code: str, said: Message | None) -> Response:
    """To the open paper, else to the last result, else to the rules."""
    latest = latest_attempt(code, learner(actor()))
    if latest is None:
        return redirect(url_for("quizzes.show", code=code))
    _tell(said)
    if latest.submitted_at is None:
        return redirect(url_for("quizzes.paper", code=code))
    return redirect(url_for("quizzes.result", code=code, number=latest.number))


def _tell(said: Message | None) -> None:
    if said:
        category, sentence = said
        flash(sentence, category)
