"""A badge is its owner's and nobody else's: any other character, or any two that swap, undo it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.attendance.badges import (
    Badge,
    badge_address,
    badge_code,
    grouped,
    is_genuine,
    read_badge,
)
from app.core.paper.codes import ALPHABET

SECRET = "3f" * 32
CODE = badge_code(SECRET, 103, 0)

people = st.integers(0, 2**30 - 1)
numbers = st.integers(0, 50)
places = st.integers(0, 17)


def owner(text: str, number: int = 0) -> int | None:
    """Whose badge it is, if it is genuine."""
    badge = read_badge(text)
    return badge.person_id if badge and is_genuine(badge, SECRET, number) else None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(CODE, id="as it is"),
        pytest.param(grouped(CODE), id="in groups"),
        pytest.param(f" {grouped(CODE).lower()} ", id="typed in small letters"),
        pytest.param(grouped(CODE).replace("-", " – "), id="with dashes"),
        pytest.param(CODE.replace("0", "O"), id="O for 0"),
        pytest.param(CODE.replace("0", "o"), id="o for 0"),
        pytest.param(f"https://kadra.example.pl/b/{CODE}", id="the address"),
        pytest.param(f"HTTPS://KADRA.EXAMPLE.PL/b/{CODE}/", id="from a scanner that shouts"),
        pytest.param(f"http://moved.example/kadra/b/{CODE}", id="of a server that moved"),
        pytest.param(f"{CODE}\r\n", id="from a scanner that types Enter"),
    ],
)
def test_a_badge_is_read_however_it_comes(text: str) -> None:
    assert owner(text) == 103


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Anna Maj", id="a name"),
        pytest.param(CODE[:-1], id="a character too few"),
        pytest.param(f"{CODE}0", id="a character too many"),
        pytest.param(f"{CODE[:-1]}U", id="a letter that no code has"),
        pytest.param(f"{CODE[:-1]}ż", id="a letter of another alphabet"),
        pytest.param(f"https://kadra.example.pl/v/{CODE}", id="another kind of address"),
        pytest.param(f"https://kadra.example.pl/o/{CODE}", id="the room's"),
        pytest.param(f"https://kadra.example.pl/b/{CODE}?x=1", id="with something behind it"),
        pytest.param("0" * 100_000, id="a book"),
        pytest.param("\x00" * 18, id="no characters"),
    ],
)
def test_what_is_no_badge_is_nobodys(text: str) -> None:
    assert read_badge(text) is None


@given(person=people, number=numbers)
def test_what_is_computed_is_read_and_genuine(person: int, number: int) -> None:
    code = badge_code(SECRET, person, number)

    assert read_badge(grouped(code)) == Badge(person, code[6:])
    assert read_badge(badge_address("https://kadra.example.pl", code)) == Badge(person, code[6:])
    assert owner(code, number) == person
    assert set(code) <= set(ALPHABET)


@given(person=people, number=numbers, place=places, wrong=st.sampled_from(ALPHABET))
def test_a_wrong_character_makes_it_nobodys(
    person: int, number: int, place: int, wrong: str
) -> None:
    code = badge_code(SECRET, person, number)
    mistyped = code[:place] + wrong + code[place + 1 :]

    assert (owner(mistyped, number) is None) == (mistyped != code)


def test_every_single_wrong_character_and_every_swap_of_one_badge_is_refused() -> None:
    wrong = {CODE[:place] + other + CODE[place + 1 :] for place in range(18) for other in ALPHABET}
    swapped = {
        CODE[:one] + CODE[two] + CODE[one + 1 : two] + CODE[one] + CODE[two + 1 :]
        for two in range(18)
        for one in range(two)
    }
    false = (wrong | swapped) - {CODE}

    assert len(wrong) == 18 * 31 + 1
    assert [code for code in false if owner(code) is not None] == []


@given(person=people, number=numbers, others=st.tuples(people, numbers))
def test_no_badge_is_another_persons_or_an_earlier_one(
    person: int, number: int, others: tuple[int, int]
) -> None:
    other = badge_code(SECRET, *others)

    assert (owner(other, number) == person) == (others == (person, number))


def test_it_cannot_be_made_without_the_secret() -> None:
    assert owner(badge_code("00" * 32, 103, 0)) is None


def test_a_number_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="1073741824"):
        badge_code(SECRET, 2**30, 0)
