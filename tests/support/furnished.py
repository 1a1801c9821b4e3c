"""The small city with one of everything, so that every address leads somewhere."""

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.accounts.models import AccessLink, LinkPurpose, RoleGrant, SignInSession
from app.accounts.tokens import token_hash
from app.api.services import Terms, give
from app.attendance.queries.feeds import own_token
from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from app.core.jobs.models import Job
from app.core.jobs.services import enqueue
from app.people.models import Employment, Post, Unit
from app.training.models.completions import Completion
from app.training.models.trainings import TrainingVersion
from certificates.services.issuing import issue
from certificates.wording.document import PolishLabels
from courses.models import CoursePicture
from courses.services.enrolments import enrol
from tests.support.assignments import add_assignment, add_waiver
from tests.support.city import City, add_absence, add_completion, add_training, build_city
from tests.support.courses import add_course
from tests.support.outside import add_outside
from tests.support.pages import Visitor
from tests.support.quizzes import add_attempt, add_quiz
from tests.support.reminders import add_waiting_mail
from tests.support.sessions import add_session, closed
from tests.support.snapshots import publish_figure

ROSTER = """Imię;Nazwisko;E-mail;Stanowisko;Jednostka
Ewa;Nowa;ewa@szkoly.example;nauczyciel;SP nr 1
"""
LIST = """E-mail;Data;Wynik
hanna@szkoly.example;2026-03-02;zaliczony
"""


@dataclass
class House:
    """The city with one of everything, its application, and a copy to return to."""

    city: City
    names: dict[str, int | str]
    folder: Path
    kept: Path

    def restore(self) -> None:
        """All files, the SQLite database among them, are as they were."""
        self._close()
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)

    def keep(self) -> None:
        """All files are kept for `restore`."""
        self._close()
        shutil.copytree(self.folder, self.kept)

    def _close(self) -> None:
        with self.city.app.app_context():
            db.engine.dispose()


def furnish(app: Flask) -> tuple[City, dict[str, int | str]]:
    """The city, and what the names in example addresses stand for: numbers, codes, a token."""
    city = build_city(app)
    with app.app_context(), transaction():
        ids = _facts(city)
        paper = _certificate(ids["completion"])
        picture = _course(city)
        token = _link(city)
        ids |= _session(city)
        ids |= _acting(city)
        lists = _participation(city)
    with app.app_context():
        ids["snapshot"] = publish_figure(city.units["a"], date(2026, 6, 30)).id
    uploads = {"roster": _uploaded_roster(city), "list": _uploaded_list(city)}
    with app.app_context():
        ids |= _held(city)
        ids |= _machinery(city)
        calendar = own_token(city.persons["teresa"])
    codes = {"picture": picture, "token": token, "calendar_token": calendar}
    more = {**paper, **lists, **uploads, **codes}
    return city, {**city.units, **city.persons, **ids, **more}


def _facts(city: City) -> dict[str, int]:
    """Teresa was trained, and away, and the city is asked; the numbers of what says so."""
    teresa = city.persons["teresa"]
    version_id = add_training()
    version = db.session.get_one(TrainingVersion, version_id)
    completion = add_completion(teresa, version_id, date(2026, 3, 1), is_confirmed=False)
    assignment = add_assignment(city.units["city"], date(2026, 12, 31))
    return {
        "assignment": assignment.id,
        "version": version_id,
        "training": version.training_id,
        "completion": completion.id,
        "outside": add_outside(teresa).id,
        "absence": add_absence(teresa, date(2026, 4, 1), date(2026, 4, 7)).id,
    }


def _certificate(completion_id: int) -> dict[str, int | str]:
    """The completion has a certificate; its number and its code."""
    issued = issue(
        [db.session.get_one(Completion, completion_id)],
        labels=PolishLabels(),
        base_url="https://kadra.example.pl",
        by=command_line("test"),
        at=clock.now(),
    )
    certificate = issued.certificates[completion_id]
    return {"certificate": certificate.id, "certificate_code": certificate.code}


