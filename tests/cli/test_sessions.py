"""`kadra sessions`: what is listed, reported and mailed, and how it exits."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from app.cli.main import kadra
from app.core import clock
from tests.attendance.closing import came, held_session
from tests.attendance.planning import ahead
from tests.support.city import City

Run = Callable[..., Result]


@pytest.fixture
def run(city: City) -> Run:
    """`kadra sessions` with these arguments."""

    def said(*arguments: str) -> Result:
        return CliRunner().invoke(kadra, ["sessions", *arguments], obj=lambda _settings: city.app)

    return said


def test_what_lies_ahead_is_listed_first(city: City, run: Run) -> None:
    past, next_year = held_session(city), ahead(city, capacity=12)

    result = run("list", "--json")
    rows = json.loads(result.stdout)

    assert [(one["id"], one["state"]) for one in rows] == [(next_year, "planned"), (past, "over")]
    assert rows[0]["capacity"] == 12
    assert rows[0]["trainers"] == ["Tomasz"]
    assert run("list", "--state", "to_close").stdout.splitlines()[-1] == "Sessions: 1"


def test_a_report_says_who_was_there_and_who_earns_credit(city: City, run: Run) -> None:
    session_id = held_session(city)
    came(city, session_id, "teresa")

    said = json.loads(run("report", str(session_id), "--json").stdout)

    assert list(said) == [
        *("id", "title", "training", "version", "state", "form", "organised_by", "trainers"),
        *("capacity", "seats_taken", "waiting", "closed_at", "meetings"),
        *("expected", "present", "credited", "people", "lists"),
    ]
    assert (said["expected"], said["present"], said["credited"]) == (2, 1, 1)
    assert [(one["name"], one["credit"], one["minutes"]) for one in said["people"]] == [
        ("Teresa Łąka", "earned", 90),
        ("Hanna Żak", "absent", 0),
    ]
    assert said["meetings"][0]["present"] == 1
    assert said["lists"] == []
    assert "credited 1" in run("report", str(session_id)).stdout


def test_a_session_that_does_not_exist_is_an_error(run: Run) -> None:
    result = run("report", "7")

    assert result.exit_code == 1
    assert "there is no session 7" in result.stderr


def test_whoever_is_expected_tomorrow_is_reminded_once(city: City, run: Run) -> None:
    ahead(city, starts_at=clock.now() + timedelta(hours=5))

    results = [run("remind").stdout, run("remind").stdout]

    assert results == ["Mails sent: 2\n", "Mails sent: 0\n"]
