"""Two entries of one human become one: counted once, with all that either had, and nothing lost."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Table, func, select, text
from sqlalchemy.exc import DatabaseError

from app.accounts.models import Account
from app.core import clock
from app.core.actors import Actor, Grant, Role, command_line
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.coverage.queries.figures import overview
from app.coverage.queries.ground import ground
from app.people.models import Absence, Employment, Person
from app.people.queries.merging import namesakes_of, references, with_namesakes
from app.people.queries.roster import known_people
from app.people.refusals import MergeOutOfReach
from app.people.services.merging import merge
from app.people.wording.merging import TABLES
from app.training.models.assignments import Waiver
from app.training.models.completions import Completion, Source, State
from app.training.services.completions import NewCompletion, record_completion
from certificates.services.issuing import issue
from certificates.wording.document import PolishLabels
from courses.models import Enrolment, LessonProgress
from courses.services.enrolments import enrol
from tests.support.at_once import at_once
from tests.support.city import (
    City,
    add_absence,
    add_completion,
    add_employment,
    add_person,
    add_training,
)
from tests.support.courses import add_course
from tests.support.outside import add_outside
from tests.support.pages import Visitor

Browser = Callable[[str], Visitor]
OFFICE = command_line("test")
DAY = date(2026, 6, 30)
#: what stays with the number of the old entry, and why: see docs/decisions/0035
STAYS = {"replaced_links"}


@pytest.fixture
def double(city: City) -> int:
    """The number of Teresa's second entry: under another address, at school A and at school B."""
    with city.app.app_context(), transaction():
        person = add_person("Teresa", "Łąka", "laka@sp1.example")
        add_employment(person.id, city.units["a"], "nauczyciel", date(2021, 9, 1), fte="0.5")
        add_employment(person.id, city.units["b"], "nauczyciel", date(2024, 9, 1))
        return person.id


def merged(city: City, gone: int, into: int) -> None:
    with city.app.app_context(), transaction():
        merge(gone, into, "Potwierdził sekretariat.", by=OFFICE, at=clock.now())


def eligible(city: City) -> int:
    with city.app.app_context():
        return overview(ground(), "1.", DAY).total.eligible


def test_the_city_counts_her_once_afterwards(city: City, double: int) -> None:
    before = eligible(city)

    merged(city, double, city.persons["teresa"])

    assert eligible(city) == before - 1
    with city.app.app_context():
        entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert (entry.action, entry.is_correction) == ("people.persons_merged", True)
        assert entry.reason == "Potwierdził sekretariat."


def test_days_of_the_same_work_are_kept_once(city: City, double: int) -> None:
    teresa = city.persons["teresa"]
    with city.app.app_context(), transaction():
        first = db.session.scalars(select(Employment).where(Employment.person_id == teresa)).one()
        first.started_on, first.ended_on = date(2023, 9, 1), date(2024, 8, 31)

    merged(city, double, teresa)

    with city.app.app_context():
        rows = db.session.scalars(
            select(Employment)
            .where(Employment.person_id == teresa, Employment.unit_id == city.units["a"])
            .order_by(Employment.started_on)
        )
        assert [(one.started_on, one.ended_on, str(one.fte)) for one in rows] == [
            (date(2021, 9, 1), date(2023, 8, 31), "0.500"),
            (date(2023, 9, 1), date(2024, 8, 31), "1.000"),
            (date(2024, 9, 1), None, "0.500"),
        ]
        said = db.session.scalars(select(AuditEntry.changes)).all()[-1]["kept_once"][1]
        assert "2021-09-01" in said


def test_all_work_meant_the_work_that_the_entry_knew_of(city: City, double: int) -> None:
    teresa = city.persons["teresa"]
    with city.app.app_context(), transaction():
        add_absence(teresa, date(2026, 1, 1), date(2026, 3, 31))
        add_absence(double, date(2026, 3, 1), date(2026, 4, 30))

    merged(city, double, teresa)

    with city.app.app_context():
        rows = db.session.scalars(select(Absence).order_by(Absence.started_on))
        assert [(one.unit_id, one.started_on, one.ended_on) for one in rows] == [
            (city.units["a"], date(2026, 1, 1), date(2026, 3, 31)),
            (None, date(2026, 3, 1), date(2026, 4, 30)),
        ]


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


