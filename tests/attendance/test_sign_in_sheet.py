"""The sheet that people sign: what it says, and that it can be printed and read."""

import pytest

from app.core.db import transaction
from tests.attendance.papers import plan
from tests.support.city import City, add_employment, add_person
from tests.support.pages import Visitor
from tests.support.readers import codes_of, facts_of, faults_of, fonts_of, text_of, words_of


def test_the_sheet_says_what_is_signed_and_holds_no_forbidden_data(city: City) -> None:
    meeting = plan(city)
    pdf = Visitor(city, "tomasz").client.get(f"/meetings/{meeting}/sheet.pdf").data
    words = words_of(pdf)

    for fact in (
        "Bezpieczeństwo informacji",
        "2026.1",
        "Sala 12, SP nr 1",
        "Tomasz (trener)",
        "Szkoła Podstawowa nr 1, RSPO 101",
        "nauczyciel",
        "dyrektor",
    ):
        assert fact in words.replace("\N{NO-BREAK SPACE}", " ")
    assert "@" not in words


def test_the_sheet_is_a_well_made_pdf_whose_code_leads_to_the_marks(city: City) -> None:
    meeting = plan(city)
    pdf = Visitor(city, "tomasz").client.get(f"/meetings/{meeting}/sheet.pdf").data

    assert faults_of(pdf) == ""
    assert all(font.is_embedded and font.is_subset for font in fonts_of(pdf))
    assert facts_of(pdf)["Page size"].endswith("(A4)")
    (code,) = codes_of(pdf)
    assert code.endswith(f"/meetings/{meeting}/paper")


@pytest.mark.parametrize(
    "people, walk_ins, pages",
    [(0, True, 2), (0, False, 1), (10, False, 1), (60, False, 3), (60, True, 4)],
)
def test_every_school_has_pages_of_its_own_and_guests_one(
    city: City, people: int, walk_ins: bool, pages: int
) -> None:
    meeting = plan(city, walk_ins=walk_ins)
    with city.app.app_context(), transaction():
        for number in range(people):
            person = add_person("Наталія", f"Żółć-Ґ{number:02}", f"n{number}@szkoly.example")
            add_employment(person.id, city.units["a"], "nauczyciel")
    pdf = Visitor(city, "tomasz").client.get(f"/meetings/{meeting}/sheet.pdf").data

    assert facts_of(pdf)["Pages"] == str(pages)
    text = text_of(pdf)
    assert text.count("Żółć-Ґ") == people
    assert f"{pages} z {pages}" in text or f"{pages} of {pages}" in text
