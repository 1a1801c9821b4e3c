"""Listed units are known by RSPO number, else by name; the same list twice changes nothing."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select

from app.cli.main import kadra
from app.core.audit import AuditEntry
from app.core.db import db
from app.people.models import Unit, UnitKind
from app.people.unit_list import kind_named
from tests.support.city import City

Run = Callable[..., Result]

HEADER = "Numer RSPO;Nazwa;Typ"
SCHOOLS = f"""{HEADER}
279601;Szkoła Podstawowa nr 1;Szkoła podstawowa
289602;Przedszkole Miejskie nr 2;Przedszkole
;Centrum Usług Wspólnych;Jednostka obsługująca
"""


@pytest.fixture
def run(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`kadra units import` of a file with this content, on the database of `app`."""
    monkeypatch.setenv("KADRA_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("KADRA_SECRET_KEY", "t" * 32)

    def imported(content: str | bytes, *options: str) -> Result:
        file = tmp_path / "units.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        arguments = ["units", "import", str(file), *options]
        return CliRunner().invoke(kadra, arguments, obj=lambda _settings: app)

    return imported


def found(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def units(app: Flask) -> dict[str, Unit]:
    with app.app_context():
        return {unit.short_name: unit for unit in db.session.scalars(select(Unit))}


def test_a_list_makes_units_below_the_root(app: Flask, run: Run) -> None:
    report = found(run(SCHOOLS, "--json"))

    assert report == {
        "rows_read": 3,
        "units_new": 3,
        "units_changed": 0,
        "units_unchanged": 0,
        "warnings": [],
        "refused": [],
    }
    stored = units(app)
    assert stored["SP nr 1"].kind is UnitKind.PRIMARY_SCHOOL
    assert stored["PM nr 2"].rspo == 289602
    assert stored["CUW"].path == f"1.{stored['CUW'].id}."


def test_the_same_list_twice_changes_nothing(app: Flask, run: Run) -> None:
    run(SCHOOLS)
    report = found(run(SCHOOLS, "--json"))

    assert (report["units_new"], report["units_changed"], report["units_unchanged"]) == (0, 0, 3)
    assert len(units(app)) == 4


def test_a_dry_run_keeps_nothing(app: Flask, run: Run) -> None:
    report = found(run(SCHOOLS, "--dry-run", "--json"))

    assert report["units_new"] == 3
    assert len(units(app)) == 1
    with app.app_context():
        assert db.session.scalar(select(func.count(AuditEntry.id))) == 0


def test_a_unit_is_known_by_its_number_whatever_its_name(app: Flask, run: Run) -> None:
    run(SCHOOLS)
    renamed = f"{HEADER}\n279601;Szkoła Podstawowa nr 21;Szkoła podstawowa\n"
    report = found(run(renamed, "--json"))

    assert report["units_changed"] == 1
    assert units(app)["SP nr 21"].rspo == 279601


@pytest.mark.parametrize("name", ["SP 1", "Szk. Podst. nr 1", "szkoła podstawowa nr 1"])
def test_a_unit_is_known_by_name_and_keeps_the_fuller_one(app: Flask, run: Run, name: str) -> None:
    run(SCHOOLS)
    report = found(run(f"Nazwa\n{name}\n", "--json"))

    assert report["units_unchanged"] == 1
    assert units(app)["SP nr 1"].name == "Szkoła Podstawowa nr 1"
    assert units(app)["SP nr 1"].rspo == 279601


def test_a_number_that_was_missing_is_filled_in(app: Flask, run: Run) -> None:
    run("Nazwa;Typ\nSzkoła Podstawowa nr 1;Szkoła podstawowa\n")
    report = found(run(SCHOOLS, "--json"))

    assert report["units_changed"] == 1
    assert units(app)["SP nr 1"].rspo == 279601


def test_a_missing_column_erases_nothing(app: Flask, run: Run) -> None:
    run(SCHOOLS)
    run("Nazwa\nSzkoła Podstawowa nr 1\nCUW\n")

    stored = units(app)
    assert stored["SP nr 1"].rspo == 279601
    assert stored["CUW"].kind is UnitKind.SHARED_SERVICE_CENTRE


def test_an_unknown_kind_is_stored_as_other_and_reported(app: Flask, run: Run) -> None:
    report = found(run(f"{HEADER}\n5;Zamek;Zabytek\n", "--json"))

    assert report["warnings"] == ["line 2: unknown kind 'Zabytek', taken as other"]
    assert units(app)["Zamek"].kind is UnitKind.OTHER


def test_a_school_may_stand_below_a_complex_that_comes_later(app: Flask, run: Run) -> None:
    text = (
        "RSPO;Nazwa;Typ;RSPO zespołu\n"
        "12;Szkoła Podstawowa nr 2;Szkoła podstawowa;10\n"
        "10;Zespół Szkół nr 1;Zespół szkół;\n"
    )
    assert found(run(text, "--json"))["units_new"] == 2

    stored = units(app)
    assert stored["SP nr 2"].parent_id == stored["ZS nr 1"].id
    assert found(run(text, "--json"))["units_unchanged"] == 2


REFUSED = {
    "no name": ("7;;Przedszkole", "the name is missing"),
    "not a number": ("abc;Przedszkole nr 3;", "rspo 'abc' is not a number"),
    "a fraction": ("1,5;Przedszkole nr 3;", "rspo 1.5 is not a number of the register"),
    "zero": ("0;Przedszkole nr 3;", "rspo 0 is not a number of the register"),
    "too large": ("123456789;Przedszkole nr 3;", "is not a number of the register"),
    "a formula": ("7;=HYPERLINK(1);", "begins like a formula"),
    "too long": (f"7;{'x' * 201};", "is too long"),
    "twice": ("279601;Inna nazwa;", "line 2 has the same RSPO number"),
    "the same again": (";SP 1;", "line 2 is about the same unit"),
    "a stray cell": ("7;Przedszkole nr 3;Przedszkole;coś", "more cells than the header"),
}


@pytest.mark.parametrize("line, reason", REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_line_is_refused_and_the_others_are_used(run: Run, line: str, reason: str) -> None:
    text = (
        f"{HEADER}\n279601;Szkoła Podstawowa nr 1;Szkoła podstawowa\n{line}\n9;Przedszkole nr 9;\n"
    )
    report = found(run(text, "--json"))

    assert report["units_new"] == 2
    assert [refused["line"] for refused in report["refused"]] == [3]
    assert reason in report["refused"][0]["reason"]


@pytest.mark.parametrize(
    "lines, reason",
    [
        ("1;A;;2\n2;B;;1", "would stand below itself"),
        ("1;A;;1", "would stand below itself"),
        ("1;A;;77", "no unit has the RSPO number 77"),
    ],
)
def test_a_ring_of_units_is_refused(app: Flask, run: Run, lines: str, reason: str) -> None:
    report = found(run(f"RSPO;Nazwa;Typ;RSPO zespołu\n{lines}\n", "--json"))

    assert reason in report["refused"][0]["reason"]
    assert len(units(app)) == 1


def test_a_name_that_fits_several_units_needs_the_number(city: City, run: Run) -> None:
    assert city.units
    run(f"{HEADER}\n301;Przedszkole Miejskie nr 3 im. Misia;Przedszkole\n")
    report = found(run("Nazwa\nPM 3\n", "--json"))

    assert "several units have this name" in report["refused"][0]["reason"]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04broken", b"%PDF-1.7", b"Imie;Wzrost\nJan;180\n", b"\xff\xfe\x00\x01\x02"],
    ids=["empty", "broken zip", "pdf", "no header", "binary"],
)
def test_a_file_that_cannot_be_read_exits_with_1(app: Flask, run: Run, content: bytes) -> None:
    result = run(content)

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert len(units(app)) == 1


def test_without_json_the_result_is_sentences(run: Run) -> None:
    lines = run(f"{SCHOOLS}0;x;\n").stdout.splitlines()

    assert lines[0] == "4 lines read: 3 units are new, 0 are changed, 0 unchanged."
    assert lines[1].startswith("Refused line 5: ")


def test_the_log_knows_the_file(app: Flask, run: Run) -> None:
    run(SCHOOLS)

    with app.app_context():
        actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == [*["people.unit_added"] * 3, "people.units_imported"]


@pytest.mark.parametrize(
    "words, kind",
    [
        ("Szkoła podstawowa", UnitKind.PRIMARY_SCHOOL),
        ("publiczna szkoła podstawowa", UnitKind.PRIMARY_SCHOOL),
        ("SP", UnitKind.PRIMARY_SCHOOL),
        ("Przedszkole", UnitKind.KINDERGARTEN),
        ("Niepubliczne przedszkole", UnitKind.KINDERGARTEN),
        ("Punkt przedszkolny", UnitKind.KINDERGARTEN),
        ("Zespół wychowania przedszkolnego", UnitKind.KINDERGARTEN),
        ("Zespół szkół", UnitKind.SCHOOL_COMPLEX),
        ("Zespół szkolno-przedszkolny", UnitKind.SCHOOL_COMPLEX),
        ("Zespół szkół i placówek oświatowych", UnitKind.SCHOOL_COMPLEX),
        ("Jednostka obsługująca", UnitKind.SHARED_SERVICE_CENTRE),
        ("CUW", UnitKind.SHARED_SERVICE_CENTRE),
        ("Organ prowadzący", UnitKind.RUNNING_BODY),
        ("Liceum ogólnokształcące", None),
        ("", None),
    ],
)
def test_the_kind_is_told_by_polish_words(words: str, kind: UnitKind | None) -> None:
    assert kind_named(words) is kind
