"""What people write about the result on a list, and what it means."""

import pytest

from app.people.roster.facts import Refused
from app.training.lists.results import Outcome, Result, parse_result, parse_score

P, F, A = Outcome.PASSED, Outcome.FAILED, Outcome.ABSENT


@pytest.mark.parametrize(
    "cell,heading,expected",
    [
        ("zaliczony", "Wynik", Result(P)),
        ("Zaliczona", "Wynik", Result(P)),
        ("ZAL.", "Wynik", Result(P)),
        ("zdał", "Wynik", Result(P)),
        ("tak", "Zaliczenie", Result(P)),
        ("+", "Zaliczono", Result(P)),
        ("passed", "Result", Result(P)),
        (True, "Zaliczono", Result(P)),
        ("obecny", "Obecność", Result(P)),
        ("uczestniczyła", "Udział", Result(P)),
        ("niezaliczony", "Wynik", Result(F)),
        ("nie zaliczyła", "Wynik", Result(F)),
        ("nie zdał", "Wynik", Result(F)),
        ("failed", "Result", Result(F)),
        (False, "Zaliczono", Result(F)),
        ("nieobecny", "Wynik", Result(A)),
        ("nieobecność usprawiedliwiona", "Obecność", Result(A)),
        ("usprawiedliwiony", "Obecność", Result(A)),
        ("nb", "Obecność", Result(A)),
        ("zaliczony (85%)", "Wynik", Result(P, 85)),
        ("niezaliczony, 55 %", "Wynik", Result(F, 55)),
        ("zaliczony 79,9%", "Wynik", Result(P, 79)),
    ],
)
def test_words_decide(cell: str | bool, heading: str, expected: Result) -> None:
    """In every gender, abbreviated or not, with the percentage beside them."""
    assert parse_result(cell, heading, None) == expected


@pytest.mark.parametrize(
    "heading,outcome",
    [("Obecność", A), ("Potwierdzenie udziału", A), ("Zaliczenie", F), ("Wynik", F)],
)
def test_no_means_absent_only_under_a_heading_about_presence(
    heading: str, outcome: Outcome
) -> None:
    """Whoever took part and did not pass has a completion, whoever was absent has none."""
    assert parse_result("nie", heading, None) == Result(outcome)


@pytest.mark.parametrize(
    "cell,outcome,score",
    [
        pytest.param("80%", P, 80, id="the pass mark"),
        pytest.param("79%", F, 79, id="one below it"),
        pytest.param("79,99%", F, 79, id="never rounded up"),
        pytest.param("0%", F, 0, id="nothing right"),
        pytest.param("100 %", P, 100, id="everything right"),
        pytest.param(0.85, P, 85, id="as Excel keeps a percentage"),
    ],
)
def test_a_percentage_alone_is_held_against_the_pass_mark(
    cell: str | float, outcome: Outcome, score: int
) -> None:
    """And that is told, because the list did not say it."""
    assert parse_result(cell, "Wynik", None) == Result(outcome, score, is_inferred=True)


def test_a_percentage_may_stand_in_a_column_of_its_own() -> None:
    """The words of the other column decide; without words the percentage does."""
    assert parse_result("zaliczony", "Wynik", 61) == Result(P, 61)
    assert parse_result("", "Wynik", 61) == Result(F, 61, is_inferred=True)
    assert parse_result("–", "Wynik", None) is None


@pytest.mark.parametrize("cell", ["może", "5", "17/20", "1", 1, "=1+1", "zaliczy kiedyś", "-5%"])
def test_what_is_not_clear_is_refused(cell: str | float) -> None:
    """A mark, points or a hope is no result."""
    with pytest.raises(Refused) as refused:
        parse_result(cell, "Wynik", None)

    assert refused.value.code == "result_unclear"


@pytest.mark.parametrize(
    "cell,score", [("85", 85), ("85%", 85), (85, 85), (85.0, 85), (1.0, 100), ("0", 0), ("", None)]
)
def test_the_column_of_percentages_needs_no_sign(cell: str | float, score: int | None) -> None:
    """Its heading says what the numbers are."""
    assert parse_score(cell) == score


@pytest.mark.parametrize(
    "cell,code",
    [
        ("101", "score_range"),
        ("100,5", "score_range"),
        ("999", "score_range"),
        ("dużo", "score_unclear"),
        ("-1", "score_unclear"),
    ],
)
def test_a_percentage_lies_between_0_and_100(cell: str, code: str) -> None:
    """Everything else is refused."""
    with pytest.raises(Refused) as refused:
        parse_score(cell)

    assert refused.value.code == code
