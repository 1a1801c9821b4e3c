"""A pack with faults is refused, and every fault is told with its file and line."""

from pathlib import Path

import pytest

from tests.support.packs import (
    BANK,
    COURSE,
    FACTS,
    FIRST,
    GLOSSARY,
    SECOND,
    SMALL,
    SVG,
    Change,
    told,
    write_pack,
)

COURSES = [
    ("code: MINI\nlanguage", "code: mini\nlanguage", 2, "string_pattern_mismatch"),
    ("kadra-course/1", "kadra-course/2", 1, "literal_error"),
    ("language: pl", "language: de", 3, "literal_error"),
    ("language: pl", "lang: pl", 3, "extra_forbidden"),
    ("title: Pomyłki i zgłoszenia\n", "title: 2026\n", 4, "string_type"),
    ("title: Pomyłki i zgłoszenia\n", "title:\n", 4, "no_value"),
    ("title: Pomyłki i zgłoszenia\n", 'title: " "\n', 4, "no_value"),
    ("title: Pomyłki i zgłoszenia\n", f"title: {'x' * 201}\n", 4, "string_too_long"),
    ("title: Pomyłki i zgłoszenia\n", "title: a: b\n", 4, "yaml"),
    ("title: Pomyłki i zgłoszenia\n", "title: &a b\n", 4, "alias"),
    ("title: Pomyłki i zgłoszenia\n", "title: !!str b\n", 4, "tag"),
    ("title: Pomyłki i zgłoszenia\n", "title: b\ntitle: c\n", 5, "duplicate_key"),
    ("title: Pomyłki i zgłoszenia\n", "title: b\n--- c\n", 5, "several_documents"),
    ("title: Pomyłki i zgłoszenia\n", 'title: "\\u0007"\n', 4, "control_character"),
    ("title: Pomyłki i zgłoszenia\n", "title: b\n? [a]\n: c\n", 5, "key_not_text"),
    ("  - wiem, komu zgłosić pomyłkę", "  []", 7, "too_short"),
    ("  category: information_security", "  category: sport", 11, "literal_error"),
    ('"2026.1"', "2026.1", 12, "string_type"),
    ("2026-09-01", "2026-09-31", 13, "date_parsing"),
    ("2026-09-01", "wrzesień", 13, "date_parsing"),
    ("2026-09-01", "20260901", 13, "date_type"),
    ("minutes: 15", "minutes: 0", 14, "greater_than_equal"),
    ("minutes: 15", 'minutes: "15"', 14, "int_type"),
    ("minutes: 15", "minutes: true", 14, "int_type"),
    ("validity_months: 12", "validity_months: 121", 15, "less_than_equal"),
    ("[KRI.a, KSC.c]", "[KRI.a, KRI.a]", 16, "repeated"),
    ("[KRI.a, KSC.c]", "[KRI.a, KRI.x]", 16, "literal_error"),
    ("topics: [KRI.a, KSC.c]", "topics: KRI.a", 16, "list_type"),
    ("lessons/01-pomylka", "lessons/pomylka", 18, "string_pattern_mismatch"),
    ("lessons/01-pomylka", "../01-pomylka", 18, "string_pattern_mismatch"),
    ("    minutes: 5\n", "", 18, "missing"),
    ("  pass_percent: 80", "  pass_percent: 101", 26, "less_than_equal"),
    ("  draw: 8\n", "  draw: 8\n  atempts: 3\n", 26, "extra_forbidden"),
]


@pytest.mark.parametrize("old,new,line,code", COURSES)
def test_course_yaml(tmp_path: Path, old: str, new: str, line: int, code: str) -> None:
    """Wrong keys, types and ranges, and YAML that means something else than it says."""
    changed = (write_pack(tmp_path) / COURSE).read_text().replace(old, new, 1)

    found = told(write_pack(tmp_path, **{COURSE: changed}))

    assert (COURSE, line, code) in found
    assert {file for file, _, _ in found} == {COURSE}


def test_a_fault_does_not_hide_those_after_it(tmp_path: Path) -> None:
    """The author mends everything in one go."""
    changes: dict[str, Change] = {
        COURSE: ("language: pl", "language: de"),
        FACTS: ("2026-11-22", "wczoraj"),
        GLOSSARY: ("term: IOD", "trem: IOD"),
        SECOND: "[[a]] <b>\n\n::: check\n:::\n\n# Koniec\n",
        SVG: b"",
        "pictures/zbedny.png": b"",
    }

    assert told(write_pack(tmp_path, **changes)) == [
        (COURSE, 3, "literal_error"),
        (FACTS, 5, "date_parsing"),
        (GLOSSARY, 1, "missing"),
        (GLOSSARY, 2, "extra_forbidden"),
        (SECOND, 1, "html"),
        (SECOND, 3, "check_id"),
        (SECOND, 3, "check_options"),
        (SECOND, 6, "heading_level"),
        (SVG, None, "empty"),
        ("pictures/zbedny.png", None, "empty"),
        ("pictures/zbedny.png", None, "unused_picture"),
    ]


