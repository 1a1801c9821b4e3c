"""What the report and the workbook of a publication say, and how they look."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from app.core import clock
from app.coverage.canonical import PEOPLE, SNAPSHOT, TABLES, json_bytes
from app.coverage.evidence.paper import draw
from app.coverage.publication import Publication
from app.coverage.wording.evidence.guide import guide_of
from app.coverage.wording.evidence.report import report_of
from app.coverage.wording.evidence.sheets import sheets_of
from app.web.downloads import workbook_bytes
from app.web.languages import init_languages
from tests.coverage.published import AT, content
from tests.support import readers

ADDRESS = "https://kadra.example.pl/coverage/snapshots/12"
SIZES = {1: (28, 3, 1), 2: (24, 7, 0), 6: (0, 0, 1)}


@pytest.fixture(autouse=True)
def languages() -> Iterator[None]:
    """Texts can be translated; nothing else of the application is needed."""
    app = Flask("papers")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(Path("app/web/translations").absolute())
    init_languages(app)
    with app.app_context():
        yield


def read(files: Mapping[str, bytes]) -> Publication:
    def pieces(name: str) -> list[bytes]:
        header, line_end, lines = files[name].partition(b"\r\n")
        return [header + line_end, lines] if name in TABLES else [files[name]]

    return Publication.read(pieces)


def publication(
    sizes: Mapping[int, tuple[int, int, int]] = SIZES, unconfirmed: int = 0, **said: object
) -> Publication:
    return read(content(sizes, unconfirmed=unconfirmed, **said))


def report(found: Publication) -> bytes:
    return draw(report_of(found, [], ADDRESS))


def test_the_report_says_the_figure_cut_and_never_rounded_up() -> None:
    words = readers.words_of(report(publication()))

    assert "83,8%" in words  # 52 of 62 is 83.87
    assert "52 z 62" in words
    assert "nie dotyczy" in words  # the school where nobody is counted
    assert "W9-2026.1" in words


@pytest.mark.parametrize("unconfirmed, is_said", [(0, False), (2, True)])
def test_a_provisional_figure_says_so_first(unconfirmed: int, is_said: bool) -> None:
    found = publication(unconfirmed=unconfirmed)

    with_mark = report_of(found, [], ADDRESS).front.mark

    assert bool(with_mark) is is_said
    assert ("Szkoła Podstawowa nr 2" in with_mark) is is_said


def test_the_report_is_a_sound_pdf_of_pages_that_know_their_number() -> None:
    sizes = {number: (20 + number % 7, number % 5, number % 2) for number in range(1, 61)}
    drawn = report(publication(sizes, unconfirmed=30))

    assert readers.faults_of(drawn) == ""
    assert all(font.is_embedded and font.is_subset for font in readers.fonts_of(drawn))
    facts = readers.facts_of(drawn)
    pages = int(facts["Pages"])
    assert pages > 3
    assert facts["Page size"].endswith("(A4)")
    assert f"{pages} z {pages}" in readers.words_of(drawn)
    assert readers.codes_of(drawn) == [ADDRESS]
    assert "nr 60" in readers.words_of(drawn)


@pytest.mark.parametrize("sizes", [{}, {1: (0, 0, 0)}, {1: (0, 5, 0)}, {1: (0, 0, 3)}])
def test_a_figure_of_nobody_or_of_nobody_trained_has_a_report_too(
    sizes: Mapping[int, tuple[int, int, int]],
) -> None:
    assert readers.faults_of(report(publication(sizes))) == ""


def test_the_same_words_give_the_same_bytes_and_letters_no_font_has_become_marks() -> None:
    odd = publication(published_by="Ḹ 漢字 \U0001f600 " + "Długosz-" * 30, note="x" * 500)

    assert report(odd) == report(odd)
    assert readers.faults_of(report(odd)) == ""


def test_full_time_posts_are_told_as_such() -> None:
    files = content(SIZES)
    document = json.loads(files[SNAPSHOT])
    amounts = {"eligible": 61_500, "trained": 49_250, "excluded": 0, "is_fte": True}
    document["figure"] |= {**amounts, "tenths": 800, "is_met": True}
    words = readers.words_of(report(read({**files, SNAPSHOT: json_bytes(document)})))

    assert "49,25" in words
    assert "61,50" in words
    assert "80,0%" in words


def sheets(found: Publication) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(workbook_bytes(sheets_of(found), found.published_at))
    )
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_holds_real_numbers_and_days() -> None:
    found = publication()
    _summary, units, people, lists, certificates = sheets(found).values()

    assert units[1][2:5] == [31, 28, pytest.approx(0.903)]
    assert units[-1][2:5] == [62, 52, pytest.approx(0.838)]
    assert len(people) == 1 + 64
    assert people[1][6] == date(2026, 3, 2)
    assert lists[1][4] == date(2026, 3, 10)
    assert lists[1][7] == clock.local(AT).replace(tzinfo=None)
    assert len(certificates) == 1 + 52
    assert workbook_bytes(sheets_of(found), AT) == workbook_bytes(sheets_of(found), AT)


def test_nothing_in_the_workbook_is_a_formula() -> None:
    files = content({1: (1, 0, 0)})
    evil = files[PEOPLE].replace("Łącka".encode(), b'"=HYPERLINK(""x"")"')
    evil = evil.replace("Źrebiec".encode(), b'"=HYPERLINK(""x"")"')
    people = [*csv.reader(io.StringIO(evil.decode("utf-8-sig")), delimiter=";")]

    rows = list(sheets(read({**files, PEOPLE: evil})).values())[2]

    assert people[1][1] == '=HYPERLINK("x")'
    assert rows[1][1] == '=HYPERLINK("x")'


def test_the_guide_opens_in_any_editor_and_names_the_hash() -> None:
    found = publication()
    text = guide_of(found, ADDRESS)

    assert text.startswith("\ufeffPAKIET DOWODÓW\r\n".encode())
    assert text.count(b"\n") == text.count(b"\r\n")
    assert found.sha256 in text.decode()
    assert max(len(line) for line in text.decode().splitlines()[12:]) <= 100
