"""`kadra courses load`: what it prints, and how it exits."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select

from app.cli.main import kadra
from app.core.db import Base, db
from courses.models import CourseVersion
from quizzes.models import Question
from tests.support.packs import COURSE, FACTS, SECOND, SMALL, Change, write_pack

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`kadra courses load` of the small pack with these files changed."""
    monkeypatch.setenv("KADRA_DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    counter = iter(range(100))

    def loaded(*options: str, **changes: Change) -> Result:
        folder = write_pack(tmp_path / f"pack{next(counter)}", **changes)
        arguments = ["courses", "load", folder.name, *options]
        return CliRunner().invoke(kadra, arguments, obj=lambda _settings: app)

    return loaded


def count(app: Flask, model: type[Base]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_the_json_has_exactly_the_documented_keys(app: Flask, run: Run) -> None:
    result = run("--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "code": "MINI",
        "title": "Pomyłki i zgłoszenia",
        "version": 1,
        "is_new": True,
        "programme": "2026.1",
        "lessons": 2,
        "questions": 12,
        "facts": 1,
        "warnings": [],
    }
    assert count(app, Question) == 12


def test_it_says_what_became_of_the_pack(run: Run) -> None:
    """New at first, unchanged when it is loaded again, a new version when it was edited."""
    results = [run(), run(), run(**{SECOND: "Inaczej."})]

    assert [result.stdout.splitlines() for result in results] == [
        ["MINI: version 1 is new.", "Lessons: 2, questions: 12, facts: 1"],
        [
            "MINI: version 1 was loaded before; nothing has changed.",
            "Lessons: 2, questions: 12, facts: 1",
        ],
        ["MINI: version 2 is new.", "Lessons: 2, questions: 12, facts: 1"],
    ]


def test_faults_are_told_with_the_place_an_editor_can_jump_to(app: Flask, run: Run) -> None:
    """Those of questions too; nothing of the pack is taken."""
    faults: dict[str, Change] = {
        COURSE: ("minutes: 15", "minutes: x"),
        SECOND: "[[a]]",
        "questions/02-komu-zglosic.yaml": ("  answer: false\n", ""),
    }

    result = run(**faults)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "pack0/course.yaml:14: minutes: Write a whole number.",
        "pack0/lessons/02-komu-zglosic.md:1: The glossary has no term “a”.",
        "pack0/questions/02-komu-zglosic.yaml:13: answer: This is missing here.",
    ]
    assert count(app, CourseVersion) == 0


def test_faults_in_json(run: Run) -> None:
    """Files are named as in the pack; there is no line when the whole file is meant."""
    result = run("--json", **{SECOND: "", FACTS: ("  owner: IOD\n", "")})

    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "refused": [
            {"file": "facts.yaml", "line": 1, "reason": "owner: This is missing here."},
            {"file": SECOND, "line": None, "reason": "The file is empty."},
        ]
    }


def test_what_the_register_contradicts_is_told_in_the_same_way(run: Run) -> None:
    run()
    result = run(**{COURSE: ("minutes: 15", "minutes: 20")})

    assert result.exit_code == 1
    assert result.stderr == (
        "pack1/course.yaml:9: The register has the programme 2026.1 with another value: minutes "
        "is 15 there and 20 here. Correct this file, or give the programme another label.\n"
    )


def test_facts_that_are_due_are_warned_of(run: Run) -> None:
    """The course is loaded all the same: it is the owner of the fact who has to act."""
    aged = (SMALL / FACTS).read_text().replace("2026-11-22", "2020-01-01")

    result = run(**{FACTS: aged.replace("2027-11-22", "2020-06-30")})

    assert result.exit_code == 0
    assert result.stdout.splitlines()[2:] == [
        "Warning: The fact rodo-33 was to be checked again by 2020-06-30 (IOD)."
    ]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "arguments,exit_code",
    [
        pytest.param(["load", "."], 1, id="no pack"),
        pytest.param(["load", "nowhere"], 1, id="no folder"),
        pytest.param(["load"], 2, id="no path"),
        pytest.param(["load", ".", "--jason"], 2, id="a mistyped option"),
        pytest.param(["schema"], 2, id="no folder for the schemas"),
        pytest.param(["schema", "new/folder"], 0, id="schemas"),
    ],
)
@pytest.mark.usefixtures("run")
def test_exit_codes(app: Flask, arguments: list[str], exit_code: int) -> None:
    """1 when the pack is refused, 2 for wrong usage."""
    result = CliRunner().invoke(kadra, ["courses", *arguments], obj=lambda _settings: app)

    assert result.exit_code == exit_code, result.output
