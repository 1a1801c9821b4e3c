"""What either of two entries had is had by the one that stays; nothing is lost or had twice."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Table, func, select, text
from sqlalchemy.exc import DatabaseError

from app.accounts.models import Account
from app.attendance.checkin import Refusal
from app.attendance.queries.feeds import own_token
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.people.models import Person
from app.people.queries.merging import references
from app.people.wording.merging import TABLES
from app.training.models.assignments import Waiver
from app.training.models.completions import Completion, State
from certificates.services.issuing import issue
from certificates.wording.document import PolishLabels
from courses.models import Enrolment, LessonProgress
from courses.services.enrolments import enrol
from tests.attendance.desk import scan, send, set_desk
from tests.people.merging import OFFICE, merged, second_entry
from tests.support.assignments import add_waiver
from tests.support.city import (
    City,
    add_absence,
    add_completion,
    add_training,
)
from tests.support.courses import add_course
from tests.support.outside import add_outside
from tests.support.pages import Visitor

Browser = Callable[[str | None], Visitor]
#: what stays with the number of the old entry, and why: see docs/decisions/0035
STAYS = {"replaced_links"}


@pytest.fixture
def double(city: City) -> int:
    """The number of Teresa's second entry."""
    return second_entry(city)


@pytest.mark.parametrize("is_reversed", [False, True])
def test_of_two_same_completions_the_one_that_counts_stands(
    city: City, double: int, is_reversed: bool
) -> None:
    teresa = city.persons["teresa"]
    one, other = (double, teresa) if is_reversed else (teresa, double)
    with city.app.app_context(), transaction():
        version = add_training()
        weak = add_completion(one, version, date(2026, 3, 1), is_confirmed=False).id
        strong = add_completion(other, version, date(2026, 3, 1)).id
        elsewhere = add_completion(double, version, date(2026, 3, 2)).id

    merged(city, double, teresa)

    with city.app.app_context():
        rows = {row.id: row for row in db.session.scalars(select(Completion))}
        assert {row.person_id for row in rows.values()} == {teresa}
        assert [rows[number].state for number in (weak, strong, elsewhere)] == [
            State.REVOKED,
            State.CONFIRMED,
            State.CONFIRMED,
        ]
        assert str(strong) in (rows[weak].revoked_reason or "")


def everything_of(person_id: int) -> None:
    """The person has a row in every table that a person can have without more ado."""
    version = add_training(f"T-{person_id}")
    completion = add_completion(person_id, version, date(2026, 3, 1))
    issue(
        [completion], labels=PolishLabels(), base_url="https://k.example", by=OFFICE, at=clock.now()
    )
    add_outside(person_id, sha256=f"{person_id:064}")
    add_absence(person_id, date(2026, 5, 1), date(2026, 5, 3))
    db.session.add(
        Waiver(
            person_id=person_id,
            training_id=completion.version.training_id,
            reason="długie zwolnienie",
            waived_at=clock.now(),
            waived_by="test",
        )
    )


def test_of_two_waivers_the_longer_stands_and_the_log_says_so(city: City, double: int) -> None:
    teresa = city.persons["teresa"]
    with city.app.app_context(), transaction():
        add_training("T-9")
        add_waiver(teresa, code="T-9", until_on=date(2099, 1, 31))
        add_waiver(double, code="T-9")

    merged(city, double, teresa)

    with city.app.app_context():
        (stands,) = db.session.scalars(select(Waiver).where(Waiver.withdrawn_at.is_(None)))
        assert (stands.person_id, stands.until_on) == (teresa, None)
        said = select(AuditEntry.action).where(AuditEntry.area == "training")
        assert "training.waiver_withdrawn" in db.session.scalars(said).all()


def test_no_row_is_left_with_the_entry_that_goes(city: City, double: int) -> None:
    with city.app.app_context(), transaction():
        everything_of(double)

    merged(city, double, city.persons["teresa"])

    with city.app.app_context():
        left = {
            table.name
            for table, column in references()
            if table.name not in STAYS and rows_of(table, column, double)
        }
    assert left == set()


def rows_of(table: Table, column: str, person_id: int) -> int:
    return (
        db.session.scalar(
            select(func.count()).select_from(table).where(table.c[column] == person_id)
        )
        or 0
    )


