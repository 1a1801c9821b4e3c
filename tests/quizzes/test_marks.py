"""When a paper is passed: whole numbers decide, and what is shown is never more than it is."""

from fractions import Fraction

import pytest

from quizzes.grading import Asked, Item, Marks, mark, truncated_percent
from quizzes.kinds.kind import Given
from tests.quizzes.contents import choice, singles, steps

RIGHT, WRONG = (0,), (1,)


def paper_of(items: list[Item]) -> list[Asked]:
    """A paper in the order of the items."""
    return [Asked(item, ()) for item in items]


def marks_of(right: int, questions: int, pass_percent: int = 80) -> Marks:
    """So many of the questions are right, the others wrong."""
    answers: dict[int, Given] = {
        position: RIGHT if position <= right else WRONG for position in range(1, questions + 1)
    }
    return mark(paper_of(singles(questions)), answers, pass_percent)


@pytest.mark.parametrize(
    "right,questions,pass_percent,percent,is_passed",
    [
        pytest.param(7, 10, 80, 70, False, id="7 of 10"),
        pytest.param(8, 10, 80, 80, True, id="8 of 10: exactly the pass mark"),
        pytest.param(10, 10, 80, 100, True, id="all"),
        pytest.param(0, 10, 80, 0, False, id="none"),
        pytest.param(4, 5, 80, 80, True, id="4 of 5"),
        pytest.param(7, 9, 80, 77, False, id="7 of 9: 77.7"),
        pytest.param(8, 9, 80, 88, True, id="8 of 9: 88.8, truncated"),
        pytest.param(2, 3, 66, 66, True, id="2 of 3 is more than 66"),
        pytest.param(2, 3, 67, 66, False, id="2 of 3 is less than 67, and is not rounded up"),
        pytest.param(9, 10, 100, 90, False, id="everything asked, one wrong"),
        pytest.param(10, 10, 100, 100, True, id="everything asked, everything right"),
        pytest.param(1, 100, 1, 1, True, id="the lowest mark there is"),
    ],
)
def test_the_pass_mark_is_met_or_not(
    right: int, questions: int, pass_percent: int, percent: int, is_passed: bool
) -> None:
    marks = marks_of(right, questions, pass_percent)

    assert (marks.percent, marks.is_passed) == (percent, is_passed)


def test_partial_credits_can_add_up_to_exactly_the_pass_mark() -> None:
    """Seven right, then 1/3 and 2/3 of two others: 8 of 10."""
    thirds = [Item(8, "ordering", steps(4)), Item(9, "ordering", steps(4))]
    wrong = Item(10, "single", choice("x--"))
    answers: dict[int, Given] = dict.fromkeys(range(1, 8), RIGHT)
    answers |= {8: (1, 0, 3, 2), 9: (1, 0, 2, 3), 10: WRONG}

    marks = mark(paper_of([*singles(7), *thirds, wrong]), answers, 80)

    assert marks.credits[7:9] == (Fraction(1, 3), Fraction(2, 3))
    assert (marks.percent, marks.is_passed) == (80, True)


def test_fractions_are_added_without_loss() -> None:
    """Six sixths are one mark. As floating-point numbers they would fall short of it."""
    sixths = [Item(n, "ordering", steps(7)) for n in range(1, 7)]
    answers: dict[int, Given] = dict.fromkeys(range(1, 7), (1, 0, 6, 5, 4, 3, 2))
    answers |= dict.fromkeys(range(7, 11), WRONG)

    marks = mark(paper_of([*sixths, *singles(4)]), answers, 10)

    assert marks.credits[:6] == (Fraction(1, 6),) * 6
    assert (marks.percent, marks.is_passed) == (10, True)


@pytest.mark.parametrize(
    "right,ordered,pass_percent",
    [
        pytest.param(4, (0, 1, 2, 3, 5, 4), 96, id="4 4/5 of 5 is 96"),
        pytest.param(4, (0, 1, 2, 5, 4, 3), 92, id="4 3/5 of 5 is 92"),
        pytest.param(1, (0, 1, 5, 4, 3, 2), 28, id="1 2/5 of 5 is 28"),
        pytest.param(2, (0, 1, 2, 3, 5, 4), 56, id="2 4/5 of 5 is 56"),
    ],
)
def test_fifths_meet_the_pass_mark_exactly(right: int, ordered: Given, pass_percent: int) -> None:
    """Floating-point numbers say that some of these fall short."""
    wrong = dict.fromkeys(range(right + 1, 5), WRONG)
    answers = {**dict.fromkeys(range(1, right + 1), RIGHT), **wrong, 5: ordered}

    marks = mark(paper_of([*singles(4), Item(5, "ordering", steps(6))]), answers, pass_percent)

    assert (marks.percent, marks.is_passed) == (pass_percent, True)


def test_a_hair_below_the_pass_mark_has_not_passed() -> None:
    """Six right, two halves and five sixths: 7 5/6 of 10 is 78.3."""
    partly = [Item(n, "multiple", choice("xx--")) for n in (7, 8)]
    ordering = Item(9, "ordering", steps(7))
    answers: dict[int, Given] = dict.fromkeys(range(1, 7), RIGHT)
    answers |= {7: (0,), 8: (0,), 9: (1, 0, 2, 3, 4, 5, 6), 10: WRONG}

    marks = mark(paper_of([*singles(6), *partly, ordering, *singles(1)]), answers, 80)

    assert marks.credits[8] == Fraction(5, 6)
    assert (marks.percent, marks.is_passed) == (78, False)


@pytest.mark.parametrize(
    "share,expected",
    [
        pytest.param(Fraction(0), 0, id="nothing"),
        pytest.param(Fraction(1, 3), 33, id="a third"),
        pytest.param(Fraction(2, 3), 66, id="two thirds: not 67"),
        pytest.param(Fraction(7999, 10000), 79, id="79.99: not 80"),
        pytest.param(Fraction(999, 1000), 99, id="99.9: not 100"),
        pytest.param(Fraction(1), 100, id="all"),
    ],
)
def test_percent_is_truncated(share: Fraction, expected: int) -> None:
    assert truncated_percent(share) == expected


def test_79_99_percent_is_not_80() -> None:
    """Shown as 79, and not passed: both by the same exact number."""
    marks = marks_of(7999, 10_000)

    assert (marks.percent, marks.is_passed) == (79, False)


def test_what_was_not_answered_earns_nothing_and_still_counts() -> None:
    answers: dict[int, Given] = {1: RIGHT, 3: ()}

    marks = mark(paper_of(singles(4)), answers, 25)

    assert marks.credits == (Fraction(1), Fraction(0), Fraction(0), Fraction(0))
    assert (marks.percent, marks.is_passed) == (25, True)


def test_an_answer_to_a_place_that_is_not_on_the_paper_earns_nothing() -> None:
    answers: dict[int, Given] = {0: RIGHT, 1: WRONG, 3: RIGHT}

    assert mark(paper_of(singles(2)), answers, 50).percent == 0
