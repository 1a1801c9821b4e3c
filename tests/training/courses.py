"""Trainings and completions that tests of the register share."""

from datetime import date

from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from app.training.models.completions import Completion, Source
from app.training.models.trainings import Category, Topic
from app.training.services.completions import NewCompletion, record_completion, revoke
from app.training.services.trainings import add_version, create_training
from tests.support.city import City

BY = command_line("test")

FIRST_DAY = date(2026, 1, 1)
SECOND_DAY = date(2026, 7, 1)


def add_training(
    city: City, code: str = "BI-2026", title: str = "Bezpieczeństwo informacji"
) -> dict[str, int]:
    """A training with two versions stands in the catalogue; ids of it, "v1" and "v2"."""
    with city.app.app_context(), transaction():
        training = create_training(
            code=code,
            title=title,
            category=Category.INFORMATION_SECURITY,
            validity_months=None,
            by=BY,
        )
        versions = [
            add_version(
                training,
                label=label,
                in_force_from=day,
                minutes=215,
                topics=[Topic.KSC_A, Topic.KRI_A],
                by=BY,
            )
            for label, day in (("1", FIRST_DAY), ("2", SECOND_DAY))
        ]
        return {"training": training.id, "v1": versions[0].id, "v2": versions[1].id}


def complete(
    city: City,
    persona: str,
    version_id: int,
    day: date = date(2026, 3, 2),
    *,
    is_passed: bool = True,
    is_confirmed: bool = True,
    score: int | None = None,
) -> int:
    """The persona's completion stands in the register; its id."""
    claim = NewCompletion(city.persons[persona], version_id, day, is_passed, score)
    with city.app.app_context(), transaction():
        return record_completion(
            claim,
            source=Source.LIST,
            reference="lista 1",
            is_confirmed=is_confirmed,
            by=BY,
            at=clock.now(),
        ).id


def revoked(city: City, completion_id: int) -> None:
    """The completion is revoked."""
    with city.app.app_context(), transaction():
        completion = db.session.get_one(Completion, completion_id)
        revoke(completion, reason="pomyłka", by=BY, at=clock.now())


def stored(city: City, completion_id: int) -> Completion:
    """The completion as the database has it."""
    with city.app.app_context():
        return db.session.get_one(Completion, completion_id)
