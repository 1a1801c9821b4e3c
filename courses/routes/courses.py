"""The catalogue, the page of a course, and its facts."""

from collections.abc import Sequence

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.core import clock
from app.core.db import transaction
from app.core.errors import NotFound
from app.core.permissions import Permission
from app.web.downloads import Value, csv_response, xlsx_response
from app.web.gate import actor, requires
from app.web.pagination import page_number
from courses.models import Course, CoursePicture
from courses.queries.catalogue import course_or_404, newest_content, picture_or_404
from courses.queries.course import catalogue, course_page
from courses.queries.enrolments import Reading, reading_of, resume_of
from courses.queries.facts import Fact, facts_of
from courses.services import enrolments as services
from courses.wording import learning as wording

bp = Blueprint("courses", __name__, url_prefix="/courses", template_folder="../templates")

_FORMATS = {"csv": csv_response, "xlsx": xlsx_response}
_LONGEST_SEARCH = 100
_YEAR_SECONDS = 31536000
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@bp.get("/")
@requires(Permission.COURSE_READ)
def index() -> str:
    """What is due, what was begun, and everything else that can be learned."""
    words = request.args.get("q", "")[:_LONGEST_SEARCH].strip()
    today = clock.today()
    return render_template(
        "courses/index.html",
        found=catalogue(actor().person_id, words, page_number(), today),
        words=words,
        today=today,
        wording=wording,
    )


@bp.get("/<code>")
@requires(Permission.COURSE_READ, load=course_or_404)
def show(course: Course) -> str:
    """What the course is about, how far one is, and the next step."""
    today = clock.today()
    page = course_page(course, actor().person_id, today)
    return render_template("courses/show.html", page=page, today=today, wording=wording)


@bp.post("/<code>/start")
@requires(Permission.COURSE_TAKE, load=course_or_404)
def start(course: Course) -> AnyResponse:
    """The course is begun, and its first lesson opens; whoever had begun reads on."""
    who = actor()
    person_id = who.person_id or 0  # the gate lets only persons in
    with transaction():
        services.enrol(course, person_id, by=who, at=clock.now())
    reading = reading_of(person_id, course.id)
    if reading is not None and not reading.is_over and not reading.seen:
        flash(_("Your place is kept. Stop whenever you like and read on here or elsewhere."))
    return redirect(_way_on(course, reading))


def _way_on(course: Course, reading: Reading | None) -> str:
    """The address where somebody reads on; of the course, if there is nothing to be done."""
    if reading is None or reading.is_over:
        return url_for("courses.show", code=course.code)
    resume = resume_of(reading)
    if resume is None:
        return url_for("quizzes.show", code=course.code)
    slug = resume.lesson.slug
    return url_for("lessons.show", code=course.code, slug=slug, _anchor=resume.place)


@bp.get("/<code>/facts")
@requires(Permission.COURSE_PREVIEW, load=course_or_404)
def facts(course: Course) -> str:
    """What the course states that may age, and what is to be looked up again."""
    content = newest_content(course.id)
    return render_template(
        "courses/facts.html",
        content=content,
        facts=facts_of(content.id),
        today=clock.today(),
        wording=wording,
    )


def course_of_table(code: str, ending: str) -> Course:
    """The course, if its facts can be had in files of that kind."""
    if ending not in _FORMATS:
        raise NotFound
    return course_or_404(code)


@bp.get("/<code>/facts.<ending>")
@requires(Permission.COURSE_PREVIEW, load=course_of_table)
def facts_table(course: Course) -> Response:
    """The same as a file."""
    ending = (request.view_args or {})["ending"]
    listed = facts_of(newest_content(course.id).id)
    name = _("facts of %(course)s", course=course.code) + f".{ending}"
    return _FORMATS[ending](name, wording.fact_headers(), map(_fact_cells, listed))


def _fact_cells(fact: Fact) -> Sequence[Value]:
    url = fact.url or ""
    return [fact.text, fact.source, url, fact.checked_on, fact.check_again_by, fact.owner]


@bp.get("/pictures/<digest>.<ending>")
@requires(Permission.COURSE_READ, load=picture_or_404)
def picture(subject: CoursePicture) -> AnyResponse:
    """A picture of a lesson: the address names its content, so a browser asks once.

    Opened by itself it is a document of its own, in which nothing runs and nothing is fetched.
    """
    response = Response(subject.content, content_type=subject.media_type)
    response.headers["Content-Security-Policy"] = _PICTURE_POLICY
    response.headers["Cache-Control"] = f"private, max-age={_YEAR_SECONDS}, immutable"
    response.set_etag(subject.digest)
    return response.make_conditional(request)
