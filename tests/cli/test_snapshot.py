"""`kadra snapshot`: a figure is published, shown and checked without a browser."""

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from app.cli.main import kadra
from app.core.db import transaction
from tests.support.city import City, add_absence
from tests.support.snapshots import D

Run = Callable[..., Result]


@pytest.fixture
def run(city: City) -> Run:
    """`kadra snapshot` with these arguments."""

    def said(*arguments: str) -> Result:
        return CliRunner().invoke(kadra, ["snapshot", *arguments], obj=lambda _settings: city.app)

    return said


def test_a_figure_is_published_listed_and_checked(city: City, run: Run) -> None:
    published = json.loads(run("publish", "--as-of", str(D), "--json").stdout)
    listed = json.loads(run("list", str(city.units["city"]), "--json").stdout)
    number = str(published["id"])

    assert (published["eligible"], published["number"], published["unconfirmed"]) == (3, 1, 2)
    assert listed == [published]
    assert json.loads(run("show", number, "--json").stdout) == published
    assert all(one["matches"] for one in json.loads(run("verify", number, "--json").stdout))
    assert published["sha256"] in run("show", number).stdout


def test_publishing_again_needs_news_and_a_note(city: City, run: Run) -> None:
    run("publish", "--as-of", str(D))
    assert "says it already" in run("publish", "--as-of", str(D)).stderr
    with city.app.app_context(), transaction():
        add_absence(city.persons["teresa"], D, D)
        add_absence(city.persons["stefan"], D.replace(month=4))

    assert "--note" in run("publish", "--as-of", str(D)).stderr
    assert run("publish", "--as-of", str(D), "--note", "Zwolnienie").exit_code == 0


def test_what_cannot_be_done_is_said_with_exit_code_1(run: Run) -> None:
    for arguments in (
        ("publish", "--as-of", "2126-06-30"),
        ("publish", "--rule", "nie-ma"),
        ("publish", "99"),
        ("show", "99"),
    ):
        refused = run(*arguments)
        assert refused.exit_code == 1
        assert refused.stderr.startswith("Error: "), arguments
