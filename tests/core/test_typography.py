"""A word of one letter does not end a line."""

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
        pytest.param("klasa 4 b", "klasa 4 b", id="at the end, and digits are no letters"),
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