def test_the_one_account_follows_and_two_open_ones_are_refused(
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

    assert "Both have an account" in answer.text
    with city.app.app_context():
        assert db.session.get_one(Person, city.persons["hanna"]).merged_into_id is None


def test_old_links_old_addresses_and_old_numbers_lead_to_who_she_is_now(
    city: City, visitor: Browser, double: int
) -> None:
    teresa, kazimierz = city.persons["teresa"], visitor("kazimierz")
    with city.app.app_context(), transaction():
        version = add_training()
    merged(city, double, teresa)

    moved = kazimierz.client.get(f"/people/{double}/completions?page=1")
    assert moved.headers["Location"] == f"/people/{teresa}/completions?page=1"
    assert f'"/people/{teresa}"' in kazimierz.get("/people/?q=laka@sp1.example")
    assert f"/people/{double}" not in kazimierz.get("/people/?q=laka&on=")
    with city.app.app_context(), transaction():
        assert known_people(["laka@sp1.example"])["laka@sp1.example"].id == teresa
        recorded = record_completion(
            NewCompletion(double, version, date(2026, 3, 1)),
            source=Source.LIST,
            reference="lista",
            is_confirmed=True,
            by=OFFICE,
            at=clock.now(),
        )
        assert recorded.person_id == teresa


def test_who_was_merged_twice_leads_to_the_last_one(city: City, double: int) -> None:
    with city.app.app_context(), transaction():
        third = add_person("Teresa", "Łąka", "t.laka@example.pl").id

    merged(city, double, third)
    merged(city, third, city.persons["teresa"])

    with city.app.app_context():
        into = db.session.scalars(
            select(Person.merged_into_id).where(Person.id.in_([double, third]))
        )
        assert set(into) == {city.persons["teresa"]}


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


def test_two_merges_at_once_make_one(city: City, visitor: Browser, double: int) -> None:
    teresa = city.persons["teresa"]
    one, other = visitor("kazimierz"), visitor("kazimierz")
    url = f"/people/{double}/merge"

    def send(browser: Visitor, stays: int) -> int:
        form = {"other": teresa, "stays": stays, "reason": "Jedna osoba."}
        return browser.send(url, form).status_code

    statuses = at_once(lambda: send(one, teresa), lambda: send(other, double))

    assert sorted(statuses) in ([200, 302], [302, 409])
    with city.app.app_context():
        pairs = dict(
            db.session.execute(
                select(Person.id, Person.merged_into_id).where(Person.merged_into_id.is_not(None))
            ).all()
        )
        assert pairs in ({double: teresa}, {teresa: double})


def test_namesakes_at_one_school_are_pointed_out(city: City, visitor: Browser, double: int) -> None:
    teresa, kazimierz = city.persons["teresa"], visitor("kazimierz")

    assert f"/people/{teresa}/merge?other={double}" in kazimierz.get(f"/people/{teresa}")
    assert f"/people/{teresa}/merge" in kazimierz.get("/people/?q=laka")
    assert "laka@sp1.example" in kazimierz.get(f"/people/{teresa}/merge")
    kazimierz.get(f"/people/{teresa}/merge?other={double}")
    with city.app.app_context():
        assert with_namesakes([teresa, city.persons["hanna"]]) == {teresa}
        assert namesakes_of(db.session.get_one(Person, city.persons["hanna"])) == []
    assert visitor("hanna").client.get(f"/people/{teresa}/merge").status_code == 403


def test_a_person_of_another_city_is_out_of_reach(city: City) -> None:
    """Kazimierz oversees the whole tree here, so the rule is asked with a narrower actor."""
    narrow = Actor("K", 99, None, (Grant(Role.COORDINATOR, f"1.{city.units['a']}."),))

    with city.app.app_context(), pytest.raises(MergeOutOfReach), transaction():
        merge(
            city.persons["teresa"],
            city.persons["stefan"],
            "Pomyłka.",
            by=narrow,
            at=clock.now(),
        )
