"""One course as its own page and the catalogue show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.core.paging import Page
from app.training.queries.assignments import dues_of
from courses.models import Course
from courses.queries.catalogue import newest_content, offered
from courses.queries.content import VersionContent, version_content
from courses.queries.enrolments import Outline, Reading, outline, reading_of
from courses.queries.own import OwnCourse, OwnState, own_course, own_courses


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A course: what it is, and how far the person is if one looks."""

    #: the version that is read, or would be
    content: VersionContent
    outline: Outline
    #: None before it was started (again), and for whoever is no person
    reading: Reading | None
    #: None for whoever is no person
    own: OwnCourse | None
    #: finished, but there is a reason to start again
    may_begin_anew: bool
    #: since when a newer version than the one that is read is offered; None if none is
    newer_since: datetime | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What somebody may take."""

    #: empty while something is looked for
    own: tuple[OwnCourse, ...]
    #: what was looked for, or everything that is not among their own
    others: Page[VersionContent]
    #: how the person stands, by id of the course
    standing: Mapping[int, OwnCourse]


def course_page(course: Course, person_id: int | None, today: date) -> CoursePage:
    """The course as the person sees it; somebody who is no person sees the newest version."""
    offered_now = newest_content(course.id)
    if person_id is None:
        return CoursePage(offered_now, outline(offered_now, frozenset()), None, None, False, None)
    reading = reading_of(person_id, course.id)
    dues = {due.training_id: due for due in dues_of(person_id, today)}
    own = own_course(offered_now, reading, dues.get(course.training_id), today)
    if own.state is OwnState.NOT_STARTED:
        reading = None  # an old way that does not hold any more: what matters is what is offered
    content = version_content(reading.version_id) if reading else offered_now
    return CoursePage(
        content=content,
        outline=outline(content, reading.finished_lessons if reading else frozenset()),
        reading=reading,
        own=own,
        may_begin_anew=bool(reading and reading.may_begin_anew(offered_now.id, today)),
        newer_since=None if content.id == offered_now.id else offered_now.published_at,
    )


def catalogue(person_id: int | None, words: str, number: int, today: date) -> Catalogue:
    """The person's own courses, then a page of all others; with words, a page of what is found."""
    own = own_courses(person_id, today) if person_id is not None else []
    standing = {one.course_id: one for one in own}
    others = offered(words, () if words else standing.keys(), number)
    return Catalogue(() if words else tuple(own), others, standing)
