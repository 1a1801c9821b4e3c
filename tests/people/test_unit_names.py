"""One school has many names; people say the short one, and files write any of them."""

import pytest

from app.people.unit_names import short_name, unit_name_key

SHORT = [
    ("Szkoła Podstawowa nr 6", "SP nr 6"),
    ("Szkoła Podstawowa nr 6 im. Jana Brzechwy w Starachowicach", "SP nr 6"),
    ("SZKOŁA PODSTAWOWA NR 10", "SP nr 10"),
    ("Szkoła Podstawowa z Oddziałami Integracyjnymi nr 9", "SP nr 9"),
    ("Szkoła Podstawowa im. 1000-lecia Państwa Polskiego nr 7", "SP nr 7"),
    ("Przedszkole Miejskie nr 2", "PM nr 2"),
    ("Przedszkole nr 4", "Przedszkole nr 4"),
    ("Zespół Szkolno-Przedszkolny nr 1", "ZSP nr 1"),
    ("Centrum Usług Wspólnych", "CUW"),
    ("Poradnia Psychologiczno-Pedagogiczna", "PPP"),
    ("Szkoła Podstawowa w Górach", "SP w Górach"),
    ("Szkoła Podstawowa im. Jana Brzechwy w Górach", "SP w Górach"),
    ("Szkoła Podstawowa im. Konstytucji 3 Maja", "SP im. Konstytucji 3 Maja"),
    ("Żłobek", "Żłobek"),
    ("SP nr 6", "SP nr 6"),
    ("SP 6", "SP nr 6"),
    ("Школа № 5", "Школа nr 5"),
    ("???", "???"),
    ("", ""),
]

SAME = [
    (
        "SP 6",
        "SP nr 6",
        "SP6",
        "sp nr. 06",
        "Szk. Podst. nr 6",
        "Szk.Podst.6",
        "szkoła podstawowa nr 6 im. Jana Brzechwy",
        "Szkoła  Podstawowa Nr 6 w Starachowicach",
        "Publiczna Szkoła Podstawowa nr 6",
        "Szkoła Podstawowa z Oddziałami Integracyjnymi nr 6",
        "Szkoła Podstawowa nr 6, RSPO 279606: kadra na rok szkolny 2026/2027",
    ),
    ("PM 2", "PM nr2", "Przedszkole Miejskie nr 2", "Miejskie Przedszkole nr 2", "przedszkole 2"),
    ("CUW", "Centrum Usług Wspólnych", "CENTRUM USŁUG WSPÓLNYCH, RSPO —: kadra"),
    ("Szkoła Podstawowa w Górach", "SP w Górach", "Szkoła Podstawowa im. Jana Brzechwy w Górach"),
    ("ZSP nr 1", "Zespół Szkolno-Przedszkolny nr 1"),
]

DIFFERENT = [
    ("Szkoła Podstawowa nr 1", "Szkoła Podstawowa nr 10"),
    ("Szkoła Podstawowa nr 6", "Przedszkole Miejskie nr 6"),
    ("Przedszkole nr 6", "Niepubliczne Przedszkole nr 6"),
    ("Szkoła Podstawowa nr 1", "Zespół Szkół nr 1"),
    ("Szkoła Podstawowa w Górach", "Szkoła Podstawowa w Dołach"),
    ("Urząd Miejski", "Urząd Gminny"),
    ("Szkoła Podstawowa im. 1000-lecia", "Szkoła Podstawowa nr 1000"),
]


@pytest.mark.parametrize("name, expected", SHORT)
def test_the_short_name_is_what_people_say(name: str, expected: str) -> None:
    assert short_name(name) == expected


def test_a_short_name_fits_its_column() -> None:
    assert len(short_name("Szkoła Podstawowa im. " + "Bardzo Długiego Patrona " * 9)) <= 60


@pytest.mark.parametrize("names", SAME)
def test_one_school_has_one_key_however_it_is_written(names: tuple[str, ...]) -> None:
    assert {unit_name_key(name): name for name in names}.keys() == {unit_name_key(names[0])}


@pytest.mark.parametrize("one, other", DIFFERENT)
def test_different_schools_have_different_keys(one: str, other: str) -> None:
    assert unit_name_key(one) != unit_name_key(other)


def test_a_text_without_letters_has_no_key() -> None:
    assert unit_name_key(" — ?") == ""
