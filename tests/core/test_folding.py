"""Search does not see case, diacritics or kinds of dashes; sorting follows the Polish alphabet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.folding import fold, polish_sort_key


@pytest.mark.parametrize(
    "written, folded",
    [
        ("Łódź ŻÓŁĆ gęślą jaźń", "lodz zolc gesla jazn"),
        ("Ørsted Đorđe Straße Œuvre", "orsted dorde strasse oeuvre"),
        ("adres e–mail", "adres e-mail"),
        ("Kowalska\N{NON-BREAKING HYPHEN}Wójcik", "kowalska-wojcik"),
        ("5 \N{MINUS SIGN} 3 — 1", "5 - 3 - 1"),
        ("  SP\N{NO-BREAK SPACE}nr\t 1\r\n", "sp nr 1"),
        ("Zo\u0301\u0301ja", "zoja"),
        ("ż\N{ZERO WIDTH SPACE}ó\N{RIGHT-TO-LEFT OVERRIDE}ł\N{SOFT HYPHEN}w", "zolw"),
        ("Київ Йосип ЁЛКА", "київ йосип ёлка"),
        ("ﬁliał № 2", "filial no 2"),
        ("İstanbul", "istanbul"),
        ("a\ud800b", "ab"),
        ("", ""),
    ],
)
def test_text_folds(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aąbcćłŁóżŻ -–\N{NO-BREAK SPACE}\u0301Ййїż"))
def test_case_and_composition_never_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


@pytest.mark.parametrize(
    "in_order",
    [
        list("aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"),
        ["Lad", "Lądek", "Lz", "Łabędź", "Mak"],
        ["Zając", "Ząb", "Zzz", "Źrebak", "Żaba"],
        ["Nowak", "Nowak Ewa", "Nowak-Żak", "Nowaka", "Nowakowska"],
        ["SP nr 1", "SP nr 2", "SP nr 10", "SP nr 11", "SP nr 100"],
        ["1", "2", "10", "a", "Київ"],
        ["Muller", "Müllera", "Munk"],
    ],
)
def test_keys_sort_as_a_polish_reader_would(in_order: list[str]) -> None:
    shuffled = sorted(in_order, reverse=True)

    assert sorted(shuffled, key=polish_sort_key) == in_order


@pytest.mark.parametrize("same", ["ŁĄCZNA-żak", "łączna – Żak", "ł\u0061\u0328czna żak"])
def test_case_dashes_and_composition_do_not_change_the_key(same: str) -> None:
    assert polish_sort_key(same) == polish_sort_key("Łączna Żak")


@given(st.text())
def test_a_key_holds_digits_only(text: str) -> None:
    key = polish_sort_key(text)

    assert key == "" or (key.isascii() and key.isdigit())