def _course(city: City) -> str:
    """Teresa has started course S1 and tries its quiz again; the digest of a picture in it."""
    version, now = add_course(), clock.now()
    enrolment = enrol(version.course, city.persons["teresa"], by=command_line("test"), at=now)
    quiz = add_quiz(version)
    add_attempt(quiz, enrolment.id, 1, percent=60)
    add_attempt(quiz, enrolment.id, 2)
    picture = CoursePicture(digest="d" * 64, media_type="image/svg+xml", content=b"<svg/>")
    db.session.add(picture)
    db.session.flush()
    return picture.digest


def _session(city: City) -> dict[str, int]:
    """The city holds a session that has just begun: Tomasz leads it, school A is invited."""
    session = add_session(
        city.units["city"],
        invited=[city.units["a"]],
        trainers=[city.accounts["tomasz"]],
    )
    return {"session": session.id, "meeting": session.meetings[0].id}


def _acting(city: City) -> dict[str, int]:
    """Hanna need not complete the training; a mailing at school A waits, with a mail to Teresa."""
    waiver = add_waiver(city.persons["hanna"])
    mail = add_waiting_mail(city.units["a"], city.persons["teresa"])
    return {"waiver": waiver.id, "mailing": mail.mailing_id, "reminder": mail.id}


def _participation(city: City) -> dict[str, int | str]:
    """A session of school A was closed, though nobody came; number and code of the list."""
    session = add_session(
        city.units["city"],
        starts_at=clock.now() - timedelta(days=2),
        invited=[city.units["a"]],
        trainers=[city.accounts["tomasz"]],
    )
    kept = closed(session).lists[0]
    return {"participation": kept.id, "participation_code": kept.code}


def _held(city: City) -> dict[str, int]:
    """The numbers of what the city was built with: Teresa's employment, account and role."""
    account = city.accounts["teresa"]
    employment = select(Employment.id).where(Employment.person_id == city.persons["teresa"])
    return {
        "employment": db.session.scalars(employment).one(),
        "post": db.session.scalars(select(Post.id).where(Post.name == "nauczyciel")).one(),
        "account": account,
        "sign_in": _sign_in_of(city.accounts["kazimierz"]),
        "grant": db.session.scalars(
            select(RoleGrant.id).where(RoleGrant.account_id == account)
        ).one(),
    }


def _machinery(city: City) -> dict[str, int]:
    """A job was given up, and a program was given a token for school A."""
    now = clock.now()
    with transaction() as session:
        job_id = enqueue("jobs.clean", {}, by=command_line("test"), at=now)
        job = session.get_one(Job, job_id)
        job.given_up_at, job.last_error = now, "ConnectionRefusedError: nobody answers"
        unit = session.get_one(Unit, city.units["a"])
        terms = Terms("hurtownia danych", unit, sees_people=False, expires_on=date(2030, 1, 1))
        token = give(terms, by=command_line("test"), at=now).row
    return {"job": job.id, "api_token": token.id}


def _sign_in_of(account_id: int) -> int:
    """The number of a browser that is signed in to the account."""
    query = select(SignInSession.id).where(SignInSession.account_id == account_id)
    return db.session.scalars(query.limit(1)).one()


def _link(city: City) -> str:
    """Teresa was mailed a link; its token."""
    token = "a-token-that-was-mailed"
    now = clock.now()
    db.session.add(
        AccessLink(
            token_hash=token_hash(token),
            account_id=city.accounts["teresa"],
            purpose=LinkPurpose.INVITATION,
            created_at=now,
            expires_at=now + timedelta(days=7),
        )
    )
    db.session.flush()
    return token


def _uploaded_roster(city: City) -> int:
    """Kazimierz has uploaded a staff list; its number."""
    upload = {
        "file": (BytesIO(ROSTER.encode()), "kadra.csv"),
        "unit_id": str(city.units["city"]),
        "as_of": "2026-06-30",
    }
    return _number_of(Visitor(city, "kazimierz").post("/people/imports/", upload))


def _uploaded_list(city: City) -> int:
    """Kazimierz has uploaded a list of confirmation; its number."""
    upload = {"file": (BytesIO(LIST.encode()), "lista.csv"), "training": "BI-2026"}
    return _number_of(Visitor(city, "kazimierz").post("/completions/imports/", upload))


def _number_of(received: TestResponse) -> int:
    return int(received.headers["Location"].rpartition("/")[2])
