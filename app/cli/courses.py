"""`kadra courses`: packs that authors write."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from flask_babel import force_locale
from pydantic import TypeAdapter

from app.cli.context import application, print_json
from app.core import clock
from app.core.actors import command_line
from app.core.db import transaction
from courses.packs.folder import PackFolder
from courses.packs.problems import PackRefused, Problem
from courses.packs.schema import COURSE_ADAPTER, FACTS_ADAPTER, GLOSSARY_ADAPTER, json_schema
from courses.queries.facts import Freshness, facts_of
from courses.services.publishing import Published
from courses.wording.packs import problem_sentence
from quizzes.bank import QUESTIONS
from quizzes.queries.content import quiz_of
from quizzes.services.publishing import publish_course

#: file of a pack → the model it follows
_MODELS: Mapping[str, TypeAdapter[Any]] = {
    "course": COURSE_ADAPTER,
    "glossary": GLOSSARY_ADAPTER,
    "facts": FACTS_ADAPTER,
    "questions": QUESTIONS,
}


@click.group()
def courses() -> None:
    """Look after the courses."""


@courses.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def load(
    context: click.Context,
    path: Path,
    as_json: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """Load the course pack in the folder PATH.

    A pack that changed becomes a new version of its course; whoever started an older one stays on
    it. One that is loaded already changes nothing. One with faults is refused as a whole: each is
    listed with its file and line, and the exit code is 1.
    """
    with application(context), force_locale("en"):
        try:
            published = _publish(path)
        except PackRefused as refused:
            _print_refusal(path, refused, as_json=as_json)
            context.exit(1)
        said = as_json_object(published)
        print_json(said) if as_json else _print(said)


@courses.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def schema(folder: Path) -> None:
    """Write the JSON Schemas of the files of a pack into FOLDER, for the editors of authors."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


def schemas() -> dict[str, str]:
    """The JSON Schemas of the files of a pack, by the names they are published under."""
    return {
        f"{name}.json": json.dumps(json_schema(model, f"{name}.yaml"), indent=2) + "\n"
        for name, model in _MODELS.items()
    }


def as_json_object(published: Published) -> dict[str, Any]:
    """The documented JSON object."""
    version = published.version
    today = clock.today()
    facts = facts_of(version.id)
    return {
        "code": version.course.code,
        "title": version.title,
        "version": version.number,
        "is_new": published.is_new,
        "programme": version.training_version.label,
        "lessons": len(version.lessons),
        "questions": len(quiz_of(version.id).items),
        "facts": len(facts),
        "warnings": [
            f"The fact {one.key} was to be checked again by {one.check_again_by} ({one.owner})."
            for one in facts
            if one.freshness(today) is Freshness.OVERDUE
        ],
    }


def _publish(path: Path) -> Published:
    folder = PackFolder.open(path)
    with transaction():
        return publish_course(folder, by=command_line("kadra courses load"), at=clock.now())


def _print(said: dict[str, Any]) -> None:
    what = "is new" if said["is_new"] else "was loaded before; nothing has changed"
    click.echo(f"{said['code']}: version {said['version']} {what}.")
    click.echo(
        f"Lessons: {said['lessons']}, questions: {said['questions']}, facts: {said['facts']}"
    )
    for warning in said["warnings"]:
        click.echo(f"Warning: {warning}")


def _print_refusal(path: Path, refused: PackRefused, *, as_json: bool) -> None:
    if as_json:
        print_json({
            "refused": [
                {"file": one.file, "line": one.line, "reason": problem_sentence(one)}
                for one in refused.problems
            ]
        })
    for one in refused.problems:
        click.echo(f"{_place(path, one)}: {problem_sentence(one)}", err=True)


def _place(path: Path, problem: Problem) -> str:
    file = (path / problem.file).as_posix()
    return file if problem.line is None else f"{file}:{problem.line}"
