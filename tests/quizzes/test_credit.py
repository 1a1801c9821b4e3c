"""What an answer is worth, kind by kind: an exact share of the mark."""

from fractions import Fraction

import pytest

from quizzes.grading import Asked, Item, credit
from tests.quizzes.contents import Content, choice, statement, steps


def credit_of(kind: str, content: Content, given: tuple[int, ...]) -> Fraction:
    """The share of the mark; in which order options were shown does not matter."""
    return credit(Asked(Item(1, kind, content), ()), given)


@pytest.mark.parametrize(
    "given,expected",
    [
        pytest.param((1,), 1, id="the right one"),
        pytest.param((0,), 0, id="a wrong one"),
        pytest.param((), 0, id="none"),
    ],
)
def test_a_single_choice_is_all_or_nothing(given: tuple[int, ...], expected: int) -> None:
    assert credit_of("single", choice("-x-"), given) == expected


@pytest.mark.parametrize(
    "answer,given,expected",
    [
        pytest.param(True, (0,), 1, id="true, taken for true"),
        pytest.param(True, (1,), 0, id="true, taken for false"),
        pytest.param(False, (0,), 0, id="false, taken for true"),
        pytest.param(False, (1,), 1, id="false, taken for false"),
        pytest.param(True, (), 0, id="true, left open"),
        pytest.param(False, (), 0, id="false, left open"),
    ],
)
def test_a_statement_is_all_or_nothing(answer: bool, given: tuple[int, ...], expected: int) -> None:
    assert credit_of("true_false", statement(answer=answer), given) == expected


@pytest.mark.parametrize(
    "right,given,expected",
    [
        pytest.param("xx--", (0, 1), Fraction(1), id="all right ones"),
        pytest.param("xx--", (0,), Fraction(1, 2), id="half of them"),
        pytest.param("xxx-", (0, 1), Fraction(2, 3), id="two of three, exactly"),
        pytest.param("xx--", (0, 1, 2), Fraction(1, 2), id="all, and a wrong one"),
        pytest.param("xx--", (0, 2), Fraction(0), id="as many wrong as right"),
        pytest.param("xx--", (2, 3), Fraction(0), id="wrong ones only: never below nothing"),
        pytest.param("xx--", (0, 1, 2, 3), Fraction(0), id="everything marked"),
        pytest.param("xxx-", (0, 1, 2, 3), Fraction(2, 3), id="everything, three of four right"),
        pytest.param("x--", (0,), Fraction(1), id="one right one"),
        pytest.param("xx--", (), Fraction(0), id="none"),
    ],
)
def test_a_multiple_choice_weighs_right_against_wrong(
    right: str, given: tuple[int, ...], expected: Fraction
) -> None:
    assert credit_of("multiple", choice(right), given) == expected


@pytest.mark.parametrize(
    "given,expected",
    [
        pytest.param((0, 1, 2, 3), Fraction(1), id="the right order"),
        pytest.param((3, 2, 1, 0), Fraction(0), id="backwards"),
        pytest.param((1, 0, 2, 3), Fraction(2, 3), id="neighbours swapped"),
        pytest.param((3, 0, 1, 2), Fraction(2, 3), id="the last one put first"),
        pytest.param((1, 2, 3, 0), Fraction(2, 3), id="the first one put last"),
        pytest.param((0, 3, 1, 2), Fraction(2, 3), id="the last one put second"),
        pytest.param((1, 0, 3, 2), Fraction(1, 3), id="both halves swapped"),
        pytest.param((2, 3, 0, 1), Fraction(1, 3), id="halves in the wrong order"),
        pytest.param((), Fraction(0), id="nothing moved"),
    ],
)
def test_an_ordering_counts_its_longest_run(given: tuple[int, ...], expected: Fraction) -> None:
    """One step in the wrong place costs one step, however far it was carried."""
    assert credit_of("ordering", steps(4), given) == expected


@pytest.mark.parametrize(
    "given,expected",
    [
        pytest.param((0, 1, 2), Fraction(1), id="right"),
        pytest.param((0, 2, 1), Fraction(1, 2), id="one step off"),
        pytest.param((2, 1, 0), Fraction(0), id="backwards"),
    ],
)
def test_three_steps_are_worth_halves(given: tuple[int, ...], expected: Fraction) -> None:
    assert credit_of("ordering", steps(3), given) == expected