def test_every_table_about_persons_is_thought_of() -> None:
    """A new one is named here once somebody has said what a merge does with it."""
    assert {table.name for table, _column in references()} == set(TABLES)


def test_an_unfinished_course_goes_on_with_what_was_read_in_either(city: City, double: int) -> None:
    teresa = city.persons["teresa"]
    with city.app.app_context(), transaction():
        version, now = add_course(), clock.now()
        mine = enrol(version.course, teresa, by=OFFICE, at=now).id
        theirs = enrol(version.course, double, by=OFFICE, at=now).id
        lesson = version.lessons[0].id
        db.session.add(
            LessonProgress(
                enrolment_id=theirs, lesson_id=lesson, seen_at=now, finished_at=now, seconds=60
            )
        )

    merged(city, double, teresa)

    with city.app.app_context():
        read = db.session.get_one(LessonProgress, (mine, lesson))
        assert read.finished_at is not None
        assert db.session.get_one(Enrolment, theirs).person_id == double


def test_presence_follows_and_the_old_badge_still_tells_of_her(
    city: City, visitor: Browser, double: int
) -> None:
    city.persons["double"] = double
    desk = set_desk(city)
    old_badge = desk.badge("double")
    desk.tell("double", 5)

    merged(city, double, city.persons["teresa"])
    answer = send(visitor("tomasz"), desk.meeting_id, scan(old_badge))

    assert answer.status_code == 200
    assert (desk.people_in(), desk.reasons()) == ({"teresa"}, [])


def test_whoever_replaces_a_badge_or_a_calendar_replaces_those_of_the_old_entry_too(
    city: City, visitor: Browser, double: int
) -> None:
    city.persons["double"] = double
    desk, teresa = set_desk(city), city.persons["teresa"]
    with city.app.app_context():
        badge, feed = desk.badge("double"), f"/calendar/{own_token(double)}.ics"
    merged(city, double, teresa)
    assert visitor(None).client.get(feed).status_code == 200

    visitor("teresa").post(f"/people/{teresa}/badge/replace")
    visitor("teresa").post("/my-sessions/calendar/replace")

    send(visitor("tomasz"), desk.meeting_id, scan(badge))
    assert desk.reasons() == [Refusal.REPLACED_BADGE]
    assert visitor(None).client.get(feed).status_code == 404


def test_the_one_account_follows_and_of_two_open_ones_one_is_closed_first(
    city: City, visitor: Browser, double: int
) -> None:
    city.language = "en"
    teresa = city.persons["teresa"]
    with city.app.app_context(), transaction():
        db.session.get_one(Account, city.accounts["teresa"]).person_id = double
    merged(city, double, teresa)
    with city.app.app_context():
        assert db.session.get_one(Account, city.accounts["teresa"]).person_id == teresa

    form = {"other": city.persons["hanna"], "stays": teresa, "reason": "Pomyłka."}
    answer = visitor("kazimierz").send(f"/people/{teresa}/merge", form)

    assert "Both have an account: hanna@szkoly.example and teresa@szkoly.example." in answer.text
    with city.app.app_context():
        assert db.session.get_one(Person, city.persons["hanna"]).merged_into_id is None

    visitor("adam").post(f"/accounts/{city.accounts['hanna']}/close")
    visitor("kazimierz").post(f"/people/{teresa}/merge", form)
    with city.app.app_context():
        accounts = (db.session.get_one(Account, city.accounts[one]) for one in ("teresa", "hanna"))
        assert [one.person_id for one in accounts] == [teresa, None]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE completions SET person_id = :other",
        "UPDATE completions SET completed_on = '2025-01-01'",
        "INSERT INTO absences (person_id, started_on) VALUES (:gone, '2026-01-01')",
    ],
)
def test_the_database_lets_records_follow_a_merge_and_nothing_else(
    city: City, double: int, statement: str
) -> None:
    with city.app.app_context(), transaction():
        add_completion(city.persons["teresa"], add_training(), date(2026, 3, 1))
    merged(city, double, city.persons["teresa"])

    values = {"other": city.persons["hanna"], "gone": double}
    used = {name: value for name, value in values.items() if f":{name}" in statement}
    with city.app.app_context(), pytest.raises(DatabaseError), transaction():
        db.session.execute(text(statement), used)
