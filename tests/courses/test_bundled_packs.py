"""The courses that come with Kadra keep what its page for authors calls a good course."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from courses.packs.folder import PackFolder
from courses.packs.problems import Problems
from courses.packs.reading import Pack, PackLesson, read_pack
from courses.packs.references import known_facts
from courses.wording.packs import problem_sentence
from quizzes.bank import BankQuestion, read_bank
from tests.architecture.source import ROOT

FOLDERS = sorted(path for path in (ROOT / "courses/content").iterdir() if path.is_dir())
EXPLANATION = re.compile(r'<span class="term-meaning".*?</span>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")
WORD = re.compile(r"\w+(?:[-’']\w+)*")

every_pack = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def read(folder: Path) -> tuple[Pack, list[BankQuestion]]:
    """The bundled pack, which has no fault."""
    opened, problems = PackFolder.open(folder), Problems()
    pack = read_pack(opened, problems)
    bank = read_bank(opened, problems, known_facts(opened))
    told = [f"{one.file}:{one.line}: {problem_sentence(one)}" for one in problems.in_order()]
    assert told == []
    assert pack is not None
    return pack, bank


def html_of(lesson: PackLesson) -> str:
    """What somebody reads who answers every check; without the list of sources."""
    parts = [part for part in lesson.parts if 'class="sources"' not in part.get("html", "")]
    checks = [part["check"] for part in parts if "check" in part]
    texts = [part["html"] for part in parts if "html" in part]
    texts += [check["prompt"] for check in checks]
    texts += [
        option[what] for check in checks for option in check["options"] for what in ("html", "why")
    ]
    return " ".join(texts)


def words(html: str) -> int:
    return len(WORD.findall(TAG.sub(" ", EXPLANATION.sub("", html))))


def explanations(content: object) -> Iterator[str]:
    """Whatever is called a why, however deep it stands."""
    match content:
        case list():
            for item in content:
                yield from explanations(item)
        case dict():
            for key, value in content.items():
                if key.startswith("why"):
                    yield value
                else:
                    yield from explanations(value)


@every_pack
def test_each_lesson_has_600_to_900_words(folder: Path) -> None:
    pack, _bank = read(folder)

    counts = {lesson.slug: words(html_of(lesson)) for lesson in pack.lessons}
    assert {slug: n for slug, n in counts.items() if not 600 <= n <= 900} == {}


@every_pack
def test_each_lesson_has_a_scene_a_check_a_task_and_a_summary(folder: Path) -> None:
    pack, _bank = read(folder)

    for lesson in pack.lessons:
        html = html_of(lesson)
        assert any("check" in part for part in lesson.parts), lesson.slug
        for kind in ("scene", "task", "summary"):
            assert f'data-kind="{kind}"' in html, f"{lesson.slug} has no {kind}"


@every_pack
def test_the_bank_is_large_and_explains_every_answer(folder: Path) -> None:
    pack, bank = read(folder)

    assert len(bank) >= 24
    assert len(bank) >= 2 * pack.quiz.draw
    for question in bank:
        whys = list(explanations(question.content))
        assert len(whys) >= 2, question.key
        assert all(whys), question.key


@every_pack
def test_each_lesson_has_questions(folder: Path) -> None:
    """Whoever answers wrongly can be shown the way back."""
    pack, bank = read(folder)

    assert {question.lesson for question in bank} == {lesson.slug for lesson in pack.lessons}