TWICE = (SMALL / FACTS).read_text() * 2

TOGETHER: list[tuple[dict[str, Change], tuple[str, int | None, str]]] = [
    ({FIRST: None}, (COURSE, 18, "missing_lesson")),
    ({"lessons/03-nowa.md": "Tekst."}, ("lessons/03-nowa.md", None, "unlisted_lesson")),
    ({"lessons/notatki.txt": "x"}, ("lessons/notatki.txt", None, "unused_file")),
    ({"questions/03-nowe.yml": "[]"}, ("questions/03-nowe.yml", None, "unused_file")),
    ({"pictures/zbedny.svg": b"<svg/>"}, ("pictures/zbedny.svg", None, "unused_picture")),
    ({COURSE: ("02-komu-zglosic", "02-pomylka-w-adresie")}, (COURSE, 21, "duplicate_id")),
    ({COURSE: ("02-komu-zglosic", "01-pomylka-w-adresie")}, (COURSE, 21, "duplicate_id")),
    ({FACTS: ("- id: rodo-33", "- id: RODO")}, (FACTS, 1, "string_pattern_mismatch")),
    ({FACTS: ("https://eur", "http://eur")}, (FACTS, 4, "string_pattern_mismatch")),
    ({FACTS: ("2027-11-22", "2026-11-22")}, (FACTS, 1, "checked_backwards")),
    ({FACTS: TWICE}, (FACTS, 8, "duplicate_id")),
    ({FACTS: "rodo-33: x"}, (FACTS, 1, "list_type")),
    ({FACTS: ("rodo-33", "inny")}, (FACTS, 1, "unused_fact")),
    ({GLOSSARY: "- iod"}, (GLOSSARY, 1, "dict_type")),
    ({GLOSSARY: ("iod:", "IOD:")}, (GLOSSARY, 1, "string_pattern_mismatch")),
    ({GLOSSARY: ("naruszenie:", "iod:")}, (GLOSSARY, 5, "duplicate_key")),
    ({FIRST: b"Zgubi\xc5\x82am\n\xb3"}, (FIRST, 2, "not_utf8")),
    ({FIRST: "Tekst".encode("utf-16")}, (FIRST, 1, "not_utf8")),
    ({FIRST: "\n \n"}, (FIRST, None, "empty")),
    ({FIRST: ""}, (FIRST, None, "empty")),
    ({FIRST: "Raz\ndwa\x00"}, (FIRST, 2, "control_character")),
    ({COURSE: ""}, (COURSE, None, "empty")),
    ({COURSE: "# nic\n"}, (COURSE, 1, "no_value")),
    ({COURSE: "[" * 1000}, (COURSE, 1, "too_deep")),
    ({COURSE: "title: \ufffe"}, (COURSE, None, "yaml")),
    ({FIRST: "x", BANK: "pierwsze: pytanie"}, (FACTS, 1, "unused_fact")),
    ({COURSE: b"\xff"}, (COURSE, 1, "not_utf8")),
    ({FIRST: b"x" * 250_001}, (FIRST, None, "text_too_large")),
    ({"lessons/03-żółta.md": "x"}, ("lessons/03-\\u017c\\xf3\\u0142ta.md", None, "file_name")),
    ({"pictures/moje zdjecie.png": b""}, ("pictures/moje zdjecie.png", None, "file_name")),
]


@pytest.mark.parametrize("changes,expected", TOGETHER)
def test_files_and_how_they_fit_together(
    tmp_path: Path, changes: dict[str, Change], expected: tuple[str, int | None, str]
) -> None:
    assert expected in told(write_pack(tmp_path, **changes))


def test_a_fact_that_only_a_question_uses_is_used(tmp_path: Path) -> None:
    plain: dict[str, Change] = {FIRST: "Tekst.", SVG: None}

    assert told(write_pack(tmp_path / "used", **plain)) == []
    unused = write_pack(tmp_path / "unused", **plain, **{BANK: "[]"})
    assert told(unused) == [(FACTS, 1, "unused_fact")]


def test_nothing_is_called_unused_while_something_cannot_be_read(tmp_path: Path) -> None:
    """It may be used there."""
    changes: dict[str, Change] = {FIRST: b"\xff", BANK: "[]"}

    assert told(write_pack(tmp_path, **changes)) == [(FIRST, 1, "not_utf8")]


def test_a_yaml_bomb_is_refused_without_being_set_off(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]

    found = told(write_pack(tmp_path, **{GLOSSARY: "\n".join(lines)}))

    assert (GLOSSARY, 1, "alias") in found
