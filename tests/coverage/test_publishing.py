"""A figure is published once, says what it rests on, and stays as it was."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from app.attendance.models.lists import ParticipationList
from app.attendance.queries.lists import list_or_404
from app.attendance.services.acceptance import accept
from app.attendance.wording.paper_list import PolishPrinter
from app.core import clock
from app.core.actors import command_line
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.core.steady import steady_reading
from app.coverage.canonical import LISTS, PEOPLE, SNAPSHOT, UNITS, read_lines, sha256_of
from app.coverage.models.snapshots import Snapshot, SnapshotPart
from app.coverage.queries.drawing import draw_up, log_end
from app.coverage.queries.figures import overview
from app.coverage.queries.ground import ground
from app.coverage.queries.rules import rule_names
from app.coverage.queries.snapshots import (
    checked,
    content_of,
    table_of,
)
from app.coverage.services.snapshots import (
    FutureDay,
    NothingChanged,
    PublishedMeanwhile,
    publish,
)
from app.coverage.wording.snapshots import PolishWords
from app.people.models import Unit, UnitKind
from tests.attendance.closing import BASE_URL, came, closed, held_session
from tests.support.at_once import at_once
from tests.support.city import City, add_employment, add_person, add_unit
from tests.support.snapshots import D, drawn_figure, publish_figure, teachers, turned_out_trained

BY = command_line("test")


@pytest.fixture
def inside(city: City) -> Iterator[City]:
    """The city with its `teachers`, inside its application."""
    with city.app.app_context():
        with transaction():
            teachers(city)
        yield city


def test_it_says_what_the_figure_was_and_what_it_rests_on(inside: City) -> None:
    snapshot = publish_figure(inside.units["city"], D)
    content = content_of(snapshot)
    said = json.loads(content[SNAPSHOT])

    assert sha256_of(content[SNAPSHOT]) == snapshot.sha256
    assert said["figure"] == {
        "eligible": 2,
        "trained": 1,
        "excluded": 1,
        "target_percent": 80,
        "is_fte": False,
        "tenths": 500,
        "is_met": False,
    }
    assert said["parts"] == {
        name: sha256_of(bytes_) for name, bytes_ in content.items() if name != SNAPSHOT
    }
    newest = db.session.scalars(
        select(AuditEntry).where(AuditEntry.id == snapshot.log_position)
    ).one()
    assert said["log"] == {"position": newest.id, "hash": newest.hash}
    assert [one["name"] for one in said["unconfirmed"]] == [
        "Szkoła Podstawowa nr 1",
        "Szkoła Podstawowa nr 2",
    ]
    assert content["certificates.csv"].count(b"\r\n") == 2
    assert all(one.is_same for one in checked(snapshot))


def test_the_figures_follow_from_the_people(inside: City) -> None:
    snapshot = publish_figure(inside.units["city"], D)
    content = content_of(snapshot)
    whole: Counter[str] = Counter()
    rows: Counter[tuple[str, str]] = Counter()
    for line in read_lines(PEOPLE, content[PEOPLE]):
        whole[line[4]] += int(line[9])
        for place in filter(None, line[10].split(", ")):
            unit, standing, amount = place.split(":")
            rows[unit, standing] += int(amount)

    assert whole == {"trained": 1, "not_trained": 1, "excluded": 1}
    for row in read_lines(UNITS, content[UNITS]):
        amounts = [rows[row[0], one] for one in ("trained", "not_trained", "excluded")]
        assert [int(row[5]), int(row[4]) - int(row[5]), int(row[6])] == amounts
    assert {(row.short_name, row.eligible, row.trained) for row in table_of(snapshot, 1).items} == {
        ("SP nr 1", 2, 1),
        ("SP nr 2", 1, 1),
    }


def test_above_cities_the_table_is_of_the_units_directly_below(inside: City) -> None:
    with transaction():
        root = db.session.get_one(Unit, inside.units["city"])
        other = add_unit(root, UnitKind.RUNNING_BODY, "Gmina Zagaje", "Zagaje", None)
        school = add_unit(other, UnitKind.PRIMARY_SCHOOL, "Szkoła Podstawowa nr 9", "SP nr 9", 109)
        add_employment(inside.persons["teresa"], school.id, "nauczyciel")

    snapshot = publish_figure(inside.units["city"], D)

    found = overview(ground(), root.path, D).units
    assert [(row.unit_id, row.eligible, row.trained) for row in table_of(snapshot, 1).items] == [
        (one.unit.id, one.figure.eligible, one.figure.trained) for one in found
    ]
    assert "Zagaje" in {row.short_name for row in table_of(snapshot, 1).items}
    assert snapshot.unconfirmed == 3


def test_accepted_lists_stand_behind_those_who_are_trained(city: City) -> None:
    session = held_session(city)
    came(city, session, "teresa")
    closed(city, session)
    with city.app.app_context():
        before = publish_figure(city.units["city"], clock.today())
        with transaction():
            waiting = list_or_404(db.session.scalars(select(ParticipationList.id)).one())
            accept(waiting, printer=PolishPrinter(BASE_URL), by=BY, at=clock.now())
        after = publish_figure(city.units["city"], clock.today(), after=1, note="Lista przyjęta")

        assert list(read_lines(LISTS, content_of(before)[LISTS])) == []
        (line,) = read_lines(LISTS, content_of(after)[LISTS])
        kept = db.session.scalars(select(ParticipationList)).one()
        assert (line[0], line[9]) == (kept.number, kept.sha256)
        assert (before.trained, after.trained) == (0, 1)


def test_what_was_published_cannot_be_rewritten(inside: City) -> None:
    publish_figure(inside.units["city"], D)

    with pytest.raises(DatabaseError, match="append-only"), transaction():
        db.session.execute(select(SnapshotPart).limit(1)).scalar_one().content = b"other"


def test_a_day_to_come_is_refused(inside: City) -> None:
    with pytest.raises(FutureDay):
        publish_figure(inside.units["city"], date(2126, 6, 30))


def test_a_unit_where_nobody_is_counted_has_a_figure_too(inside: City) -> None:
    snapshot = publish_figure(inside.units["office"], D)

    said = json.loads(content_of(snapshot)[SNAPSHOT])
    assert (said["figure"]["tenths"], said["figure"]["is_met"]) == (None, None)
    assert not snapshot.is_provisional


def test_saying_the_same_again_is_refused(inside: City) -> None:
    publish_figure(inside.units["city"], D)

    with pytest.raises(NothingChanged) as refused:
        publish_figure(inside.units["city"], D, after=1, note="Jeszcze raz")
    assert refused.value.earlier.number == 1


@pytest.mark.usefixtures("inside")
def test_of_two_who_publish_at_once_one_learns_about_the_other(city: City) -> None:
    def work(name: str) -> str:
        with city.app.app_context():
            drawn = drawn_figure(city.units["city"], D)
            try:
                with transaction():
                    publish(drawn, after=0, note="", by=command_line(name), at=clock.now())
            except PublishedMeanwhile as meanwhile:
                return f"{name} learns that {meanwhile.earlier.published_by} was first"
            return f"{name} published"

    said = sorted(at_once(lambda: work("Anna"), lambda: work("Jan")))

    assert said in (
        ["Anna learns that Jan was first", "Jan published"],
        ["Anna published", "Jan learns that Anna was first"],
    )
    assert db.session.scalars(select(Snapshot.number)).all() == [1]


def trained_elsewhere(city: City) -> None:
    """In another request, Hanna turns out to have been trained."""
    with city.app.app_context():
        turned_out_trained(city.persons["hanna"], date(2026, 5, 5))


@pytest.mark.usefixtures("inside")
def test_what_is_written_while_it_is_drawn_up_is_not_in_it(city: City) -> None:
    with steady_reading():
        before = log_end()
        at_once(lambda: trained_elsewhere(city))
        base = ground()
        words = PolishWords(base.rule, rule_names())
        drawn = draw_up(db.session.get_one(Unit, city.units["city"]), base, D, words)

    assert (drawn.total.trained, drawn.log) == (1, before)
    assert drawn_figure(city.units["city"], D).total.trained == 2


def test_people_are_read_a_few_at_a_time(inside: City, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = drawn_figure(inside.units["city"], D)
    with transaction():
        for number in range(3):
            person = add_person("Jan", f"Nowy{number}", f"n{number}@szkoly.example")
            add_employment(person.id, inside.units["k"], "nauczyciel")
    monkeypatch.setattr("app.coverage.queries.drawing._CHUNK", 1)

    parted = drawn_figure(inside.units["city"], D)

    assert len(parted.parts[PEOPLE].pieces) > len(whole.parts[PEOPLE].pieces)
    assert parted.parts[PEOPLE].sha256 == whole.parts[PEOPLE].sha256
    assert parted.total == whole.total
