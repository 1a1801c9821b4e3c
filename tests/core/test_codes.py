"""A code cannot be guessed, and a typing error in it is noticed."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.paper.codes import (
    ALPHABET,
    BadCode,
    ForeignCharacter,
    IsNumber,
    TypingError,
    WrongLength,
    grouped,
    new_code,
    read_code,
)

#: made once by hand; it must stay readable for ever, it stands on paper
ON_PAPER = "0564TNEKT3XRX2JP"

codes = st.builds(new_code)


def test_a_code_has_75_random_bits_and_a_character_that_follows_from_them() -> None:
    made = {new_code() for _ in range(1000)}

    assert len(made) == 1000
    assert {len(code) for code in made} == {16}
    assert {character for code in made for character in code} == set(ALPHABET)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(ON_PAPER, id="as it is"),
        pytest.param("0564-TNEK-T3XR-X2JP", id="in groups"),
        pytest.param(" 0564 tnek t3xr x2jp ", id="small letters and blanks"),
        pytest.param("O564-TNEK-T3XR-X2JP", id="the letter O for nought"),
        pytest.param("o564–tnek—t3xr‑x2jp", id="dashes of a text program"),
        pytest.param("https://kadra.example.pl/v/0564TNEKT3XRX2JP", id="the whole address"),
        pytest.param("kadra.example.pl/v/0564TNEKT3XRX2JP/", id="with a slash at the end"),
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == ON_PAPER


@pytest.mark.parametrize("letter", "iIlL")
def test_letters_that_look_like_one_mean_one(letter: str) -> None:
    code = next(code for code in iter(new_code, None) if "1" in code)

    assert read_code(code.replace("1", letter)) == code


def test_a_code_is_shown_in_groups_of_four() -> None:
    assert grouped(ON_PAPER) == "0564-TNEK-T3XR-X2JP"


@given(codes, st.integers(0, 15), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(code: str, place: int, other: str) -> None:
    slipped = code[:place] + other + code[place + 1 :]

    if slipped == code:
        assert read_code(slipped) == code
    else:
        with pytest.raises(TypingError):
            read_code(slipped)


@given(codes)
def test_two_characters_that_changed_places_are_noticed(code: str) -> None:
    """Neighbours above all, but any two."""
    for first, second in combinations(range(16), 2):
        swapped = list(code)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        if "".join(swapped) != code:
            with pytest.raises(TypingError):
                read_code("".join(swapped))


@pytest.mark.parametrize(
    "typed, complaint",
    [
        pytest.param("", WrongLength, id="nothing"),
        pytest.param("0564-TNEK-T3XR-X2J", WrongLength, id="one too few"),
        pytest.param("0564-TNEK-T3XR-X2JPP", WrongLength, id="one too many"),
        pytest.param("0564-TNEK-T3XR-X2JU", ForeignCharacter, id="a letter no code has"),
        pytest.param("0564-TNEK-T3XR-X2JŁ", ForeignCharacter, id="a Polish letter"),
        pytest.param("0" * 100_000, WrongLength, id="far too long"),
        pytest.param("\0", ForeignCharacter, id="a nought byte"),
        pytest.param("KA/2026/000417", IsNumber, id="the number instead"),
        pytest.param(" ka / 2026 / 000417 ", IsNumber, id="the number, with blanks"),
    ],
)
def test_what_is_wrong_with_it_is_said(typed: str, complaint: type[BadCode]) -> None:
    with pytest.raises(complaint):
        read_code(typed)
