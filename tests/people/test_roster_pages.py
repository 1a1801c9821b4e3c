"""A staff list in the browser: uploaded, checked, decided about, imported, told afterwards."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.imports import FileImport
from app.people.models import Person
from tests.people.roster_browsing import committed, settled, uploaded
from tests.people.rosters import CLEAN, workbook
from tests.support.pages import Visitor

BAD = "Ola;Nowa;ola@szkoly.example;SP 99;;nauczyciel;1;2020-09-01;"


def test_before_the_first_import_the_page_says_what_is_needed(office: Visitor) -> None:
    """With an example to fill in."""
    page = office.get("/people/imports/")

    assert "No list has been imported yet" in page
    assert "Imię;Nazwisko;E-mail" in office.get("/people/imports/sample.csv")


def test_the_example_can_be_imported_once_its_school_exists(office: Visitor) -> None:
    """Its columns are the ones the import knows."""
    example = office.client.get("/people/imports/sample.csv").get_data()

    page = office.get(uploaded(office, example.replace(b"123456", b"101")))

    assert "2 new employments" in page
    assert "refused line" not in page.replace("0 lines were refused", "")


def test_a_list_is_checked_and_then_imported(office: Visitor) -> None:
    """Nothing is saved before; afterwards the history tells."""
    url = uploaded(office, CLEAN)
    assert "Import 3 people" in office.get(url)
    with office.city.app.app_context():
        assert db.session.scalar(select(Person).where(Person.first_name == "Łucja")) is None

    page = committed(office, url)

    assert "The list has been imported" in page
    with office.city.app.app_context():
        assert db.session.scalar(select(Person).where(Person.first_name == "Łucja"))
    assert "3 new, 0 changed, 0 unchanged" in office.get("/people/imports/")


def test_a_list_that_changes_nothing_says_so(office: Visitor) -> None:
    """And offers no button."""
    lines = [CLEAN[0], CLEAN[4].replace("Ewa;Maj;ewa.maj", "Tomasz;Cień;tomasz")]
    specialist = lines[1].replace("księgowa", "specjalista").replace("2015-01-01", "2020-09-01")
    both = [
        lines[0],
        specialist,
        specialist.replace("Tomasz;Cień;tomasz", "Kazimierz;Ćwik;kazimierz"),
    ]

    page = office.get(uploaded(office, both))

    assert "Kadra knows all of this already" in page
    assert "/commit" in page
    assert "Import 2 people" not in page


def test_sending_the_form_twice_imports_once(office: Visitor) -> None:
    """A double click, or two tabs."""
    url = uploaded(office, CLEAN)
    committed(office, url)

    office.post(f"{url}/commit", {"seen": "x", "ending": "none"})

    assert "The list has been imported" in office.get(settled(office, url))


def test_refused_lines_are_shown_and_can_be_taken_away(office: Visitor) -> None:
    """The others are imported."""
    url = uploaded(office, [*CLEAN, BAD])

    assert "There is no unit “SP 99”" in office.get(url)
    assert "SP 99" in office.get(f"{url}/refused.csv")
    assert office.client.get(f"{url}/refused.xlsx").data.startswith(b"PK")


def test_every_list_can_be_taken_away(office: Visitor) -> None:
    """Also those that are empty."""
    url = uploaded(office, CLEAN)

    for name in ("changed", "new", "refused", "warnings", "not_in_file"):
        office.get(f"{url}/{name}.csv")
    assert "lucja.zak@szkoly.example" in office.get(f"{url}/new.csv")


def test_what_changed_meanwhile_is_shown_again_instead_of_imported(office: Visitor) -> None:
    """Somebody else was faster."""
    url = uploaded(office, CLEAN)
    other = uploaded(office, CLEAN[:2])
    committed(office, other)

    page = committed(office, url)

    assert "Kadra has changed in the meantime" in page
    assert "Import 3 people" in page


@pytest.mark.parametrize(
    "content,sentence",
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04broken", "damaged or incomplete"),
        (b"Imi\xc4\x99;Nazwisko\nAla;Nowa", "lacks a column"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
    office: Visitor, content: bytes, sentence: str
) -> None:
    """Nothing was changed."""
    page = office.get(uploaded(office, content))

    assert sentence in page
    assert "Choose another file" in page


def test_a_workbook_shows_how_its_sheets_were_read(office: Visitor) -> None:
    """Those with the same columns together."""
    page = office.get(uploaded(office, workbook()))

    assert "3 sheets with the same columns" in page


def test_an_interrupted_reading_can_be_started_again(office: Visitor) -> None:
    """The server died; the file is still there."""
    url = uploaded(office, CLEAN)
    number = int(url.rsplit("/", 1)[-1])
    with office.city.app.app_context():
        db.session.get_one(FileImport, number).preview = None
        db.session.commit()
    assert "The reading was interrupted" in office.get(url)

    office.post(f"{url}/restart")

    assert "Import 3 people" in office.get(settled(office, url))


def test_progress_leads_to_the_page_when_it_is_over(office: Visitor) -> None:
    """The page asks each second."""
    url = uploaded(office, CLEAN)

    assert office.client.get(f"{url}/progress").json == {"done": 1, "total": 1, "finished_url": url}


def test_an_upload_without_a_file_is_answered_in_words(office: Visitor) -> None:
    """Beside the field."""
    response = office.post(
        "/people/imports/", {"unit_id": office.city.units["city"], "as_of": ""}, status=200
    )

    assert "Choose a file." in response.text
    assert "Choose a day." in response.text


@pytest.mark.parametrize("persona", ["teresa", "hanna", "olga", "adam", "tomasz"])
def test_only_the_office_imports(reader: Callable[[str], Visitor], persona: str) -> None:
    """Neither a head nor an auditor."""
    url = uploaded(reader("kazimierz"), CLEAN)

    assert reader(persona).client.get("/people/imports/").status_code == 403
    assert reader(persona).client.get(url).status_code in {403, 404}
