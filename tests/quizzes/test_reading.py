"""What is taken for an answer: any browser may send anything."""

import pytest

from quizzes.kinds.registry import KINDS

ORDER = [2, 0, 1]
ANYTHING = [
    pytest.param(["9"], id="unknown place"),
    pytest.param(["3"], id="one beyond the last"),
    pytest.param(["-1"], id="negative"),
    pytest.param(["0.0"], id="not whole"),
    pytest.param(["٠"], id="a digit of another script"),
    pytest.param(["²"], id="a digit that is no number"),
    pytest.param(["9" * 5000], id="a number of 5000 digits"),
    pytest.param(["<script>"], id="markup"),
    pytest.param([""], id="empty text"),
    pytest.param(["x"] * 100_000, id="far too many"),
]


@pytest.mark.parametrize("values", ANYTHING)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_on_the_paper_is_no_answer(kind: str, values: list[str]) -> None:
    assert KINDS[kind].read({"answer": values}, ORDER) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_without_an_answer_chooses_nothing(kind: str) -> None:
    assert KINDS[kind].read({}, ORDER) == ()


@pytest.mark.parametrize(
    "kind,values,expected",
    [
        pytest.param("single", ["0"], (2,), id="single: by its place, not its number"),
        pytest.param("single", ["0", "0"], (2,), id="single: the same twice"),
        pytest.param("single", ["0", "9"], (2,), id="single: beside one that is unknown"),
        pytest.param("single", ["0", "1"], None, id="single: two at once"),
        pytest.param("true_false", ["1"], (0,), id="statement: by its place"),
        pytest.param("true_false", ["0", "1"], None, id="statement: true and false"),
        pytest.param("multiple", ["1"], (0,), id="multiple: one"),
        pytest.param("multiple", ["0", "1"], (0, 2), id="multiple: in the author's order"),
        pytest.param("multiple", ["1", "0", "0", "7"], (0, 2), id="multiple: doubled, unknown"),
        pytest.param("multiple", ["2", "1", "0"], (0, 1, 2), id="multiple: all"),
        pytest.param("ordering", ["1", "2", "0"], (0, 1, 2), id="ordering: as given"),
        pytest.param("ordering", ["1", "2", "0", "7", "1"], (0, 1, 2), id="ordering: and more"),
        pytest.param("ordering", ["1", "2"], None, id="ordering: one is missing"),
        pytest.param("ordering", ["1", "1", "0"], None, id="ordering: one stands twice"),
        pytest.param("ordering", ["0", "1", "2"], (), id="ordering: as the paper shows it"),
    ],
)
def test_an_answer_names_places_on_the_paper(
    kind: str, values: list[str], expected: tuple[int, ...] | None
) -> None:
    """Place 0 shows option 2, place 1 option 0, place 2 option 1."""
    assert KINDS[kind].read({"answer": values}, ORDER) == expected


@pytest.mark.parametrize(
    "moved,expected",
    [
        pytest.param({"up": ["2"]}, (0, 1, 2), id="up by one"),
        pytest.param({"down": ["0"]}, (0, 1, 2), id="down by one"),
        pytest.param({"up": ["0"]}, (), id="back to where all of them stood"),
        pytest.param({"up": ["1"]}, (0, 2, 1), id="up, at the top already"),
        pytest.param({"down": ["2"]}, (0, 2, 1), id="down, at the bottom already"),
        pytest.param({"up": ["9"]}, (0, 2, 1), id="what is not there"),
        pytest.param({"up": ["2", "0"]}, (0, 1, 2), id="two at once: the first"),
    ],
)
def test_a_button_moves_one_item(moved: dict[str, list[str]], expected: tuple[int, ...]) -> None:
    """The form shows places 1, 0, 2, which are the items 0, 2, 1."""
    assert KINDS["ordering"].read({"answer": ["1", "0", "2"], **moved}, ORDER) == expected
