"""The question bank of a course pack: files of questions, read and judged together."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import TypeAdapter

from courses.packs.documents import Document, read_yaml, tree_of
from courses.packs.folder import COURSE, PackFolder
from courses.packs.problems import Problems
from courses.packs.trees import Tree
from quizzes.kinds.kind import Content, Written
from quizzes.kinds.registry import question_file

#: a file of questions
QUESTIONS: TypeAdapter[list[Written]] = question_file()

_NUMBER = len("01-")


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """A question, ready to be stored."""

    key: str
    kind: str
    content: Content
    #: slug of the lesson whose file has the same name; None if there is none
    lesson: str | None


def read_bank(
    folder: PackFolder, problems: Problems, known_facts: frozenset[str]
) -> list[BankQuestion]:
    """The questions of the pack in the order of their files, as far as they can be made out.

    Every fault is told. Whoever goes on must refuse the pack if there are any.
    """
    files = folder.inside("questions", ".yaml")
    documents = {name: read_yaml(folder, name, QUESTIONS, problems) for name in files}
    read = {name: document for name, document in documents.items() if document is not None}
    bank: list[BankQuestion] = []
    known: dict[str, tuple[str, int]] = {}
    for name, document in read.items():
        _demand_fresh_ids(name, document, known, problems)
        _demand_known_facts(name, document, known_facts, problems)
        bank += _questions(document, _lesson_of(folder, name))
    if len(read) == len(files):
        _demand_enough(folder, bank, problems)
    return bank


def _demand_fresh_ids(
    name: str,
    document: Document[list[Written]],
    known: dict[str, tuple[str, int]],
    problems: Problems,
) -> None:
    for place, question in enumerate(document.value):
        line = document.line_of(place, "id")
        file, first = known.setdefault(question.id, (name, line))
        if (file, first) == (name, line):
            continue
        if file == name:
            problems.add(name, line, "duplicate_id", id=question.id, first=first)
        else:
            problems.add(name, line, "duplicate_elsewhere", id=question.id, file=file, first=first)


def _demand_known_facts(
    name: str,
    document: Document[list[Written]],
    known_facts: frozenset[str],
    problems: Problems,
) -> None:
    for place, question in enumerate(document.value):
        for number, fact in enumerate(question.facts):
            if fact not in known_facts:
                line = document.line_of(place, "facts", number)
                problems.add(name, line, "unknown_fact", id=fact)


def _demand_enough(folder: PackFolder, bank: list[BankQuestion], problems: Problems) -> None:
    """A paper can be drawn: the bank holds as many questions as the quiz asks."""
    course = tree_of(folder, COURSE, Problems())
    match course:
        case Tree(data={"quiz": {"draw": int(draw)}}) if draw > len(bank):
            line = course.line_of("quiz", "draw")
            problems.add(COURSE, line, "draw_too_large", draw=draw, found=len(bank))


def _questions(document: Document[list[Written]], lesson: str | None) -> Iterator[BankQuestion]:
    for question in document.value:
        yield BankQuestion(question.id, question.kind, question.content(), lesson)


def _lesson_of(folder: PackFolder, name: str) -> str | None:
    """One file of questions per lesson is usual, and has its name."""
    stem = PurePosixPath(name).stem
    return stem[_NUMBER:] if f"lessons/{stem}.md" in folder.files else None
