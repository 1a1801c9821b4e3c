"""`kadra people import`: what it prints, and how it exits."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from app.cli.main import kadra
from app.core.db import db
from app.people.models import Person, Post
from tests.people.rosters import CLEAN, rows, workbook, written
from tests.support.city import City

Run = Callable[..., Result]
GURU = "Ala;Nowa;ala@szkoly.example;SP 1;;guru;1;2020-09-01;"
REASON = "First day: “31.02.2026” is a day that does not exist. Correct it."
BAD = "Ola;Nowa;ola@szkoly.example;SP 1;;nauczyciel;1;31.02.2026;"


@pytest.fixture
def run(city: City, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`kadra people import` on the city's database."""
    monkeypatch.setenv("KADRA_DATA_DIR", str(tmp_path))

    def imported(path: Path, *options: str) -> Result:
        arguments = ["people", "import", str(path), *options]
        return CliRunner().invoke(kadra, arguments, obj=lambda _settings: city.app)

    return imported


def test_the_json_has_exactly_the_documented_keys(run: Run, tmp_path: Path) -> None:
    """Refused lines have a number and a sentence."""
    result = run(written(tmp_path, [*CLEAN, BAD]), "--as-of", "2026-11-22", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "rows_read": 5,
        "persons_new": 3,
        "persons_changed": 0,
        "persons_unchanged": 0,
        "employments_new": 4,
        "employments_changed": 0,
        "employments_unchanged": 0,
        "not_in_file": 5,
        "warnings": [],
        "refused": [
            {
                "line": 6,
                "reason": "First day: “31.02.2026” is a day that does not exist. Correct it.",
            }
        ],
    }


def test_a_line_of_a_workbook_names_its_sheet(run: Run, tmp_path: Path) -> None:
    """Several sheets have a line 4."""
    path = tmp_path / "kadra.xlsx"
    path.write_bytes(workbook())

    first = json.loads(run(path, "--json").stdout)

    assert (first["rows_read"], first["persons_new"], first["refused"]) == (4, 3, [])


def test_a_dry_run_writes_nothing(app: Flask, run: Run, tmp_path: Path) -> None:
    """It only says what would happen."""
    result = run(written(tmp_path, CLEAN), "--dry-run")

    assert "Nothing was written" in result.stdout
    assert "Persons: 3 new, 0 changed, 0 unchanged" in result.stdout
    with app.app_context():
        assert db.session.scalar(select(Person).where(Person.first_name == "Łucja")) is None


def test_an_unknown_post_is_added_undecided_with_a_warning(
    app: Flask, run: Run, tmp_path: Path
) -> None:
    """Nothing is guessed."""
    result = run(written(tmp_path, rows(GURU)))

    assert "Line 2: The post “guru” is not in the catalogue." in result.stdout
    with app.app_context():
        assert db.session.scalars(select(Post).where(Post.name == "guru")).one().is_teaching is None


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_file_that_cannot_be_read_exits_with_1(
    run: Run, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """The reason stands on standard error; with --json also as an object."""
    result = run(written(tmp_path, ["a;b", "1;2"]), *options)

    assert result.exit_code == 1
    assert "no header" in result.stderr
    if options:
        assert "no header" in json.loads(result.stdout)["error"]


@pytest.mark.parametrize("arguments", [("--as-of", "30.06.2026"), ("--no-such-option",)])
def test_wrong_usage_exits_with_2(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """A day in another form, an option that does not exist."""
    assert run(written(tmp_path, CLEAN), *arguments).exit_code == 2
