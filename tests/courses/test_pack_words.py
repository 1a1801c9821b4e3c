"""Every fault is told in a sentence, whatever the code calls it."""

import re
from pathlib import Path

import pytest

from courses.packs.problems import Problem
from courses.wording.packs import problem_sentence
from tests.architecture.source import ROOT
from tests.support.packs import (
    COURSE,
    FACTS,
    GLOSSARY,
    SECOND,
    SVG,
    Change,
    problems_of,
    write_pack,
)

TOLD = re.compile(
    r"""(?:problems\.add\([^)]*?|tell\([^)]*?|_Bad\(|BadVector\(|_refusal\(|_lacks\(|CustomError\(|"""
    r"""_refuse\(pack,\s)["']([a-z_0-9]+)["']"""
)
_DETAILS = (
    *("id", "first", "name", "words", "href", "text", "html", "found", "letter", "says", "source"),
    *("files", "megabytes", "kilobytes", "megapixels", "ending", "kind", "lesson", "code", "day"),
    *("tag", "expected_tags", "expected", "field", "registered", "given", "label", "key"),
    *("max_length", "min_length", "ge", "le", "file", "draw"),
)


def codes() -> set[str]:
    """What the readers of packs and questions call the faults they find."""
    read = [*(ROOT / "courses").rglob("*.py"), *(ROOT / "quizzes").rglob("*.py")]
    return {code for path in read for code in TOLD.findall(path.read_text())}


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_fault_has_words(code: str) -> None:
    """It is enough that they do not fail for want of a detail: the tables test the rest."""
    everything = dict.fromkeys(_DETAILS, "x")
    sentence = problem_sentence(Problem("f", 1, code, everything))

    assert sentence not in {"x", code}, "it has no words in courses/wording/packs.py"


SENTENCES: list[tuple[str, Change, str]] = [
    (COURSE, ("minutes: 15", "minutes: dużo"), "minutes: Write a whole number."),
    (COURSE, ("minutes: 15", "minutes: 0"), "minutes: This must be at least 1."),
    (COURSE, ("draw: 8", "drow: 8"), "draw: This is missing here."),
    (COURSE, ("code: MINI\nlanguage", "code: a b\nlanguage"), "code: Write capital letters"),
    (COURSE, ("language: pl", "language: de"), "language: Write one of these: pl, en, uk."),
    (COURSE, ("language: pl", "language: 1\nlanguage: 2"), "language was given in line 3 already."),
    (GLOSSARY, "- a", "Write keys with values here."),
    (FACTS, ("2026-11-22", "2026-11-31"), "checked_on: Write a day as 2026-09-01; this one"),
    (SECOND, "<script>", "HTML is not allowed: “<script>”. Use Markdown, or write the sign"),
    (SECOND, "[[nie-ma]]", "The glossary has no term “nie-ma”."),
    (SECOND, "[x](javascript:1)", "“javascript:1” is no link to follow."),
    (SECOND, "![](../pictures/koperta.svg)", "The picture “../pictures/koperta.svg” has no alter"),
    (SECOND, "![a](b.png)", "There is no picture “b.png”. Write ../pictures/ and its name."),
    (SVG, b"<svg", "This is not SVG: unclosed token."),
]


@pytest.mark.parametrize("file,change,sentence", SENTENCES)
def test_sentences(tmp_path: Path, file: str, change: Change, sentence: str) -> None:
    """They name the value, and say what to write instead."""
    told = [problem_sentence(one) for one in problems_of(write_pack(tmp_path, **{file: change}))]

    assert any(one.startswith(sentence) for one in told), told
