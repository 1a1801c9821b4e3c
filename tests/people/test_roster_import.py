"""One staff, told in three dirty ways: whatever comes first, nobody is new twice."""

from dataclasses import asdict
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.core import audit
from app.core.db import db
from app.core.imports import Outdated
from app.people.models import Absence, Person, Post
from app.people.roster.outcome import Outcome
from app.people.roster.posts import NOT_TEACHING, SAME_AS, TEACHING
from app.people.services import roster
from tests.people.roster_runs import (
    BY,
    NEW,
    TODAY,
    codes,
    files,
    ignored,
    imported,
    looked_at,
    task,
)
from tests.people.rosters import CLEAN, rows, written
from tests.support.city import City, counted_queries

pytestmark = pytest.mark.usefixtures("opened")


def changes(outcome: Outcome) -> dict[str, int]:
    """The counts that are not zero."""
    return {name: count for name, count in asdict(outcome.counts).items() if count}


@pytest.mark.parametrize("order", list(permutations(("clean", "dirty", "sheets"))), ids="-".join)
def test_the_same_staff_is_never_new_again(tmp_path: Path, order: tuple[str, ...]) -> None:
    """Three files, six orders."""
    found = files(tmp_path)

    first, *others = (imported(task(found[name])) for name in order)

    assert (first.counts.persons_new, first.counts.employments_new) == (3, 4)
    for other in others:
        assert other.counts.persons_unchanged == 3
        assert other.counts.employments_unchanged == 4
        assert other.lists["refused"] == []


def test_a_preview_writes_nothing_and_says_what_the_import_then_does(tmp_path: Path) -> None:
    """One plan for both."""
    clean = task(files(tmp_path)["clean"])
    before = db.session.scalar(select(func.count()).select_from(Person))

    preview = looked_at(clean)
    assert db.session.scalar(select(func.count()).select_from(Person)) == before

    done = imported(clean, seen=preview.fingerprint)
    assert done.counts == preview.counts


def test_an_import_that_would_do_something_else_by_now_is_not_done(tmp_path: Path) -> None:
    """The new preview comes back instead, and nothing is written."""
    clean = task(files(tmp_path)["clean"])
    seen = looked_at(clean).fingerprint
    imported(task(written(tmp_path, rows(CLEAN[1]))))

    with pytest.raises(Outdated) as outdated:
        imported(clean, seen=seen)

    assert outdated.value.preview["counts"]["persons_new"] == 2
    assert db.session.scalar(select(Person).where(Person.email == "ewa.maj@szkoly.example")) is None


def test_what_changes_is_shown_before_and_after_and_written_to_the_log(tmp_path: Path) -> None:
    """A surname by marriage, less working time."""
    imported(task(files(tmp_path)["clean"]))
    line = CLEAN[1].replace("Żak", "Żak-Maj").replace("1,00", "0,5")

    outcome = imported(task(written(tmp_path, rows(line))))

    assert changes(outcome) == {
        "rows_read": 1,
        "persons_changed": 1,
        "employments_changed": 1,
        "not_in_file": 3,
    }
    assert [item["fields"] for item in outcome.lists["changed"]] == [
        {"name": ["Łucja Żak", "Łucja Żak-Maj"]},
        {"fte": ["1", "0.5"]},
    ]
    entries = {entry.action: entry for entry in last_entries(3)}
    assert entries["people.person_changed"].changes == {"last_name": ["Żak", "Żak-Maj"]}
    assert entries["people.employment_changed"].changes["fte"] == ["1", "0.5"]
    assert entries["people.employment_changed"].is_correction
    assert entries["people.employment_changed"].reason == "kadra.csv"
    assert "people.roster_imported" in entries
    assert audit.first_broken_entry() is None


def last_entries(count: int) -> list[audit.AuditEntry]:
    """The newest entries of the log."""
    newest = select(audit.AuditEntry).order_by(audit.AuditEntry.id.desc()).limit(count)
    return list(db.session.scalars(newest))


