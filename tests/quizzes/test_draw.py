"""Which questions a paper asks, and in which order it shows their options."""

from random import Random, SystemRandom

import pytest

from quizzes.grading import Item, draw
from tests.quizzes.contents import choice, singles, statement, steps

BANK = singles(24)
MANY = range(200)


def ids(bank: list[Item], count: int, last_seen: set[int], seed: int = 0) -> list[int]:
    """The questions drawn, in the order of the paper."""
    return [asked.item.id for asked in draw(bank, count, last_seen, Random(seed))]


def test_a_paper_asks_as_many_as_it_should_and_none_twice() -> None:
    for seed in MANY:
        drawn = ids(BANK, 10, set(), seed)
        assert len(drawn) == len(set(drawn)) == 10


def test_every_question_is_drawn_some_time() -> None:
    assert {one for seed in MANY for one in ids(BANK, 10, set(), seed)} == set(range(1, 25))


def test_questions_are_shuffled() -> None:
    assert {ids(BANK, 24, set(), seed)[0] for seed in MANY} == set(range(1, 25))


def test_a_smaller_bank_is_asked_as_a_whole() -> None:
    assert sorted(ids(singles(3), 10, set())) == [1, 2, 3]


@pytest.mark.parametrize("seed", range(20))
def test_the_last_paper_is_not_asked_again(seed: int) -> None:
    last = set(ids(BANK, 10, set(), seed))

    assert not last & set(ids(BANK, 10, last, seed))


@pytest.mark.parametrize("seed", range(20))
def test_only_what_is_missing_comes_from_the_last_paper(seed: int) -> None:
    """Fourteen fresh ones of twenty-four: a paper of sixteen repeats two of ten."""
    last = set(range(1, 11))

    drawn = ids(BANK, 16, last, seed)

    assert len(last & set(drawn)) == 2
    assert set(range(11, 25)) <= set(drawn)


def test_chance_says_what_comes_again() -> None:
    last = set(range(1, 11))

    assert {one for seed in MANY for one in last & set(ids(BANK, 16, last, seed))} == last


def test_repeated_questions_stand_anywhere_on_the_paper() -> None:
    """Not all at its end."""
    last = set(range(1, 21))
    places = {
        position
        for seed in MANY
        for position, one in enumerate(ids(BANK, 10, last, seed))
        if one in last
    }
    assert places == set(range(10))


@pytest.mark.parametrize(
    "kind,content,expected",
    [
        pytest.param("single", choice("x--"), 6, id="single: any order"),
        pytest.param("multiple", choice("xx-"), 6, id="multiple: any order"),
        pytest.param("true_false", statement(answer=True), 1, id="true or false: always so"),
        pytest.param("ordering", steps(3), 5, id="ordering: any but the right one"),
    ],
)
def test_options_are_shuffled(kind: str, content: dict[str, object], expected: int) -> None:
    bank = [Item(1, kind, content)]

    orders = {draw(bank, 1, set(), Random(seed))[0].order for seed in MANY}

    assert len(orders) == expected
    assert (kind == "ordering") == (tuple(range(3)) not in orders and kind != "true_false")


def test_a_statement_is_always_asked_true_first() -> None:
    bank = [Item(1, "true_false", statement(answer=False))]

    assert {draw(bank, 1, set(), Random(seed))[0].order for seed in MANY} == {(0, 1)}


def test_an_ordering_is_never_shown_in_the_right_order() -> None:
    bank = [Item(1, "ordering", steps(3))]

    orders = {draw(bank, 1, set(), Random(seed))[0].order for seed in MANY}

    assert (0, 1, 2) not in orders


def test_chance_that_nobody_can_foresee_draws_too() -> None:
    assert len(draw(BANK, 10, set(), SystemRandom())) == 10
