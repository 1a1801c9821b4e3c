"""What authors are told is true: the example loads, and the schemas are those of the code."""

import re

import pytest

from app.cli.courses import schemas
from courses.packs.folder import PackFolder
from courses.packs.problems import Problems
from courses.packs.reading import read_pack
from quizzes.bank import read_bank
from tests.architecture.source import ROOT

#: a name between asterisks, and the fenced block below it
EXAMPLE = re.compile(r"^\*\*`([^`]+)`\*\*\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def example() -> dict[str, bytes]:
    """The files of the example in docs/course-packs.md."""
    page = (ROOT / "docs/course-packs.md").read_text()
    return {name: text.encode() for name, text in EXAMPLE.findall(page)}


def test_the_example_is_a_sound_pack() -> None:
    folder = PackFolder.of(example())
    problems = Problems()

    pack = read_pack(folder, problems)
    bank = read_bank(folder, problems, frozenset({"gdpr-33"}))

    assert problems.in_order() == []
    assert pack is not None
    assert len(folder.files) == 6
    assert {question.kind for question in bank} == {"single", "multiple", "true_false", "ordering"}


@pytest.mark.parametrize("name", ["course.json", "glossary.json", "facts.json", "questions.json"])
def test_the_published_schemas_are_those_of_the_code(name: str) -> None:
    """Write them anew with `kadra courses schema docs/schemas`."""
    assert (ROOT / "docs/schemas" / name).read_text() == schemas()[name]


def test_no_other_schema_is_published() -> None:
    published = {path.name for path in (ROOT / "docs/schemas").iterdir()}

    assert published == set(schemas())
