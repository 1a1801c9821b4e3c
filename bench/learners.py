"""People who learn: a crowd that has been through the quiz, and a few who are about to."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import insert, select

from app.accounts.models import Account, RoleGrant, SignInSession
from app.accounts.tokens import new_token, token_hash
from app.core import clock
from app.core.actors import Role
from app.core.db import db, transaction
from app.core.paper.codes import new_code
from app.training.models.completions import Completion
from certificates.models import Certificate, CertificateCount, CertificateFile
from courses.models import CourseVersion, Enrolment, LessonProgress
from quizzes.models import Answer, Attempt, Question, Quiz

Item = TypeVar("Item")

ANSWERS = 10
_BATCH = 1000

#: of the usual size
_FACTS = {
    "language": "pl",
    "name": "Anna Łuczak-Żółkiewska",
    "schools": ["Szkoła Podstawowa nr 9"],
    "title": "Bezpieczeństwo informacji",
    "programme": "2026",
    "topics": ["Zagrożenia bezpieczeństwa informacji"] * 5,
    "minutes": 215,
    "teaching_hours": "4.7",
    "completed_on": "2026-05-12",
    "score_percent": 92,
    "issuer": "Centrum Usług Wspólnych",
    "issued_on": "2026-05-12",
    "valid_until": None,
}


@dataclass(frozen=True, slots=True)
class Learner:
    """A person with an account, and the cookie of her browser."""

    person_id: int
    cookie: str


def crowd(first: int, last: int) -> None:
    """The people from `first` to `last` read every lesson and failed the quiz once.

    Every second completion in the register has a certificate.
    """
    with transaction():
        for people in _groups(range(first, last + 1)):
            _learnt(people)
        _certified()


def learners(app: Flask, count: int, unit_id: int) -> list[Learner]:
    """The first `count` people have accounts and are signed in; they have learnt nothing yet."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    tokens = {person_id: new_token() for person_id in range(1, count + 1)}
    with transaction():
        for person_id, token in tokens.items():
            _sign_in(person_id, token, unit_id)
    name = app.config["SESSION_COOKIE_NAME"]
    return [
        Learner(person_id, f"{name}={signer.dumps({'_user_id': token, '_fresh': True})}")
        for person_id, token in tokens.items()
    ]


def _learnt(people: Sequence[int]) -> None:
    """Rows are numbered by person, so that each table is one insert."""
    version = db.session.scalars(select(CourseVersion)).one()
    quiz_id = db.session.scalars(select(Quiz.id)).one()
    paper = [
        {"question": one, "order": [0, 1]}
        for one in db.session.scalars(select(Question.id).limit(ANSWERS))
    ]
    lessons = [lesson.id for lesson in version.lessons]
    at = clock.now() - timedelta(days=30)
    begun = {"course_id": version.course_id, "course_version_id": version.id, "started_at": at}
    tried = {"quiz_id": quiz_id, "number": 1, "paper": paper, "started_at": at}
    result = {"submitted_at": at, "percent": 50, "is_passed": False}
    read = {"seen_at": at, "finished_at": at, "seconds": 300}
    answer = {"given": [1], "saved_at": at, "credit_percent": 50}
    _store(Enrolment, [{"id": one, "person_id": one, **begun} for one in people])
    _store(
        LessonProgress,
        [
            {"enrolment_id": one, "lesson_id": lesson, **read}
            for one in people
            for lesson in lessons
        ],
    )
    _store(
        Attempt,
        [
            {"id": one, "enrolment_id": one, "token": f"{one:043}", **tried, **result}
            for one in people
        ],
    )
    _store(
        Answer,
        [
            {"attempt_id": one, "position": place, **answer}
            for one in people
            for place in range(1, ANSWERS + 1)
        ],
    )


def _certified() -> None:
    """The files are small: nobody reads them here."""
    rows = db.session.execute(select(Completion.id, Completion.person_id)).all()
    issued = {"year": 2025, "facts": _FACTS, "issued_at": clock.now(), "issued_by": "bench"}
    chosen = rows[::2]
    for group in _groups(list(enumerate(chosen, start=1))):
        _store(
            Certificate,
            [
                {
                    "id": serial,
                    "serial": serial,
                    "code": new_code(),
                    "completion_id": row.id,
                    "person_id": row.person_id,
                    "sha256": hashlib.sha256(str(serial).encode()).hexdigest(),
                    **issued,
                }
                for serial, row in group
            ],
        )
        _store(
            CertificateFile,
            [{"certificate_id": serial, "content": b"%PDF-" + bytes(1000)} for serial, _ in group],
        )
    _store(CertificateCount, [{"year": 2025, "issued": len(chosen)}])


def _sign_in(person_id: int, token: str, unit_id: int) -> None:
    now = clock.now()
    account = Account(
        email=f"p{person_id}@szkoly.example",
        display_name=f"Osoba {person_id}",
        person_id=person_id,
        language="pl",
        created_at=now,
    )
    db.session.add(account)
    db.session.flush()
    lasting = {"started_at": now, "expires_at": now + timedelta(hours=2), "user_agent": "bench"}
    signed_in = SignInSession(token_hash=token_hash(token), account_id=account.id, **lasting)
    held = {"role": Role.LEARNER, "unit_id": unit_id, "started_on": date(2026, 1, 1)}
    db.session.add_all([signed_in, RoleGrant(account_id=account.id, **held)])


def _groups(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))


def _store(table: type[Any], rows: list[dict[str, Any]]) -> None:
    db.session.execute(insert(table), rows)
