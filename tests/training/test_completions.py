"""Completions are recorded once, confirmed or revoked, and never changed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.training.models.completions import Completion, Source, State
from app.training.services import completions as services
from app.training.services.completions import (
    AlreadyConfirmed,
    AlreadyRecorded,
    AlreadyRevoked,
    DayOutOfRange,
    NewCompletion,
)
from tests.support.city import City
from tests.training.courses import BY, add_training, complete, revoked, stored

DAY = date(2026, 3, 2)
#: just after midnight in Warsaw, while it is still yesterday in UTC
NIGHT = datetime(2026, 3, 3, 0, 30, tzinfo=ZoneInfo("Europe/Warsaw"))


def record(city: City, claim: NewCompletion, at: datetime | None = None) -> None:
    with city.app.app_context(), transaction():
        services.record_completion(
            claim,
            source=Source.EXTERNAL,
            reference="zaświadczenie 5",
            is_confirmed=True,
            by=BY,
            at=at or clock.now(),
        )


def newest_entry(city: City) -> AuditEntry:
    with city.app.app_context():
        return db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).all()[0]


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(1999, 12, 31), id="the day before the first one"),
        pytest.param(date(2026, 3, 4), id="tomorrow in Warsaw"),
    ],
)
def test_a_completion_on_an_impossible_day_is_refused(city: City, day: date) -> None:
    ids = add_training(city)

    with pytest.raises(DayOutOfRange):
        record(city, NewCompletion(city.persons["teresa"], ids["v1"], day), NIGHT)


def test_a_completion_lies_between_the_year_2000_and_today(city: City) -> None:
    ids = add_training(city)

    for day in (date(2000, 1, 1), date(2026, 3, 3)):
        record(city, NewCompletion(city.persons["teresa"], ids["v1"], day), NIGHT)

    with city.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Completion)) == 2


def test_the_same_completion_is_recorded_once(city: City) -> None:
    ids = add_training(city)
    first = complete(city, "teresa", ids["v1"], DAY)

    with pytest.raises(AlreadyRecorded) as refused:
        record(city, NewCompletion(city.persons["teresa"], ids["v1"], DAY))

    assert refused.value.completion_id == first


def test_a_revoked_completion_may_be_recorded_again(city: City) -> None:
    ids = add_training(city)
    revoked(city, complete(city, "teresa", ids["v1"], DAY))

    again = complete(city, "teresa", ids["v1"], DAY)

    assert stored(city, again).state is State.CONFIRMED


@pytest.mark.parametrize("change", ["person", "version", "day"])
def test_another_person_version_or_day_is_another_completion(city: City, change: str) -> None:
    ids = add_training(city)
    complete(city, "teresa", ids["v1"], DAY)

    complete(
        city,
        "hanna" if change == "person" else "teresa",
        ids["v2" if change == "version" else "v1"],
        DAY + timedelta(days=1) if change == "day" else DAY,
    )

    with city.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Completion)) == 2


def test_many_are_recorded_with_one_entry_in_the_log(city: City) -> None:
    ids = add_training(city)
    complete(city, "teresa", ids["v1"], DAY)
    claims = [
        NewCompletion(city.persons[persona], ids["v1"], DAY) for persona in ("teresa", "hanna")
    ]

    with city.app.app_context(), transaction():
        recorded = services.record_completions(
            claims, source=Source.LIST, reference="lista 2", is_confirmed=True, by=BY, at=NIGHT
        )

    entry = newest_entry(city)
    assert len(recorded) == 1
    assert (entry.action, entry.subject_label) == ("training.completions_recorded", "lista 2")
    assert entry.changes["completions"] == [0, 1]


def test_recording_nothing_new_leaves_no_entry(city: City) -> None:
    ids = add_training(city)
    complete(city, "teresa", ids["v1"], DAY)
    before = newest_entry(city).id

    with city.app.app_context(), transaction():
        claims = [NewCompletion(city.persons["teresa"], ids["v1"], DAY)]
        services.record_completions(
            claims, source=Source.LIST, reference="lista 2", is_confirmed=True, by=BY, at=NIGHT
        )

    assert newest_entry(city).id == before


@pytest.mark.parametrize("day,is_correction", [(date(2026, 3, 3), False), (date(2026, 3, 2), True)])
def test_what_is_recorded_about_days_gone_by_is_a_correction(
    city: City, day: date, is_correction: bool
) -> None:
    """Figures of those days follow it."""
    ids = add_training(city)

    record(city, NewCompletion(city.persons["teresa"], ids["v1"], day), NIGHT)

    assert newest_entry(city).is_correction is is_correction


def test_a_pending_completion_is_confirmed_once(city: City) -> None:
    ids = add_training(city)
    number = complete(city, "teresa", ids["v1"], DAY, is_confirmed=False)
    assert stored(city, number).state is State.PENDING

    with city.app.app_context(), transaction():
        services.confirm(db.session.get_one(Completion, number), by=BY, at=NIGHT)

    completion = stored(city, number)
    assert (completion.state, completion.confirmed_by) == (State.CONFIRMED, "test")
    assert newest_entry(city).action == "training.completion_confirmed"
    with city.app.app_context(), transaction():
        again = db.session.get_one(Completion, number)
        with pytest.raises(AlreadyConfirmed):
            services.confirm(again, by=BY, at=NIGHT)


def test_a_revoked_completion_stays_with_its_reason(city: City) -> None:
    ids = add_training(city)
    number = complete(city, "teresa", ids["v1"], DAY)

    revoked(city, number)

    completion, entry = stored(city, number), newest_entry(city)
    assert (completion.state, completion.revoked_reason) == (State.REVOKED, "pomyłka")
    assert (entry.action, entry.reason) == ("training.completion_revoked", "pomyłka")
    with pytest.raises(AlreadyRevoked):
        revoked(city, number)


def test_a_failed_completion_is_kept_and_says_so(city: City) -> None:
    ids = add_training(city)

    number = complete(city, "teresa", ids["v1"], DAY, is_passed=False, is_confirmed=False)

    assert stored(city, number).state is State.FAILED


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE completions SET completed_on = '2026-01-01'",
        "UPDATE completions SET is_passed = (1 = 1)",
        "DELETE FROM completions",
    ],
)
def test_the_database_itself_refuses_to_rewrite_facts(city: City, statement: str) -> None:
    ids = add_training(city)
    complete(city, "teresa", ids["v1"], DAY)

    with city.app.app_context(), pytest.raises(DatabaseError), transaction() as session:
        session.execute(text(statement))
