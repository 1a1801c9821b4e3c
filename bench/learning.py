"""What a learner does, step by step, beside a bare Flask page with one query."""

import http.client
import re
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.cli.database import migrate
from app.cli.demo.learning import PACK
from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from app.core.settings import Settings
from app.factory import create_app
from bench.learners import Learner, crowd, learners
from bench.pages import BARE, Measured, measured
from bench.population import build
from bench.served import Answer, Client, served
from certificates.models import Certificate
from courses.models import Enrolment
from courses.packs.folder import PackFolder
from quizzes.models import Attempt, Question
from quizzes.services.publishing import publish_course

COURSE = "/courses/S1"
LEARNERS = 80
WARM_UP = 10

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_LESSON = re.compile(rf'"({COURSE}/lessons/[a-z-]+)["#?]')


class Stopwatch:
    """Seconds of every step, by its name."""

    def __init__(self) -> None:
        self._taken: dict[str, list[float]] = {}

    def add(self, step: str, answer: Answer) -> Answer:
        """The answer, which is no error, and its time is kept."""
        assert answer.status in {http.client.OK, http.client.FOUND}, (step, answer.status)
        self._taken.setdefault(step, []).append(answer.seconds)
        return answer

    def results(self) -> dict[str, Measured]:
        return {step: measured(seconds[WARM_UP:]) for step, seconds in self._taken.items()}


def learning(folder: Path, people: int) -> dict[str, Measured]:
    """Every step of a course among `people` learners with ten answers each, by its name."""
    env = {
        "KADRA_DATA_DIR": str(folder),
        "KADRA_SECRET_KEY": "b" * 32,
        "KADRA_QUIZ_PAUSE_MINUTES": "0",
    }
    app = create_app(Settings.from_env(env))
    with app.app_context():
        migrate()
        city = build(people)
        with transaction():
            by = command_line("bench")
            publish_course(PackFolder.open(PACK), by=by, at=clock.now())
        crowd(LEARNERS + 1, people)
        few = learners(app, LEARNERS, city)
        codes = list(db.session.scalars(select(Certificate.code).limit(LEARNERS)))
        db.session.rollback()
    watch = Stopwatch()
    with ExitStack() as servers:
        bare = Client(servers.enter_context(served("bench.bare:app", env)))
        port = servers.enter_context(served("wsgi:app", env))
        for learner, code in zip(few, codes, strict=True):
            for _ in range(5):
                watch.add(BARE, bare.ask("/"))
            _Course(app, Client(port, learner.cookie), learner, watch).take()
            watch.add("verification page", Client(port).ask(f"/v/{code}"))
    with app.app_context():
        db.engine.dispose()
    return watch.results()


class _Course:
    """One learner takes the whole course: fails the quiz, then passes it."""

    def __init__(self, app: Flask, client: Client, learner: Learner, watch: Stopwatch) -> None:
        self._app = app
        self._client = client
        self._person_id = learner.person_id
        self._watch = watch
        self._token = ""

    def take(self) -> None:
        page = self._watch.add("course page", self._client.ask(COURSE))
        self._token = _TOKEN.findall(page.text)[0]
        self._send("start of the course", "/start")
        for lesson in self._lessons():
            self._watch.add("lesson page", self._client.ask(lesson))
            self._send("lesson read", lesson.removeprefix(COURSE) + "/finish")
        self._attempt("submit, failed", is_right=False)
        self._attempt("submit, passed: completion and certificate", is_right=True)
        self._watch.add("home page", self._client.ask("/"))

    def _lessons(self) -> list[str]:
        page = self._client.ask(COURSE).text
        return list(dict.fromkeys(_LESSON.findall(page)))

    def _attempt(self, handing_in: str, *, is_right: bool) -> None:
        self._send("start of an attempt", "/quiz/start")
        paper, answers = self._paper(is_right=is_right)
        for position, given in enumerate(answers, start=1):
            self._watch.add(
                "paper page", self._client.ask(f"{COURSE}/quiz/paper?question={position}")
            )
            form = {"paper": paper, "question": position, "go": "next", "answer": given}
            self._send("save of an answer", "/quiz/answer", form)
        self._send(handing_in, "/quiz/submit", {"paper": paper})

    def _send(self, step: str, path: str, form: Mapping[str, object] | None = None) -> None:
        sent = {**(form or {}), "csrf_token": self._token}
        self._watch.add(step, self._client.ask(COURSE + path, sent))

    def _paper(self, *, is_right: bool) -> tuple[str, list[list[str]]]:
        """The token of the open paper, and what a form would send for each of its questions."""
        with self._app.app_context():
            attempt = db.session.scalars(
                select(Attempt)
                .join(Enrolment)
                .where(Enrolment.person_id == self._person_id, Attempt.submitted_at.is_(None))
            ).one()
            kept = {one.id: one for one in db.session.scalars(select(Question))}
            answers = [
                _places(kept[asked["question"]], asked["order"], is_right=is_right)
                for asked in attempt.paper
            ]
            return attempt.token, answers


def _places(question: Question, order: list[int], *, is_right: bool) -> list[str]:
    """Where the right answer stands on the paper; or some wrong one."""
    if question.kind == "ordering":
        right = list(range(len(order)))
        wanted = right if is_right else right[::-1]
    else:
        options = question.content["options"]
        wanted = [n for n, one in enumerate(options) if one["is_right"] is is_right]
        wanted = wanted if is_right else wanted[:1]
    return [str(order.index(number)) for number in wanted]
