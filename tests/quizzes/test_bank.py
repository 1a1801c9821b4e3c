"""A bank of questions is taken as a whole, or refused with file and line of every fault."""

from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

from app.factory import create_app
from courses.packs.folder import PackFolder
from courses.packs.problems import Problem, Problems
from courses.wording.packs import problem_sentence
from quizzes.bank import BankQuestion, read_bank
from quizzes.kinds.registry import KINDS
from tests.conftest import settings_for
from tests.support.packs import Change, write_pack

FIRST = "questions/01-pomylka-w-adresie.yaml"
SECOND = "questions/02-komu-zglosic.yaml"
FACTS = frozenset({"rodo-33"})

SINGLE = """- id: komu
  kind: single
  prompt: Komu?
  options:
    - text: Dyrektorowi
      correct: true
      why: Tak.
    - text: Nikomu
      why: Nie.
"""
MULTIPLE = """- id: co
  kind: multiple
  prompt: Co?
  options:
    - text: A
      correct: true
      why: Tak.
    - text: B
      why: Nie.
    - text: C
      why: Nie.
"""
TRUE_FALSE = """- id: tak
  kind: true_false
  prompt: Tak jest.
  answer: true
  why_true: Tak.
  why_false: Nie.
"""
ORDERING = """- id: po-kolei
  kind: ordering
  prompt: Po kolei?
  items:
    - text: A
      why: Najpierw.
    - text: B
      why: Potem.
    - text: C
      why: Na końcu.
"""


def bank_of(folder: Path, **changes: Change) -> tuple[list[BankQuestion], list[Problem]]:
    """The bank of the small pack with these files changed, and its faults."""
    problems = Problems()
    pack = PackFolder.open(write_pack(folder, **changes))
    return read_bank(pack, problems, FACTS), problems.in_order()


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """Sentences need an application for their language; no database is asked."""
    return create_app(settings_for("", tmp_path / "data"))


def test_a_bank_is_read_in_the_order_of_its_files(tmp_path: Path) -> None:
    bank, problems = bank_of(tmp_path)

    assert problems == []
    assert [one.key for one in bank[:2]] == ["pierwszy-krok", "czyja-wina"]
    assert (len(bank), {one.kind for one in bank}) == (12, set(KINDS))


def test_questions_belong_to_the_lesson_whose_file_has_their_name(tmp_path: Path) -> None:
    bank, _ = bank_of(tmp_path, **{"questions/99-inne.yaml": SINGLE})

    assert {one.lesson for one in bank} == {"pomylka-w-adresie", "komu-zglosic", None}


def test_texts_are_kept_as_html(tmp_path: Path) -> None:
    bank, _ = bank_of(tmp_path)

    assert "<strong>najpierw</strong>" in bank[0].content["prompt"]


def test_what_is_right_is_kept(tmp_path: Path) -> None:
    every = SINGLE + MULTIPLE + TRUE_FALSE + ORDERING
    bank, _ = bank_of(tmp_path, **{"questions/99-inne.yaml": every})
    single, multiple, true_false, ordering = (one.content for one in bank[-4:])

    assert [one["is_right"] for one in single["options"]] == [True, False]
    assert [one["is_right"] for one in multiple["options"]] == [True, False, False]
    assert [one["is_right"] for one in true_false["options"]] == [True, False]
    assert [one["text"] for one in ordering["items"]] == ["A", "B", "C"]
    assert single["options"][1]["why"] == "Nie."


