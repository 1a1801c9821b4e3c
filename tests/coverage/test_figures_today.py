"""What a published figure would be today is told, and published beside it."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.corrections import Today, today_of, written_since
from app.coverage.queries.ground import rule_of
from app.coverage.queries.rules import rule_names
from app.coverage.queries.snapshots import (
    content_of,
    latest,
    snapshot_or_404,
)
from app.coverage.services.snapshots import (
    NoteMissing,
)
from app.coverage.wording.snapshots import PolishWords
from app.people.models import Employment
from app.training.models.completions import Completion
from app.training.services.completions import revoke
from tests.support.city import (
    City,
)
from tests.support.snapshots import D, publish_figure, teachers, turned_out_trained

BY = command_line("test")


@pytest.fixture
def inside(city: City) -> Iterator[City]:
    """The city with its `teachers`, inside its application."""
    with city.app.app_context():
        with transaction():
            teachers(city)
        yield city


def today(snapshot: Snapshot) -> Today:
    """What the figure would be today."""
    return today_of(snapshot, PolishWords(rule_of(snapshot.version), rule_names()))


def test_a_correction_is_published_beside_and_the_first_stays_to_the_byte(inside: City) -> None:
    first = publish_figure(inside.units["city"], D)
    before = dict(content_of(first))
    turned_out_trained(inside.persons["hanna"], date(2026, 5, 5))

    with pytest.raises(NoteMissing):
        publish_figure(inside.units["city"], D, after=1)
    second = publish_figure(inside.units["city"], D, after=1, note="Lista z 5 maja przyszła późno")

    assert (second.number, second.trained, first.trained) == (2, 2, 1)
    assert content_of(first) == before
    assert latest(first.unit_id, first.rule_id, D) is second


def test_a_correction_is_told_with_whom_it_moved_and_why(inside: City) -> None:
    snapshot = snapshot_or_404(publish_figure(inside.units["city"], D).id)
    assert not written_since(snapshot)
    with transaction():
        completion = db.session.scalars(select(Completion)).one()
        revoke(completion, reason="Podpis kogoś innego", by=BY, at=clock.now())

    found = today(snapshot)

    assert written_since(snapshot)
    assert (found.published.trained, found.figure.trained) == (1, 0)
    (moved,) = found.moved or ()
    assert (moved.name, moved.was and moved.was["standing"]) == ("Łąka Teresa", "trained")
    assert moved.now
    assert moved.now["standing"] == "not_trained"
    assert [entry.reason for entry in moved.entries] == ["Podpis kogoś innego"]


def test_a_corrected_hire_date_takes_somebody_out_of_today_only(inside: City) -> None:
    snapshot = snapshot_or_404(publish_figure(inside.units["city"], D).id)
    with transaction():
        hanna = select(Employment).where(Employment.person_id == inside.persons["hanna"])
        db.session.scalars(hanna).one().started_on = date(2026, 9, 1)

    (moved,) = today(snapshot).moved or ()
    assert (moved.name, moved.now) == ("Żak Hanna", None)
    assert snapshot.eligible == 2
