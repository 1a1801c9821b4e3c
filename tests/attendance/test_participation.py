"""What a list says, and the bytes that its hash is of."""

import csv
import hashlib
import io
from dataclasses import replace

import pytest
from flask import Flask

from app.attendance.participation import Facts, Table, canonical_bytes, sha256_of
from app.attendance.wording.participation import PolishTable
from tests.attendance.lists import ISSUE, facts, somebody

LINES = (("Numer", "LP/2026/000012"), ("Szkoła", "SP nr 1"))
TABLE = Table(LINES, ("Lp.", "Nazwisko"), ((1, "Łąka"), (2, "Żak; vel Nowak")))


def test_the_bytes_are_as_the_description_says() -> None:
    assert (
        canonical_bytes(TABLE)
        == (
            "\ufeffNumer;LP/2026/000012\r\nSzkoła;SP nr 1\r\n\r\n"
            'Lp.;Nazwisko\r\n1;Łąka\r\n2;"Żak; vel Nowak"\r\n'
        ).encode()
    )


def test_the_hash_is_that_of_the_file() -> None:
    content = canonical_bytes(TABLE)

    assert sha256_of(content) == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("name", ["=1+1", "+48 600 Nowak", "-Nowak", "@cmd", "=HYPERLINK(A1)"])
def test_no_name_becomes_a_formula(name: str) -> None:
    content = canonical_bytes(replace(TABLE, rows=((1, name),)))

    rows = list(csv.reader(io.StringIO(content.decode()), delimiter=";"))
    assert rows[-1][1] == f"'{name}"


def test_facts_are_kept_and_come_back() -> None:
    said = facts(somebody(), somebody(last_name="Żak", completed_on=None))

    assert Facts.from_json(said.as_json()) == said
    assert Facts.from_json(said.as_json()).as_json() == said.as_json()


def test_certificates_make_no_difference_between_versions() -> None:
    said = facts(somebody(person_id=7))

    certified = said.certified({7: "KA/2026/000417"})

    assert certified.entries[0].certificate == "KA/2026/000417"
    assert certified.certified({}) == said


def test_the_table_has_a_line_for_everybody_who_was_there(app: Flask) -> None:
    said = facts(somebody(), somebody(last_name="Żak", completed_on=None), entitled=5, absent=3)

    with app.test_request_context():
        table = PolishTable().table(said, ISSUE)

    assert [row[0:3] for row in table.rows] == [(1, "Łąka", "Teresa"), (2, "Żak", "Teresa")]
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert table.lines[0][1] == "LP/2026/000012"


def test_what_people_did_at_several_meetings_stands_in_one_line(app: Flask) -> None:
    one = somebody()
    twice = replace(one, attended=(*one.attended, replace(one.attended[0], arrived="15:07")))

    with app.test_request_context():
        row = PolishTable().table(facts(twice), ISSUE).rows[0]

    assert "13:52, 15:07" in row
    assert 180 in row