@pytest.mark.parametrize(
    "text,change,fault",
    [
        pytest.param(
            SINGLE, ("kind: single", "kind: dowolny"), (1, "union_tag_invalid"), id="kind"
        ),
        pytest.param(SINGLE, ("  kind: single\n", ""), (1, "union_tag_not_found"), id="no kind"),
        pytest.param(
            SINGLE, ("id: komu", "id: Komu?"), (1, "string_pattern_mismatch"), id="bad id"
        ),
        pytest.param(SINGLE, ("  prompt: Komu?\n", ""), (1, "missing"), id="no prompt"),
        pytest.param(SINGLE, ("Komu?", "''"), (3, "string_too_short"), id="empty prompt"),
        pytest.param(SINGLE, ("Komu?", "<b>Komu?</b>"), (3, "html"), id="markup in the prompt"),
        pytest.param(
            SINGLE, ("why: Nie.", "why: <script>alert(1)</script>"), (9, "html"), id="a script"
        ),
        pytest.param(
            SINGLE, ("why: Nie.", "why: Patrz [tu](https://x.pl)."), (9, "link_here"), id="a link"
        ),
        pytest.param(SINGLE, ("      why: Nie.\n", ""), (8, "missing"), id="no explanation"),
        pytest.param(SINGLE, ("why: Nie.", "why:"), (9, "no_value"), id="an empty explanation"),
        pytest.param(
            SINGLE, ("      correct: true\n", ""), (4, "no_right_option"), id="none right"
        ),
        pytest.param(
            SINGLE,
            ("text: Nikomu\n", "text: Nikomu\n      correct: true\n"),
            (4, "several_right_options"),
            id="two right",
        ),
        pytest.param(
            SINGLE, ("correct: true", "corect: true"), (6, "extra_forbidden"), id="misspelt"
        ),
        pytest.param(
            SINGLE, ("correct: true", "correct: tak"), (6, "bool_type"), id="no truth value"
        ),
        pytest.param(SINGLE, ("Nikomu", "Dyrektorowi"), (4, "same_text_twice"), id="same options"),
        pytest.param(
            SINGLE, ("    - text: Nikomu\n      why: Nie.\n", ""), (4, "too_short"), id="one option"
        ),
        pytest.param(
            MULTIPLE, ("      correct: true\n", ""), (4, "no_right_option"), id="multiple"
        ),
        pytest.param(
            MULTIPLE.replace("text: B\n", "text: B\n      correct: true\n"),
            ("text: C\n", "text: C\n      correct: true\n"),
            (4, "no_wrong_option"),
            id="everything right",
        ),
        pytest.param(TRUE_FALSE, ("answer: true", "answer: yes"), (4, "bool_type"), id="yes"),
        pytest.param(TRUE_FALSE, ("  answer: true\n", ""), (1, "missing"), id="no answer"),
        pytest.param(
            TRUE_FALSE, ("  why_false: Nie.\n", ""), (1, "missing"), id="no explanation of false"
        ),
        pytest.param(
            ORDERING,
            ("    - text: C\n      why: Na końcu.\n", ""),
            (4, "too_short"),
            id="two items",
        ),
        pytest.param(ORDERING, ("text: B", "text: A"), (4, "same_text_twice"), id="same items"),
        pytest.param(ORDERING, ("why: Potem.", "why: ' '"), (8, "no_value"), id="a blank reason"),
        pytest.param(
            SINGLE,
            ("prompt: Komu?", "prompt: Komu?\n  facts: [nie-ma]"),
            (4, "unknown_fact"),
            id="fact",
        ),
    ],
)
def test_a_faulty_question_is_refused_with_its_line(
    app: Flask, tmp_path: Path, text: str, change: tuple[str, str], fault: tuple[int, str]
) -> None:
    assert text.count(change[0]) == 1
    broken = text.replace(*change)

    _, problems = bank_of(tmp_path, **{"questions/99-inne.yaml": broken})

    (problem,) = problems
    assert (problem.file, problem.line, problem.code) == ("questions/99-inne.yaml", *fault)
    with app.app_context(), force_locale("en"):
        assert problem_sentence(problem).endswith((".", "?"))


def test_an_id_is_used_once_in_all_files(app: Flask, tmp_path: Path) -> None:
    _, problems = bank_of(
        tmp_path,
        **{SECOND: ("id: wstyd", "id: pierwszy-krok"), FIRST: ("czyja-wina", "pierwszy-krok")},
    )

    assert [(one.file, one.line, one.code) for one in problems] == [
        (FIRST, 13, "duplicate_id"),
        (SECOND, 13, "duplicate_elsewhere"),
    ]
    with app.app_context(), force_locale("en"):
        assert problem_sentence(problems[1]) == (
            f"“pierwszy-krok” was used in {FIRST}, line 1, already."
        )


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    _, problems = bank_of(
        tmp_path,
        **{
            FIRST: ("why: Czas działa przeciw nam.", "why:"),
            SECOND: ("answer: false", "answer: nie"),
        },
    )

    assert [(one.file, one.line) for one in problems] == [(FIRST, 9), (SECOND, 16)]


def test_a_paper_asks_no_more_than_the_bank_holds(app: Flask, tmp_path: Path) -> None:
    _, problems = bank_of(tmp_path, **{"course.yaml": ("draw: 8", "draw: 13")})

    assert [(one.file, one.line, one.code) for one in problems] == [
        ("course.yaml", 25, "draw_too_large")
    ]
    with app.app_context(), force_locale("en"):
        assert problem_sentence(problems[0]) == (
            "A paper asks 13 questions, but the bank holds 12. Write more, or ask fewer."
        )


@pytest.mark.parametrize("draw", [8, 12])
def test_a_bank_may_be_asked_as_a_whole(tmp_path: Path, draw: int) -> None:
    _, problems = bank_of(tmp_path, **{"course.yaml": ("draw: 8", f"draw: {draw}")})

    assert problems == []


def test_a_pack_without_questions_has_no_quiz(tmp_path: Path) -> None:
    _, problems = bank_of(tmp_path, **{FIRST: None, SECOND: None})

    assert [one.code for one in problems] == ["draw_too_large"]
