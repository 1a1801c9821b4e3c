"""A check is judged by what was chosen, and tells nothing of the rest before it is right."""

import pytest

from courses.checks import Check, judge

SINGLE, SEVERAL = False, True


def check(*, several: bool, right: str) -> Check:
    """A check whose options are named by letters; those in `right` are."""
    options = [
        {"html": letter, "is_right": letter in right, "why": f"why {letter}"} for letter in "abcd"
    ]
    return Check.read({"key": "k", "prompt": "<p>?</p>", "several": several, "options": options})


@pytest.mark.parametrize(
    "several, right, chosen, is_right, missing",
    [
        pytest.param(SINGLE, "b", (1,), True, 0, id="the one"),
        pytest.param(SINGLE, "b", (0,), False, 1, id="another one"),
        pytest.param(SEVERAL, "ac", (0, 2), True, 0, id="all that fit"),
        pytest.param(SEVERAL, "ac", (0,), False, 1, id="one of two"),
        pytest.param(SEVERAL, "ac", (0, 1, 2), False, 0, id="all that fit and one more"),
        pytest.param(SEVERAL, "ac", (1, 3), False, 2, id="all that do not fit"),
        pytest.param(SEVERAL, "abcd", (0, 1, 2, 3), True, 0, id="everything fits"),
    ],
)
def test_an_answer_is_judged(
    several: bool, right: str, chosen: tuple[int, ...], is_right: bool, missing: int
) -> None:
    found = judge(check(several=several, right=right), chosen)

    assert (found.is_right, found.missing) == (is_right, missing)


def test_of_options_not_chosen_nothing_is_told_while_the_answer_is_wrong() -> None:
    found = judge(check(several=SEVERAL, right="ac"), (0, 1))

    assert [(one.is_right, one.why) for one in found.options] == [
        (True, "why a"),
        (False, "why b"),
        (None, None),
        (None, None),
    ]


def test_everything_is_told_once_the_answer_is_right() -> None:
    found = judge(check(several=SINGLE, right="b"), (1,))

    assert [one.why for one in found.options] == ["why a", "why b", "why c", "why d"]
    assert [one.is_chosen for one in found.options] == [False, True, False, False]


@pytest.mark.parametrize(
    "several, sent, understood",
    [
        pytest.param(SINGLE, [1], (1,), id="one"),
        pytest.param(SINGLE, [], (), id="none"),
        pytest.param(SINGLE, [1, 2], (), id="two where one is right"),
        pytest.param(SINGLE, [1, 1], (1,), id="one, twice"),
        pytest.param(SINGLE, [4], (), id="beyond the last"),
        pytest.param(SINGLE, [3], (3,), id="the last"),
        pytest.param(SEVERAL, [2, 0], (0, 2), id="in any order"),
        pytest.param(SEVERAL, [0, 99], (0,), id="what does not exist is passed over"),
    ],
)
def test_an_answer_names_options_of_the_check(
    several: bool, sent: list[int], understood: tuple[int, ...]
) -> None:
    assert check(several=several, right="a").possible(sent) == understood
