"""A pack becomes a version of its course, once, and never against the register."""

from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.core import clock
from app.core.actors import command_line
from app.core.audit import AuditEntry
from app.core.db import Base, db, transaction
from app.training.models.trainings import Category, Topic, Training, TrainingVersion
from app.training.services import trainings
from courses.models import Course, CoursePicture, CourseVersion, Lesson
from courses.packs.problems import PackRefused, Problem
from courses.services.publishing import publish
from tests.support.packs import COURSE, SECOND, SMALL, SVG, Change, good_pack, write_pack

AUTHOR = command_line("kadra courses load")
Load = Callable[..., tuple[int, bool]]


@pytest.fixture
def load(app: Flask, tmp_path: Path) -> Load:
    """The small pack is published with these files changed; number of its version, and if new."""
    counter = iter(range(100))

    def published(**changes: Change) -> tuple[int, bool]:
        pack = good_pack(write_pack(tmp_path / f"pack-{next(counter)}", **changes))
        with app.app_context(), transaction():
            done = publish(pack, by=AUTHOR, at=clock.now())
            return done.version.number, done.is_new

    return published


def refusal(load: Load, **changes: Change) -> list[Problem]:
    """Why the pack is not published."""
    with pytest.raises(PackRefused) as refused:
        load(**changes)
    return list(refused.value.problems)


