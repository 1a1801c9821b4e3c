"""Whoever finishes an online course has the certificate at once, in the same transaction."""

import logging

import pytest

from app.core.db import db, transaction
from app.core.events import course_completed
from app.training.models.completions import Completion
from tests.certificates.issuing import AT, BY, DAY, numbers
from tests.support.city import add_completion, add_person, add_training


@pytest.mark.usefixtures("context")
def test_a_finished_course_brings_a_certificate(completion_id: int) -> None:
    with transaction():
        completion = db.session.get_one(Completion, completion_id)
        course_completed.send(completion, by=BY, at=AT)

    assert numbers() == ["KA/2026/000001"]


@pytest.mark.usefixtures("context")
def test_what_undoes_the_completion_undoes_the_certificate(completion_id: int) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        _finish_and_fail(completion_id)

    assert numbers() == []


@pytest.mark.usefixtures("context")
def test_a_name_that_cannot_be_printed_does_not_stop_the_course(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING), transaction():
        person = add_person("ნინო", "ბერიძე", "nino@example.pl")
        completion = add_completion(person.id, add_training(), DAY)
        course_completed.send(completion, by=BY, at=AT)

    assert db.session.get(Completion, completion.id) is not None
    assert "unprintable" in caplog.text
    assert person.last_name not in caplog.text


def _finish_and_fail(completion_id: int) -> None:
    course_completed.send(db.session.get_one(Completion, completion_id), by=BY, at=AT)
    raise ZeroDivisionError
