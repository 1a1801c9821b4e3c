"""Cities full of random people, in a database."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import insert

from app.core.db import Base, db
from app.people.models import Absence, Employment, Person, Post, Unit, name_keys
from app.training.models.completions import Completion, Source
from app.training.models.trainings import Training, TrainingVersion
from tests.coverage.lives import PATHS, POSTS, START, UNITS, VERSIONS, random_life
from tests.coverage.reference import Away, Done, Life, Work

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def furnish() -> None:
    """Units, posts and trainings stand in the database."""
    session = db.session
    session.execute(insert(Unit), [_unit(one) for one in UNITS])
    posts = [
        {"id": one, "name": f"p{one}", "folded_name": f"p{one}", "is_teaching": teaching}
        for one, teaching in POSTS.items()
    ]
    session.execute(insert(Post), posts)
    categories = {training: category for training, category, _topics in VERSIONS.values()}
    session.execute(
        insert(Training),
        [
            {"id": one, "code": f"T{one}", "title": f"T{one}", "category": category}
            for one, category in categories.items()
        ],
    )
    session.execute(
        insert(TrainingVersion),
        [
            {
                "id": one,
                "training_id": training,
                "label": str(one),
                "in_force_from": START + timedelta(days=one),
                "minutes": 45,
                "topics": list(topics),
            }
            for one, (training, _category, topics) in VERSIONS.items()
        ],
    )


def _unit(unit_id: int) -> dict[str, Any]:
    above, kind = UNITS[unit_id]
    name = {"name": f"U{unit_id}", "short_name": f"U{unit_id}", "sort_key": f"U{unit_id}"}
    return {"id": unit_id, "parent_id": above, "path": PATHS[unit_id], "kind": kind, **name}


@dataclass
class World:
    """People with their lives, by the id they have in the database."""

    lives: dict[int, Life]

    @classmethod
    def random(cls, dice: Random, people: int) -> "World":
        return cls({1 + number: random_life(dice) for number in range(people)})

    def write(self) -> None:
        """The people are in the database, which had none."""
        numbers = count(1)
        rows: dict[type[Base], list[dict[str, Any]]] = {
            Person: [_person(one) for one in self.lives],
            Employment: [_work(one, job) for one, life in self.lives.items() for job in life.work],
            Absence: [_away(one, gone) for one, life in self.lives.items() for gone in life.away],
            Completion: [_done(one, it) for one, life in self.lives.items() for it in life.done],
        }
        for table, new in rows.items():
            if new:
                db.session.execute(insert(table), [{"id": next(numbers), **row} for row in new])


def _person(person_id: int) -> dict[str, Any]:
    keys = name_keys("Anna", f"N{person_id:04}")
    names = {"first_name": "Anna", "last_name": f"N{person_id:04}"}
    return {"email": f"n{person_id}@szkoly.example", **names, **keys}


def _work(person_id: int, job: Work) -> dict[str, Any]:
    place = {"person_id": person_id, "unit_id": job.unit, "post_id": job.post, "fte": job.fte}
    return {**place, "started_on": job.first, "ended_on": job.last}


def _away(person_id: int, gone: Away) -> dict[str, Any]:
    days = {"started_on": gone.first, "ended_on": gone.last}
    return {"person_id": person_id, "unit_id": gone.unit, **days}


def _done(person_id: int, it: Done) -> dict[str, Any]:
    revoked = {"revoked_by": "B", "revoked_at": NOON, "revoked_reason": "pomyłka"}
    return {
        "person_id": person_id,
        "version_id": it.version,
        "completed_on": it.day,
        "source": Source.EXTERNAL if it.external else Source.LIST,
        "is_passed": it.passed,
        "recorded_at": NOON,
        "reference": "lista",
        "confirmed_by": "A" if it.confirmed else None,
        "confirmed_at": NOON if it.confirmed else None,
        **(revoked if it.revoked else dict.fromkeys(revoked)),
    }
