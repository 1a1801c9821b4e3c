"""An entry of the log tells who did what to whom, and is written with what it tells of."""

from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask

from app.core import audit
from app.core.actors import Role, command_line
from app.core.audit import Subject, difference, first_broken_entry
from app.core.db import transaction
from tests.core.log import HANNA, entries, note, position


def test_an_entry_tells_who_did_what_to_whom(app: Flask) -> None:
    with app.app_context(), transaction():
        audit.record(
            "people.employment_ended",
            Subject("employment", 12, "Łąka Teresa, SP nr 1"),
            by=HANNA,
            changes={"ended_on": (None, date(2026, 6, 30))},
            is_correction=True,
            reason="wrong date on the list",
        )

    (entry,) = entries(app)
    assert (entry.id, entry.area, entry.action) == (1, "people", "people.employment_ended")
    assert (entry.actor_account_id, entry.actor_name) == (7, "Hanna Żak")
    assert (entry.subject_type, entry.subject_id) == ("employment", 12)
    assert entry.subject_label == "Łąka Teresa, SP nr 1"
    assert entry.changes == {"ended_on": [None, "2026-06-30"]}
    assert (entry.is_correction, entry.reason) == (True, "wrong date on the list")
    assert entry.request_id == HANNA.request_id


def test_what_is_recorded_outside_of_a_transaction_is_lost(app: Flask) -> None:
    with app.app_context():
        note(label="outside")
        with transaction():
            note(label="inside")

    assert [entry.subject_label for entry in entries(app)] == ["inside"]


def test_a_write_that_failed_leaves_no_entry(app: Flask) -> None:
    with app.app_context():
        with suppress(KeyError), transaction():
            note(label="failed")
            raise KeyError
        with transaction():
            note(label="done")

    assert [entry.subject_label for entry in entries(app)] == ["done"]


@pytest.mark.parametrize(
    "value, kept",
    [
        pytest.param(None, None, id="nothing"),
        pytest.param(True, True, id="a truth"),
        pytest.param(2, 2, id="a number"),
        pytest.param(Decimal("0.500"), "0.5", id="a fraction, without idle zeros"),
        pytest.param(Decimal(100), "100", id="a round number, in full"),
        pytest.param(date(2026, 6, 30), "2026-06-30", id="a date"),
        pytest.param(
            datetime(2026, 6, 30, 12, tzinfo=UTC), "2026-06-30T12:00:00+00:00", id="an instant"
        ),
        pytest.param(Role.AUDITOR, "auditor", id="a code"),
        pytest.param(("KRI.a", date(2026, 1, 1)), ["KRI.a", "2026-01-01"], id="a list"),
        pytest.param({"b", "a"}, ["a", "b"], id="a set, in order"),
        pytest.param("Zażółć gęślą jaźń „ї” 🎓", "Zażółć gęślą jaźń „ї” 🎓", id="any letters"),
    ],
)
def test_values_are_kept_so_that_they_can_be_read_and_checked(
    app: Flask, value: object, kept: object
) -> None:
    with app.app_context(), transaction():
        subject = Subject("person", 3, "Łąka Teresa")
        audit.record("people.x", subject, by=HANNA, changes={"field": (value, value)})

    assert entries(app)[0].changes == {"field": [kept, kept]}
    with app.app_context():
        assert first_broken_entry() is None


def test_long_texts_are_cut_rather_than_refused(app: Flask) -> None:
    with app.app_context(), transaction():
        subject = Subject("person", 3, "ł" * 400)
        audit.record("people.x", subject, by=command_line("ł" * 400), reason="ł" * 600)

    (entry,) = entries(app)
    assert [len(text) for text in (entry.actor_name, entry.subject_label, entry.reason)] == [
        200,
        300,
        500,
    ]


@pytest.mark.parametrize(
    "areas, number",
    [
        pytest.param(["people"], 3, id="one area"),
        pytest.param(["accounts"], 2, id="another"),
        pytest.param(["accounts", "people"], 3, id="the later of two"),
        pytest.param(["training"], 0, id="none yet"),
        pytest.param(["people", "training"], 3, id="none yet in one of two"),
    ],
)
def test_the_position_of_areas_is_their_last_entry(
    app: Flask, areas: list[str], number: int
) -> None:
    with app.app_context(), transaction():
        for action in ("people.x", "accounts.x", "people.y"):
            note(action)

    with app.app_context():
        assert position(areas) == number


@pytest.mark.parametrize(
    "after, changes",
    [
        pytest.param({"name": "SP nr 1"}, {}, id="nothing changed"),
        pytest.param({"name": "SP nr 2"}, {"name": ("SP nr 1", "SP nr 2")}, id="a new value"),
        pytest.param({"rspo": 101}, {"rspo": (None, 101)}, id="a new field"),
        pytest.param({}, {}, id="what is not mentioned stays"),
    ],
)
def test_the_difference_names_what_changed(
    after: dict[str, object], changes: dict[str, tuple[object, object]]
) -> None:
    assert difference({"name": "SP nr 1"}, after) == changes