def test_absences_come_with_their_line_and_change_the_person(tmp_path: Path) -> None:
    """Told again they change nothing."""
    header = f"{CLEAN[0]};Nieobecność od;Nieobecność do"
    lines = [header, f"{CLEAN[1]};2026-03-01;2026-06-30"]
    imported(task(files(tmp_path)["clean"]))

    first = imported(task(written(tmp_path, lines)))
    second = imported(task(written(tmp_path, lines)))

    assert (first.counts.persons_changed, second.counts.persons_unchanged) == (1, 1)
    absence = db.session.scalars(select(Absence)).one()
    assert (absence.started_on, absence.ended_on) == (date(2026, 3, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    "decision,is_teaching",
    [(TEACHING, True), (NOT_TEACHING, False), (None, None)],
)
def test_an_unknown_post_is_added_as_decided(
    tmp_path: Path, decision: str | None, is_teaching: bool | None
) -> None:
    """Or undecided, when nobody has said anything."""
    path = written(tmp_path, rows(NEW.replace("nauczyciel", "Guru")))
    posts = {"guru": decision} if decision else {}

    imported(task(path, posts=posts))

    assert (
        db.session.scalars(select(Post).where(Post.name == "Guru")).one().is_teaching is is_teaching
    )


def test_an_unknown_post_that_is_another_name_is_known_from_then_on(tmp_path: Path) -> None:
    """The second import does not ask."""
    teacher = db.session.scalars(select(Post).where(Post.name == "nauczyciel")).one()
    path = written(tmp_path, rows(NEW.replace("nauczyciel", "Guru")))

    imported(task(path, posts={"guru": f"{SAME_AS}{teacher.id}"}))
    again = looked_at(task(path))

    assert again.unknown_posts == []
    assert again.counts.employments_unchanged == 1


def test_naughty_strings_survive_unchanged(tmp_path: Path) -> None:
    """Names are text, whatever they look like."""
    name = "'; DROP TABLE persons; --<script>alert(1)</script>"
    line = f'Zoë;"{name}";zoe@szkoly.example;SP 1;;nauczyciel;1;2020-09-01;'

    imported(task(written(tmp_path, rows(line))))

    person = db.session.scalars(select(Person).where(Person.email == "zoe@szkoly.example")).one()
    assert person.last_name == name


def test_progress_reaches_its_end(tmp_path: Path) -> None:
    """The bar is full when the work is done."""
    seen: list[tuple[int, int]] = []
    what = task(files(tmp_path)["clean"])

    roster.look(what, ignored, lambda done, total: seen.append((done, total)), by=BY, today=TODAY)

    assert seen[-1] == (4, 4)


def test_many_people_take_few_statements(opened: City, tmp_path: Path) -> None:
    """A batch at a time, not a person at a time."""
    lines = [
        f"Ala;Nowa-{at};ala{at}@szkoly.example;SP 1;;nauczyciel;1;2020-09-01;" for at in range(1500)
    ]
    with counted_queries(opened.app) as statements:
        outcome = imported(task(written(tmp_path, rows(*lines))))

    assert outcome.counts.persons_new == 1500
    assert len(statements) < 50


def test_somebody_new_with_the_name_of_a_colleague_is_pointed_out(tmp_path: Path) -> None:
    """One person under two addresses would count twice, and nobody would see it."""
    line = "Ala;NOWA;{};SP 1;;nauczyciel;1;2020-09-01;"
    imported(task(written(tmp_path, rows(line.format("ala.nowa@szkoly.example")))))

    both = (line.format("ala@inna.example"), line.format("a.nowa@szkoly.example"))
    outcome = looked_at(task(written(tmp_path, rows(*both))))

    assert codes(outcome, "warnings") == [(2, "namesake"), (3, "namesake")]
    assert outcome.counts.persons_new == 2


def test_one_person_under_two_addresses_of_a_list_is_pointed_out(tmp_path: Path) -> None:
    both = ("Ala;Nowa;a1@szkoly.example;SP 1;;nauczyciel;1;;", NEW)

    assert (3, "namesake") in codes(looked_at(task(written(tmp_path, rows(*both)))), "warnings")


def test_a_namesake_at_another_school_is_nothing_to_speak_of(tmp_path: Path) -> None:
    imported(task(written(tmp_path, rows(NEW))))
    other = "Ala;Nowa;ala2@szkoly.example;SP 2;;nauczyciel;1;2020-09-01;"

    assert codes(looked_at(task(written(tmp_path, rows(other)))), "warnings") == []
