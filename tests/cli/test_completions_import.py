"""`kadra completions import`: a list goes into the register, and what does not is explained."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select

from app.cli.main import kadra
from app.core.db import db
from app.core.settings import Settings
from app.factory import create_app
from app.training.models.completions import Completion
from tests.support.city import City
from tests.training.courses import add_training
from tests.training.lists import written

Run = Callable[..., Result]

LIST = """
    Nazwisko;Imię;Szkoła;Data;Wynik
    Łąka;Teresa;SP 1;02.03.2026;zaliczony
    Żak;Hanna;SP 1;02.03.2026;nieobecna
    Nowek;Stefan;SP 2;02.03.2026;zaliczony
    Nowak;Stefan;SP 2;31.02.2026;zaliczony
"""


@pytest.fixture
def run(
    city: City, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Run]:
    """`kadra completions import` of a list with this text, on the small city with a training."""
    add_training(city)
    monkeypatch.setenv("KADRA_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("KADRA_DATABASE_URL", database_url)
    created = [city.app]

    def create(settings: Settings) -> Flask:
        created.append(create_app(settings))
        return created[-1]

    def import_list(text: str, *options: str) -> Result:
        path = str(written(tmp_path, text))
        return CliRunner().invoke(kadra, ["completions", "import", path, *options], obj=create)

    yield import_list
    for one in created:
        with one.app_context():
            db.engine.dispose()


def count(city: City) -> int:
    with city.app.app_context():
        return db.session.scalar(select(func.count()).select_from(Completion)) or 0


def test_the_json_says_what_became_of_every_line(city: City, run: Run) -> None:
    """Doubtful lines are refused here, with the candidates in the reason."""
    done = run(LIST, "--training", "bi-2026", "--json")

    said = json.loads(done.stdout)
    assert done.exit_code == 0
    assert {
        key: said[key] for key in ("rows_read", "completions_new", "completions_unchanged")
    } == {
        "rows_read": 4,
        "completions_new": 1,
        "completions_unchanged": 0,
    }
    assert said["doubtful"] == [
        {
            "line": 4,
            "name": "Nowek Stefan",
            "candidates": ["Stefan Nowak (SP nr 2, stefan@szkoly.example)"],
        }
    ]
    assert [one["line"] for one in said["skipped"]] == [3]
    assert [one["line"] for one in said["refused"]] == [4, 5]
    assert "Stefan Nowak (SP nr 2" in said["refused"][0]["reason"]
    assert "31.02.2026" in said["refused"][1]["reason"]
    assert said["warnings"] == []
    assert count(city) == 1


def test_a_dry_run_says_the_same_and_writes_nothing(city: City, run: Run) -> None:
    done = run(LIST, "--training", "BI-2026", "--dry-run")

    assert done.exit_code == 0
    assert "Nothing was written: this was a dry run." in done.output
    assert "Completions: 1 new, 0 unchanged" in done.output
    assert "Line 5: Date: “31.02.2026” is a day that does not exist." in done.output
    assert count(city) == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "content,options,exit_code",
    [
        pytest.param("a;b\n1;2", ["--training", "BI-2026"], 1, id="a file without a header"),
        pytest.param("", ["--training", "BI-2026"], 1, id="an empty file"),
        pytest.param(LIST, ["--training", "NIE-MA"], 2, id="an unknown training"),
        pytest.param(LIST, ["--traning", "BI-2026"], 2, id="a mistyped option"),
        pytest.param(LIST, [], 0, id="no training: every line is refused"),
    ],
)
def test_exit_codes(city: City, run: Run, content: str, options: list[str], exit_code: int) -> None:
    """0 even when lines are refused, 1 when the file is, 2 for wrong usage."""
    done = run(content, *options)

    assert done.exit_code == exit_code, done.output
    assert count(city) == 0
