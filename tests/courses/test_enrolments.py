"""Somebody starts a course, stays on its version, and finishes it once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import db
from app.core.events import course_completed
from app.training.models.completions import Completion, Source
from courses.models import Enrolment
from tests.courses.learning import NOON, TODAY, Learner

DAY = timedelta(days=1)


def test_starting_twice_is_starting_once(teresa: Learner) -> None:
    assert teresa.starts() == teresa.starts()
    assert teresa.enrolments() == 1


def test_whoever_started_stays_on_the_version(teresa: Learner) -> None:
    first = teresa.starts()
    version = teresa.reading().version_id
    teresa.publish()

    assert teresa.starts() == first
    assert teresa.reading().version_id == version


def test_whoever_starts_later_gets_the_newest_version(teresa: Learner) -> None:
    teresa.starts()
    teresa.publish()
    hanna = Learner(teresa.city, "hanna")

    hanna.starts()

    assert hanna.reading().version_id > teresa.reading().version_id


def test_finishing_is_a_completion_that_waits_to_be_confirmed(teresa: Learner) -> None:
    teresa.starts()
    teresa.passes(percent=85)

    with teresa.city.app.app_context():
        completion = db.session.scalars(select(Completion)).one()
    assert completion.source is Source.ONLINE
    assert completion.completed_on == TODAY
    assert (completion.is_passed, completion.score_percent) == (True, 85)
    assert completion.confirmed_at is None
    assert completion.reference == "S1/1"
    assert teresa.reading().finished_at == NOON


def test_the_day_of_completion_is_the_day_in_poland(teresa: Learner) -> None:
    late_in_the_evening = NOON.replace(hour=23, minute=30)
    teresa.starts()
    teresa.passes(at=late_in_the_evening - 2 * DAY)

    assert teresa.reading().completed_on == TODAY - DAY


def test_finishing_twice_is_finishing_once(teresa: Learner) -> None:
    teresa.starts()

    with heard() as completions:
        assert teresa.passes() == teresa.passes(percent=100)

    assert len(completions) == 1


def test_a_completion_of_the_same_day_is_used(teresa: Learner) -> None:
    """A list said so in the morning already."""
    teresa.starts()
    first = teresa.passes()
    teresa.publish()
    teresa.starts(at=NOON)

    assert teresa.passes() == first


@pytest.mark.parametrize(
    "months, later, is_new",
    [
        pytest.param(None, 5000 * DAY, False, id="never ages"),
        pytest.param(12, DAY, False, id="the day after"),
        pytest.param(12, 365 * DAY - 60 * DAY, False, id="sixty days before the last day"),
        pytest.param(12, 365 * DAY - 59 * DAY, True, id="a day later"),
        pytest.param(12, 366 * DAY, True, id="when it has run out"),
    ],
)
def test_whoever_finished_starts_again_when_validity_demands(
    teresa: Learner, months: int | None, later: timedelta, is_new: bool
) -> None:
    teresa.ages(months)
    first = teresa.starts()
    teresa.passes()

    assert (teresa.starts(at=NOON + later) != first) is is_new


def test_whoever_finished_starts_again_when_it_was_revoked(teresa: Learner) -> None:
    first = teresa.starts()
    teresa.passes()
    teresa.loses_it()

    assert teresa.starts() != first


def test_whoever_finished_starts_again_on_a_newer_version(teresa: Learner) -> None:
    first = teresa.starts()
    old = teresa.reading().version_id
    teresa.passes()
    teresa.publish()

    assert teresa.starts() != first
    assert teresa.reading().version_id > old
    assert teresa.reading().finished_lessons == frozenset()


def test_the_log_says_who_started_and_who_finished(teresa: Learner) -> None:
    teresa.starts()
    teresa.starts()
    teresa.reads(1, 2, 3)
    teresa.passes()

    with teresa.city.app.app_context():
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.area == "courses")).all()
    assert [(one.action, one.subject_label) for one in entries] == [
        ("courses.started", "Teresa Łąka: S1"),
        ("courses.finished", "Teresa Łąka: S1"),
    ]


def test_an_unfinished_enrolment_is_the_current_one(teresa: Learner) -> None:
    teresa.starts()
    teresa.passes()
    teresa.publish()
    second = teresa.starts()

    assert teresa.reading().enrolment_id == second
    with teresa.city.app.app_context():
        assert len(db.session.scalars(select(Enrolment)).all()) == 2


@contextmanager
def heard() -> Iterator[list[Completion]]:
    """The completions that were told of inside the block."""
    completions: list[Completion] = []

    def note(completion: Completion, **_facts: object) -> None:
        completions.append(completion)

    with course_completed.connected_to(note):
        yield completions
