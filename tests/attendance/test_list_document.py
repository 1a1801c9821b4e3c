"""The printed list: every word of it on paper, read back by other people's programs."""

import re

import pytest
from flask import Flask

from app.attendance.participation import Facts, Fate, Proof, public_address
from app.attendance.participation_document.drawing import draw
from app.attendance.wording.paper_list import PolishPrinter
from tests.attendance.lists import CODE, DAY, ISSUE, facts, somebody
from tests.support.readers import codes_of, facts_of, faults_of, fonts_of, text_of, words_of

BASE_URL = "https://kadra.example.pl"
PROOF = Proof(CODE, "a1" * 32, BASE_URL)
LONG = "Nowak-Brzęczyszczykiewicz-Wawrzyniakowska"


def printed(app: Flask, said: Facts, fate: Fate | None = None) -> bytes:
    with app.test_request_context():
        words = PolishPrinter(BASE_URL).words(said, ISSUE, PROOF, fate or Fate())
    return draw(words, public_address(BASE_URL, CODE), DAY)


@pytest.mark.parametrize("people,pages", [(0, 1), (7, 1), (45, 2), (300, 10)])
def test_the_file_is_sound_at_any_length(app: Flask, people: int, pages: int) -> None:
    pdf = printed(app, facts(*(somebody(last_name=f"{LONG}-{n}") for n in range(people))))

    assert faults_of(pdf) == ""
    assert int(facts_of(pdf)["Pages"]) >= pages
    assert all(font.is_embedded and font.is_subset for font in fonts_of(pdf))


def test_everybody_stands_on_it_in_order(app: Flask) -> None:
    names = [f"Nazwisko{number:03}" for number in range(60)]

    text = words_of(printed(app, facts(*(somebody(last_name=one) for one in names))))

    assert re.findall(r"Nazwisko\d+", text) == names


def test_every_page_names_the_list_and_repeats_the_head_of_the_table(app: Flask) -> None:
    pages = text_of(printed(app, facts(*(somebody() for _ in range(90))))).split("\f")[:-1]

    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert "LP/2026/000012" in page
        assert PROOF.sha256 in page
        assert str(number) in page
        assert str(len(pages)) in page
    with_rows = [page for page in pages if "Łąka" in page]
    assert all("Stanowisko" in page for page in with_rows)


def test_the_code_leads_to_the_public_page(app: Flask) -> None:
    assert codes_of(printed(app, facts(somebody()))) == [f"{BASE_URL}/l/{CODE}"]


def test_what_was_accepted_says_by_whom(app: Flask) -> None:
    fate = Fate(accepted_at=ISSUE.drawn_up_at, accepted_by="Hanna Żak")

    assert "Hanna Żak" in words_of(printed(app, facts(somebody()), fate))
    assert "Hanna Żak" not in words_of(printed(app, facts(somebody())))


def test_the_same_list_is_the_same_file(app: Flask) -> None:
    assert printed(app, facts(somebody())) == printed(app, facts(somebody()))


def test_letters_that_no_font_has_do_not_stop_it(app: Flask) -> None:
    pdf = printed(app, facts(somebody(last_name="李", first_name="Ґанна")))

    assert "? Ґанна" in words_of(pdf)


def test_a_training_that_no_law_asks_for_names_none(app: Flask) -> None:
    assert "§" in words_of(printed(app, facts(somebody())))
    assert "§" not in words_of(printed(app, facts(somebody(), topics=())))
