"""What leans on the next word does not end a line, and a dash does not begin one."""

import pytest

from app.core.typography import bound

HARD = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("w szkole", "w_szkole", id="at the beginning"),
        pytest.param("lista i zeszyt", "lista i_zeszyt", id="in the middle"),
        pytest.param("a w domu", "a_w_domu", id="two in a row"),
        pytest.param("O czym", "O_czym", id="a capital"),
        pytest.param("lista\nz\ntelefonu", "lista\nz_telefonu", id="over the end of a line"),
        pytest.param("„w sali” (i obok)", "„w_sali” (i_obok)", id="after a quotation mark"),
        pytest.param("у школі", "у_школі", id="in Ukrainian"),
        pytest.param("w", "w", id="alone"),
        pytest.param("do 3 kwietnia", "do 3_kwietnia", id="a day"),
        pytest.param("w 2026 roku", "w_2026 roku", id="a year stands by itself"),
        pytest.param("§ 19 ust. 2", "§_19_ust. 2", id="a paragraph of the law"),
        pytest.param("o 15:20 w sali", "o_15:20 w_sali", id="a time"),
        pytest.param("szkoła – mówi", "szkoła_– mówi", id="a dash"),
        pytest.param("– mówi", "– mówi", id="a dash that begins"),
        pytest.param("2024–2027", "2024–2027", id="a dash between numbers"),
        pytest.param("plan lekcji", "plan lekcji", id="longer words"),
        pytest.param("<b>i o nas</b>", "<b>i_o_nas</b>", id="inside a tag"),
        pytest.param(
            '<a class="x y z" href="#">w domu</a>',
            '<a class="x y z" href="#">w_domu</a>',
            id="not in attributes",
        ),
        pytest.param("", "", id="nothing"),
    ],
)
def test_it_leans_on_the_next_word(text: str, expected: str) -> None:
    assert bound(text) == expected.replace("_", HARD)


def test_binding_twice_changes_nothing() -> None:
    assert bound(bound("a i w o z u domu")) == bound("a i w o z u domu")
