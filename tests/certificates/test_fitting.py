"""Text is wrapped and made smaller, never cut off."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.paper.fitting import Fitted, fitted, wrapped
from app.core.paper.fonts import Face, able_face, unprintable, width
from app.core.paper.setting import PAGE_HEIGHT, PAGE_WIDTH
from certificates.document.layout import MARGIN, laid_out
from tests.certificates.documents import FACTS, words

texts = st.text("abc ĄŻ-щЮ", max_size=300).map(lambda text: " ".join(text.split()))


@pytest.mark.parametrize(
    "text, room, lines",
    [
        pytest.param("", 5, ("",), id="nothing"),
        pytest.param("abcde", 5, ("abcde",), id="just fits"),
        pytest.param("abc de", 5, ("abc", "de"), id="breaks at a blank"),
        pytest.param("abcdef", 5, ("abcde", "f"), id="a word too long"),
        pytest.param("ab-cdef", 5, ("ab-", "cdef"), id="a word too long, behind its hyphen"),
        pytest.param("dom w lesie", 7, ("dom", "w lesie"), id="one letter does not end a line"),
        pytest.param("a i o u", 3, ("a i", "o u"), id="nothing but single letters"),
        pytest.param("rok i", 5, ("rok i",), id="a single letter at the very end"),
    ],
)
def test_a_text_is_wrapped(text: str, room: int, lines: tuple[str, ...]) -> None:
    assert wrapped(text, len, room) == lines


@given(texts, st.integers(1, 40))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, room: int) -> None:
    lines = wrapped(text, len, room)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(len(line) <= room for line in lines)


def test_a_text_takes_the_largest_size_at_which_it_fits() -> None:
    assert fitted("abcd", len, (4, 2, 1), 8, lines=1) == Fitted(2, ("abcd",))
    assert fitted("abcd efgh", len, (4, 2), 8, lines=1) == Fitted(2, ("abcd", "efgh"))


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("count", [0, 1, 9, 40])
def test_everything_stays_inside_the_margins(count: int) -> None:

    facts = replace(
        FACTS, name="Wąż " * 50, schools=("Szkoła " * 25,) * 3, topics=("Temat " * 30,) * count
    )
    sheet = laid_out(words(facts))

    assert all(line.x >= MARGIN for line in sheet.lines)
    assert all(
        line.x + width(line.text, line.face) * line.size <= PAGE_WIDTH - MARGIN + 0.01
        for line in sheet.lines
    )
    assert all(0 < line.y < PAGE_HEIGHT - 40 for line in sheet.lines)
    places = [line.y for line in sheet.lines]
    assert min(places) > 40


@pytest.mark.parametrize(
    "text, missing",
    [
        pytest.param("Zażółć gęślą jaźń ЇҐєі ș ễ", "", id="Europe"),
        pytest.param("ნინო", "ნიო", id="Georgian"),
        pytest.param("Anna 🙂", "🙂", id="a picture"),
        pytest.param("佐藤", "佐藤", id="Japanese"),
    ],
)
def test_characters_that_no_font_has_are_known(text: str, missing: str) -> None:
    assert unprintable(text) == frozenset(missing)


def test_a_letter_that_the_serif_lacks_brings_the_other_face() -> None:
    assert able_face("Anna", Face.SERIF) is Face.SERIF
    assert able_face("Ŧor", Face.SERIF) is Face.BOLD
    assert able_face("Anna", Face.SANS) is Face.SANS
