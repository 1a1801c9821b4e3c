"""Trainings and versions: codes are unique, and a version somebody completed is frozen."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.training.models.trainings import Category, Topic, Training, TrainingVersion
from app.training.queries.trainings import training_by_code, use_of_versions
from app.training.services import trainings as services
from app.training.services.trainings import CodeTaken, VersionInUse, VersionTaken
from tests.support.city import City
from tests.training.courses import BY, add_training, complete, revoked

VERSION: dict[str, Any] = {
    "label": "3",
    "in_force_from": date(2027, 1, 1),
    "minutes": 90,
    "topics": [Topic.KRI_A],
}


@pytest.mark.parametrize("code", ["BI-2026", "bi-2026", "Bi-2026"])
def test_a_code_is_one_trainings_only_however_it_is_typed(city: City, code: str) -> None:
    add_training(city)

    with city.app.app_context(), transaction(), pytest.raises(CodeTaken):
        services.create_training(
            code=code, title="Inne", category=Category.OTHER, validity_months=None, by=BY
        )


def test_a_training_is_found_by_its_code_however_it_is_typed(city: City) -> None:
    ids = add_training(city, "ŻÓŁW-1")

    with city.app.app_context():
        assert training_by_code(" żółw-1 ").id == ids["training"]


@pytest.mark.parametrize(
    "label,day,by_label",
    [("1", date(2027, 1, 1), True), ("3", date(2026, 7, 1), False)],
)
def test_versions_of_a_training_differ_by_label_and_by_day(
    city: City, label: str, day: date, by_label: bool
) -> None:
    ids = add_training(city)

    with city.app.app_context(), transaction():
        training = db.session.get_one(Training, ids["training"])
        with pytest.raises(VersionTaken) as refused:
            services.add_version(
                training, **{**VERSION, "label": label, "in_force_from": day}, by=BY
            )

    assert refused.value.by_label is by_label


def test_topics_are_kept_in_their_order_and_once(city: City) -> None:
    ids = add_training(city)

    with city.app.app_context():
        assert db.session.get_one(TrainingVersion, ids["v1"]).topics == ["KRI.a", "KSC.a"]


def test_a_version_nobody_completed_can_be_changed(city: City) -> None:
    ids = add_training(city)

    with city.app.app_context(), transaction():
        version = db.session.get_one(TrainingVersion, ids["v1"])
        services.edit_version(version, **VERSION, by=BY)

    with city.app.app_context():
        assert db.session.get_one(TrainingVersion, ids["v1"]).minutes == 90


@pytest.mark.parametrize(
    "leave_it", [lambda _city, _id: None, revoked], ids=["standing", "revoked"]
)
def test_a_completed_version_is_frozen_even_if_the_completion_is_revoked(
    city: City, leave_it: Callable[[City, int], None]
) -> None:
    ids = add_training(city)
    leave_it(city, complete(city, "teresa", ids["v1"]))

    with city.app.app_context(), transaction():
        version = db.session.get_one(TrainingVersion, ids["v1"])
        with pytest.raises(VersionInUse):
            services.edit_version(version, **VERSION, by=BY)


def test_the_database_itself_refuses_to_change_a_completed_version(city: City) -> None:
    ids = add_training(city)
    complete(city, "teresa", ids["v1"])

    with city.app.app_context(), pytest.raises(DatabaseError), transaction() as session:
        session.execute(
            text("UPDATE training_versions SET minutes = 1 WHERE id = :id"), {"id": ids["v1"]}
        )


def test_use_counts_standing_completions_within_reach(city: City) -> None:
    ids = add_training(city)
    complete(city, "teresa", ids["v1"])
    complete(city, "stefan", ids["v1"])
    revoked(city, complete(city, "hanna", ids["v2"]))

    with city.app.app_context():
        use = use_of_versions(ids["training"], (f"1.{city.units['a']}.",))

    assert (use[ids["v1"]].completions, use[ids["v1"]].is_frozen) == (1, True)
    assert (use[ids["v2"]].completions, use[ids["v2"]].is_frozen) == (0, True)


@pytest.mark.parametrize(
    "changes,is_used,is_correction",
    [
        pytest.param(
            {"title": "Nowy tytuł"}, True, False, id="a title says nothing about the past"
        ),
        pytest.param(
            {"category": Category.OTHER}, True, True, id="a category decides what counted"
        ),
        pytest.param({"validity_months": 12}, True, True, id="so does validity"),
        pytest.param({"validity_months": 12}, False, False, id="not while nobody completed it"),
    ],
)
def test_a_change_that_alters_the_past_is_logged_as_a_correction(
    city: City, changes: dict[str, Any], is_used: bool, is_correction: bool
) -> None:
    ids = add_training(city)
    if is_used:
        complete(city, "teresa", ids["v1"])

    with city.app.app_context(), transaction():
        training = db.session.get_one(Training, ids["training"])
        facts: dict[str, Any] = {
            "code": training.code,
            "title": training.title,
            "category": training.category,
            "validity_months": training.validity_months,
        }
        services.edit_training(training, **{**facts, **changes}, by=BY)

    with city.app.app_context():
        entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert entry.action == "training.training_edited"
        assert set(entry.changes) == set(changes)
        assert entry.is_correction is is_correction