def count(app: Flask, model: type[Base]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_pack_is_stored_as_it_will_be_shown(app: Flask, load: Load) -> None:
    assert load() == (1, True)

    with app.app_context():
        version = db.session.scalars(select(CourseVersion)).one()
        assert version.course.code == "MINI"
        assert version.published_by == "kadra courses load"
        assert (version.title, version.language) == ("Pomyłki i zgłoszenia", "pl")
        assert version.outcomes == ["wiem, komu zgłosić pomyłkę"]
        assert version.glossary["iod"]["term"] == "IOD"
        assert version.facts[0]["check_again_by"] == "2027-11-22"
        assert "pomylka w adresie" in version.search_text
        assert [lesson.slug for lesson in version.lessons] == ["pomylka-w-adresie", "komu-zglosic"]
        assert version.lessons[0].parts[1]["check"]["key"] == "kto-pierwszy"


def test_the_training_and_its_programme_are_created_if_the_register_lacks_them(
    app: Flask, load: Load
) -> None:
    load()

    with app.app_context():
        programme = db.session.scalars(select(TrainingVersion)).one()
        training = programme.training
        assert (training.code, training.title) == ("MINI", "Pomyłki i zgłoszenia")
        assert (training.category, training.validity_months) == ("information_security", 12)
        assert (programme.label, programme.minutes) == ("2026.1", 15)
        assert programme.topics == ["KRI.a", "KSC.c"]


def test_a_pack_loaded_twice_changes_nothing(app: Flask, load: Load) -> None:
    load()
    entries = count(app, AuditEntry)

    assert load() == (1, False)
    assert load(**{"README.md": "not part of the pack"}) == (1, False)
    assert (count(app, CourseVersion), count(app, Lesson)) == (1, 2)
    assert count(app, AuditEntry) == entries


def test_an_edited_pack_is_a_new_version_and_the_old_one_stays(app: Flask, load: Load) -> None:
    load()

    assert load(**{SECOND: "Całkiem inaczej."}) == (2, True)

    with app.app_context():
        first, second = db.session.scalars(select(CourseVersion).order_by(CourseVersion.number))
        assert first.training_version_id == second.training_version_id
        assert "Najpierw dyrektor" in first.lessons[1].parts[0]["html"]
        assert second.lessons[1].parts == [{"html": "<p>Całkiem inaczej.</p>\n"}]


def test_going_back_is_a_new_version_too(load: Load) -> None:
    """Only the newest is compared with: it is what people are offered."""
    load()
    load(**{SECOND: "Całkiem inaczej."})

    assert load() == (3, True)


def test_a_picture_is_stored_once(app: Flask, load: Load) -> None:
    """Whatever versions show it."""
    load()
    load(**{SECOND: "Całkiem inaczej."})
    assert count(app, CoursePicture) == 1

    load(**{SVG: ("#b45a09", "#0e5a5c")})
    assert count(app, CoursePicture) == 2


def test_the_log_says_what_was_published(app: Flask, load: Load) -> None:
    load()

    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
        assert [entry.action for entry in entries] == [
            "training.training_created",
            "training.version_added",
            "courses.published",
        ]
        assert entries[-1].subject_label == "MINI: Pomyłki i zgłoszenia"
        assert entries[-1].changes["version"] == [None, 1]


def test_a_training_of_the_register_is_used(app: Flask, load: Load) -> None:
    """Its code may be typed otherwise there, and its title is its own."""
    with app.app_context(), transaction():
        training = trainings.create_training(
            code="Mini",
            title="Pomyłki",
            category=Category.INFORMATION_SECURITY,
            validity_months=12,
            by=AUTHOR,
        )
        trainings.add_version(
            training,
            label="2026.1",
            in_force_from=clock.today().replace(month=9, day=1, year=2026),
            minutes=15,
            topics=[Topic.KSC_C, Topic.KRI_A],
            by=AUTHOR,
        )

    assert load() == (1, True)
    assert (count(app, Training), count(app, TrainingVersion)) == (1, 1)


def test_a_new_label_is_a_new_programme(app: Flask, load: Load) -> None:
    load()
    course = (SMALL / COURSE).read_text()
    newer = course.replace("2026.1", "2027.1").replace("2026-09-01", "2027-09-01")

    assert load(**{COURSE: newer.replace("minutes: 15", "minutes: 20")}) == (2, True)
    assert count(app, TrainingVersion) == 2


@pytest.mark.parametrize(
    "old,new,told",
    [
        ("minutes: 15", "minutes: 20", ("programme_differs", "minutes", "15", "20")),
        ("[KRI.a, KSC.c]", "[KRI.a]", ("programme_differs", "topics", "KRI.a, KSC.c", "KRI.a")),
        (
            "2026-09-01",
            "2026-10-01",
            ("programme_differs", "in_force_from", "2026-09-01", "2026-10-01"),
        ),
        ("months: 12", "months: 24", ("training_differs", "validity_months", "12", "24")),
        ("  validity_months: 12\n", "", ("training_differs", "validity_months", "12", "–")),
        (
            "information_security",
            "other",
            ("training_differs", "category", "information_security", "other"),
        ),
    ],
)
def test_the_register_is_not_contradicted(
    load: Load, old: str, new: str, told: tuple[str, ...]
) -> None:
    """Under the same label stands the same programme; nothing of the pack is taken."""
    load()

    (problem,) = refusal(load, **{COURSE: (old, new)})

    details = problem.details
    assert (problem.file, problem.line) == (COURSE, 9)
    assert (problem.code, details["field"], details["registered"], details["given"]) == told


def test_every_difference_is_told(load: Load) -> None:
    load()
    course = (SMALL / COURSE).read_text()
    changed = course.replace("minutes: 15", "minutes: 20").replace("[KRI.a, KSC.c]", "[]")

    problems = refusal(load, **{COURSE: changed})

    assert [problem.details["field"] for problem in problems] == ["minutes", "topics"]


def test_a_day_belongs_to_one_programme(load: Load) -> None:
    load()

    (problem,) = refusal(load, **{COURSE: ("2026.1", "2026.2")})

    assert problem.code == "day_taken"
    assert problem.details["day"] == "2026-09-01"


def test_a_course_stays_with_its_training(load: Load) -> None:
    load()

    (problem,) = refusal(load, **{COURSE: ("  code: MINI", "  code: MAXI")})

    assert (problem.code, problem.details["registered"]) == ("other_training", "MINI")


def test_two_who_load_at_once_make_one_version(app: Flask, tmp_path: Path) -> None:
    """Training, programme, course, version and picture come to be once."""
    pack = good_pack(write_pack(tmp_path / "pack"))
    barrier = Barrier(2)
    found: list[tuple[int, bool]] = []

    def run() -> None:
        with app.app_context():
            barrier.wait()
            with transaction():
                done = publish(pack, by=AUTHOR, at=clock.now())
                found.append((done.version.number, done.is_new))

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [(1, False), (1, True)]
    assert (count(app, Course), count(app, CourseVersion), count(app, Training)) == (1, 1, 1)
