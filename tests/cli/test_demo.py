"""The demo begins as if the city had used Kadra for a week: one course is on its way."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.cli.demo.halls import EXERCISE
from app.cli.demo.learning import CERTIFIED
from app.cli.demo.office import PUBLISHED
from app.cli.demo.plan import DOMAIN
from app.cli.demo.seed import is_seeded, seed
from app.core import audit, clock
from app.core.actors import command_line
from app.core.db import db
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.snapshots import checked
from app.people.models import Person
from app.recognition.models import OutsideCertificate, State
from app.recognition.queries.standing import state_of
from app.training.models.completions import Completion, Source
from app.training.models.trainings import Training, TrainingVersion
from app.training.queries.assigned import AssignmentRow, assignments_of
from app.training.queries.assignments import dues_of
from certificates.models import Certificate
from courses.models import Course, Enrolment
from courses.queries.own import OwnState, own_courses
from quizzes.models import Attempt
from tests.conftest import application, migrated_database, settings_for

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def demo(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The demo city, built once; nothing here changes it."""
    folder = tmp_path_factory.mktemp("demo")
    with (
        migrated_database(request, folder) as url,
        application(settings_for(url, folder, KADRA_DEMO="1")) as app,
        app.app_context(),
    ):
        seed(command_line("kadra demo"))
        yield app


def id_of(address: str) -> int:
    wanted = select(Person.id).where(Person.email == f"{address}@{DOMAIN}")
    return db.session.scalars(wanted).one()


def assignment() -> AssignmentRow:
    course = db.session.scalars(select(Course)).one()
    (row,) = assignments_of(course.training, ("",), clock.today())
    return row


def test_it_is_built_once() -> None:
    assert is_seeded()
    assert audit.first_broken_entry() is None


def test_it_asks_everybody_in_the_city_for_its_course() -> None:
    row, today = assignment(), clock.today()

    assert row.assignment.unit.parent_id is None
    assert row.people > 450
    assert row.assignment.due_on is not None
    assert today + timedelta(days=7) <= row.assignment.due_on <= today + timedelta(days=14)


def test_it_has_people_who_passed_and_people_who_read() -> None:
    done = select(Completion).where(Completion.source == Source.ONLINE)
    unfinished = select(Enrolment).where(Enrolment.finished_at.is_(None))

    completions = db.session.scalars(done).all()

    assert assignment().completed == len(completions) > 20
    assert all(80 <= (one.score_percent or 0) <= 100 for one in completions)
    assert len(db.session.scalars(unfinished).all()) > 10
    late = select(func.count()).where(Attempt.submitted_at > clock.now())
    assert db.session.scalars(late).one() == 0


def test_it_leaves_the_course_to_whoever_tries_it_out() -> None:
    for address in ("nauczyciel", "dyrektor", "koordynator"):
        (course,) = own_courses(id_of(address), clock.today())
        assert course.state is OwnState.NOT_STARTED


def test_it_gives_the_teacher_a_certificate() -> None:
    teacher = id_of("nauczyciel")
    held = select(func.count()).where(Certificate.person_id == teacher)

    assert db.session.scalars(held).one() >= 1
    assert dues_of(teacher, clock.today())[0].completed_on is None


def test_it_certifies_its_lists_its_session_and_the_course_without_gaps() -> None:
    numbers = db.session.execute(select(Certificate.year, Certificate.serial)).all()
    of_others = (
        select(func.count())
        .select_from(Certificate)
        .join(Certificate.completion)
        .join(Completion.version)
        .join(TrainingVersion.training)
        .where(Training.code.in_({*CERTIFIED, EXERCISE}))
    )
    years = {year for year, _serial in numbers}

    for year in years:
        serials = sorted(serial for other, serial in numbers if other == year)
        assert serials == list(range(1, len(serials) + 1))
    assert len(numbers) - db.session.scalars(of_others).one() == assignment().completed


def test_it_has_published_a_figure_that_one_head_keeps_provisional() -> None:
    published = db.session.scalars(select(Snapshot)).one()

    assert (published.as_of, published.unconfirmed) == (PUBLISHED, 1)
    assert all(one.is_same for one in checked(published))


def test_it_has_papers_on_every_desk() -> None:
    papers = db.session.scalars(select(OutsideCertificate)).all()

    states = {state_of(one, clock.today()) for one in papers}

    assert states == {State.WAITS_FOR_HEAD, State.WAITS_FOR_OFFICE, State.ACCEPTED}
