"""Published figures in the browser: published, refused, read by those who may."""

import zlib
from collections.abc import Callable
from datetime import date

from flask import Flask
from sqlalchemy import select, text, update

from app.core import audit
from app.core.actors import command_line
from app.core.db import db, transaction
from app.coverage.models.snapshots import Snapshot, SnapshotPart
from app.coverage.queries.snapshots import content_of
from tests.support.city import City, add_absence, add_completion, add_training
from tests.support.pages import Visitor
from tests.support.snapshots import D, publish_figure

Visit = Callable[..., Visitor]


def published(city: City, unit: str = "city") -> int:
    """The figure of the unit is published; its number."""
    with city.app.app_context():
        return publish_figure(city.units[unit], D).id


def numbers(city: City) -> list[int]:
    with city.app.app_context():
        return list(db.session.scalars(select(Snapshot.number).order_by(Snapshot.id)))


def test_a_figure_is_published_with_one_button(city: City, visitor: Visit) -> None:
    kazimierz, address = visitor("kazimierz"), f"/coverage/units/{city.units['city']}/snapshots"
    assert "SP nr 1" in kazimierz.get(f"{address}/new?as_of={D}", budget=12)

    answer = kazimierz.post(f"{address}/new?as_of={D}", {"after": "0"})

    shown = kazimierz.get(answer.headers["Location"])
    assert "SP nr 2" in shown
    assert f'{answer.headers["Location"]}"' in kazimierz.get(address)


def test_whoever_comes_second_is_told_who_was_first(city: City, visitor: Visit) -> None:
    address = f"/coverage/units/{city.units['city']}/snapshots/new?as_of={D}"
    visitor("kazimierz").post(address, {"after": "0"})
    second = visitor("kazimierz")
    answer = second.post(address, {"after": "0", "note": "Jeszcze raz"})

    assert "Kazimierz" in second.get(answer.headers["Location"])
    assert numbers(city) == [1]


def test_publishing_again_needs_a_note(city: City, visitor: Visit) -> None:
    published(city)
    with city.app.app_context(), transaction():
        add_completion(city.persons["teresa"], add_training(), date(2026, 5, 5))
    kazimierz = visitor("kazimierz")
    address = f"/coverage/units/{city.units['city']}/snapshots/new?as_of={D}"

    kazimierz.post(address, {"after": "1"}, status=200)
    kazimierz.post(address, {"after": "1", "note": "Lista z maja"})

    assert numbers(city) == [1, 2]


def test_a_day_to_come_cannot_be_published(city: City, visitor: Visit) -> None:
    address = f"/coverage/units/{city.units['city']}/snapshots/new?as_of=2099-12-31"
    kazimierz = visitor("kazimierz")

    assert 'name="after"' not in kazimierz.get(address, budget=12)
    kazimierz.post(address, {"after": "0"}, status=200)
    assert numbers(city) == []


def test_a_head_sees_the_own_row_and_not_the_people_of_others(city: City, visitor: Visit) -> None:
    whole, own = published(city), published(city, "a")
    hanna = visitor("hanna")

    listed = hanna.get(f"/coverage/units/{city.units['a']}/snapshots")
    assert f"/coverage/snapshots/{own}" in listed
    assert f"/coverage/snapshots/{whole}" not in listed
    assert "SP nr 2" not in listed
    for rest in ("", "/people", "/check", "/people.csv"):
        hanna.get(f"/coverage/snapshots/{whole}{rest}", status=404)
    people = hanna.get(f"/coverage/snapshots/{own}/people")
    assert "Łąka" in people
    assert "Nowak" not in people


def test_files_are_the_published_bytes(city: City, visitor: Visit) -> None:
    number = published(city)
    olga = visitor("olga")
    with city.app.app_context():
        content = content_of(db.session.get_one(Snapshot, number))

    for name, expected in content.items():
        assert olga.client.get(f"/coverage/snapshots/{number}/{name}").data == expected
    olga.get(f"/coverage/snapshots/{number}/other.csv", status=404)


def test_the_page_says_what_the_figure_would_be_today(city: City, visitor: Visit) -> None:
    number = published(city)
    with city.app.app_context(), transaction():
        add_absence(city.persons["hanna"], date(2026, 5, 1))
        audit.record(
            "people.absence_added",
            audit.Subject("person", city.persons["hanna"], "Hanna Żak"),
            by=command_line("test"),
            is_correction=True,
            reason="Zwolnienie przyszło późno",
        )

    page = visitor("kazimierz").get(f"/coverage/snapshots/{number}", budget=25)

    assert "Żak Hanna" in page
    assert "Zwolnienie przyszło późno" in page


def test_changed_bytes_are_noticed(city: City, visitor: Visit) -> None:
    number = published(city)
    assert "chip-bad" not in visitor("olga").get(f"/coverage/snapshots/{number}/check")
    rewritten(city.app)

    assert "chip-bad" in visitor("olga").get(f"/coverage/snapshots/{number}/check")


def rewritten(app: Flask) -> None:
    """Somebody with the password of the database took the trigger off and rewrote a file."""
    with app.app_context(), db.engine.begin() as connection:
        on_table = " ON snapshot_parts" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER snapshot_parts_keep{on_table}"))
        whose = SnapshotPart.name == "lists.csv"
        forged = zlib.compress(b"number")
        connection.execute(update(SnapshotPart).where(whose).values(content=forged))
