"""A small quiz for tests that need one but not its pack: seven questions, every kind among them."""

from random import Random
from typing import Any

from app.core import clock
from app.core.db import db
from courses.models import CourseVersion
from quizzes.grading import Asked, draw
from quizzes.kinds.kind import Given
from quizzes.models import Attempt, Question, Quiz
from quizzes.queries.content import quiz_content
from quizzes.queries.papers import Paper

Content = dict[str, Any]


def add_quiz(version: CourseVersion, **columns: int | None) -> Quiz:
    """The version has a quiz that draws five of seven questions, unless `columns` say otherwise."""
    usual = {"draw": 5, "pass_percent": 80, "minutes": 5, "pause_minutes": 10}
    quiz = Quiz(course_version_id=version.id, **{**usual, **columns})
    db.session.add(quiz)
    db.session.flush()
    for kind, content in QUESTIONS:
        db.session.add(
            Question(
                quiz_id=quiz.id,
                key=f"pytanie-{len(content['prompt'])}",
                kind=kind,
                content=content,
                lesson_slug="lekcja-1",
            )
        )
    db.session.flush()
    return quiz


def add_attempt(
    quiz: Quiz, enrolment_id: int, number: int, *, percent: int | None = None
) -> Attempt:
    """The enrolled person has an attempt on a fresh paper; handed in, if it has a result."""
    now = clock.now()
    drawn = draw(list(quiz_content(quiz.id).items.values()), quiz.draw, (), Random(number))
    attempt = Attempt(
        quiz_id=quiz.id,
        enrolment_id=enrolment_id,
        number=number,
        token=f"{number:043}",
        paper=[{"question": asked.item.id, "order": list(asked.order)} for asked in drawn],
        started_at=now,
        submitted_at=None if percent is None else now,
        percent=percent,
        is_passed=None if percent is None else percent >= quiz.pass_percent,
    )
    db.session.add(attempt)
    db.session.flush()
    return attempt


def right_answer(asked: Asked) -> Given:
    """The numbers of the right options, as the author wrote them."""
    content = asked.item.content
    if asked.item.kind == "ordering":
        return tuple(range(len(content["items"])))
    return tuple(n for n, option in enumerate(content["options"]) if option["is_right"])


def wrong_answer(asked: Asked) -> Given:
    """An answer that earns nothing."""
    if asked.item.kind == "ordering":
        return tuple(reversed(right_answer(asked)))
    right = right_answer(asked)
    return next((n,) for n in range(len(asked.item.content["options"])) if n not in right)


def form_of(paper: Paper, position: int, given: Given) -> dict[str, Any]:
    """What a browser sends for this answer: places on the paper, not numbers."""
    order = paper.asked[position - 1].order
    values = [str(order.index(number)) for number in given]
    return {"paper": paper.token, "question": str(position), "answer": values}


def choice(prompt: str, *options: tuple[str, bool]) -> Content:
    """A question with options to choose from."""
    return {
        "prompt": prompt,
        "options": [
            {"text": text, "is_right": is_right, "why": f"Wyjaśnienie: {text.lower()}."}
            for text, is_right in options
        ],
    }


def steps(prompt: str, *texts: str) -> Content:
    """Steps in their order."""
    items = [{"text": text, "why": f"Wyjaśnienie: {text.lower()}."} for text in texts]
    return {"prompt": prompt, "items": items}


def statement(prompt: str, *, is_true: bool) -> Content:
    """A statement that is true, or is not."""
    options = [
        {"text": "", "is_right": is_true, "why": "Wyjaśnienie: o prawdzie."},
        {"text": "", "is_right": not is_true, "why": "Wyjaśnienie: o fałszu."},
    ]
    return {"prompt": prompt, "options": options}


QUESTIONS: list[tuple[str, Content]] = [
    (
        "single",
        choice("Komu zgłosić <em>incydent</em>?", ("Dyrektorowi", True), ("Nikomu", False)),
    ),
    (
        "single",
        choice("Co to jest SZBI?", ("Program", False), ("System", True), ("Plik", False)),
    ),
    (
        "single",
        choice("Kto jest administratorem danych uczniów?", ("CUW", False), ("Szkoła", True)),
    ),
    (
        "multiple",
        choice("Co chronimy?", ("Dane", True), ("Hasła", True), ("Plotki", False)),
    ),
    ("true_false", statement("Hasło można dać koledze.", is_true=False)),
    ("true_false", statement("Ekran blokuje się przy każdym wyjściu z sali.", is_true=True)),
    ("ordering", steps("Co robić po kolei po pomyłce?", "Zauważyć", "Zgłosić", "Opisać")),
]
