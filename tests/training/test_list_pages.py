"""A list in the browser: sent, looked at, decided about, recorded."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from app.core.db import db, transaction
from app.core.imports import decide, locked
from app.training.models.completions import Completion
from tests.support.city import City
from tests.support.pages import Visitor
from tests.training.courses import add_training, complete

Browser = Callable[[str | None], Visitor]

LIST = "Nazwisko;Imię;Szkoła;Data\nŁąka;Teresa;SP 1;02.03.2026\nNowak;Stefan;;02.03.2026\n"


def upload(text: str = LIST, **more: object) -> dict[str, Any]:
    """What the form sends."""
    file = (io.BytesIO(text.encode()), "lista 5.csv")
    return {"file": file, "training": "BI-2026", "is_signed": "y", **more}


def count(city: City) -> int:
    with city.app.app_context():
        return db.session.scalar(select(func.count()).select_from(Completion)) or 0


def fingerprint(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]


def test_a_list_is_sent_decided_about_and_recorded(city: City, visitor: Browser) -> None:
    add_training(city)
    kazimierz = visitor("kazimierz")
    kazimierz.get("/completions/imports/")

    url = kazimierz.post("/completions/imports/", upload()).location
    preview = kazimierz.get(url)
    kazimierz.post(f"{url}/decisions", {"choice-3@": str(city.persons["stefan"])})
    decided = kazimierz.get(url)
    kazimierz.post(f"{url}/commit", {"seen": fingerprint(decided)})
    done = kazimierz.get(url)

    assert "Whom do these lines mean?" in preview
    assert "Stefan Nowak (SP nr 2, stefan@szkoly.example)" in preview
    assert "Record 1 completion" in preview
    assert "Record 2 completions" in decided
    assert "The list is recorded" in done
    assert count(city) == 2
    assert "lista 5.csv" in kazimierz.get("/completions/imports/")


def test_committing_twice_records_once(city: City, visitor: Browser) -> None:
    add_training(city)
    kazimierz = visitor("kazimierz")
    url = kazimierz.post("/completions/imports/", upload()).location
    seen = {"seen": fingerprint(kazimierz.get(url))}

    kazimierz.post(f"{url}/commit", seen)
    kazimierz.post(f"{url}/commit", seen)
    kazimierz.post(f"{url}/decisions", {"choice-3@": "0"}, status=409)

    assert count(city) == 1


def test_undecided_lines_are_left_out_and_named(city: City, visitor: Browser) -> None:
    add_training(city)
    kazimierz = visitor("kazimierz")
    url = kazimierz.post("/completions/imports/", upload()).location

    kazimierz.post(f"{url}/commit", {"seen": fingerprint(kazimierz.get(url))})

    assert "Left out, because nobody decided" in kazimierz.get(url)


def test_what_changed_in_the_meantime_is_shown_again(city: City, visitor: Browser) -> None:
    """Nothing is recorded before the user has seen what it would be now."""
    ids = add_training(city)
    kazimierz = visitor("kazimierz")
    url = kazimierz.post("/completions/imports/", upload()).location
    seen = fingerprint(kazimierz.get(url))
    complete(city, "teresa", ids["v1"])

    kazimierz.post(f"{url}/commit", {"seen": seen})

    page = kazimierz.get(url)
    assert "Something changed in the meantime" in page
    assert "What the list would record" in page


@pytest.mark.parametrize("name", ["new", "doubtful", "skipped", "warnings", "refused"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_lines_can_be_taken_away(city: City, visitor: Browser, name: str) -> None:
    add_training(city)
    kazimierz = visitor("kazimierz")
    text = LIST + "Nikt;Nigdy;SP 1;02.03.2026\n"
    url = kazimierz.post("/completions/imports/", upload(text)).location

    as_csv = kazimierz.client.get(f"{url}/{name}.csv")
    as_xlsx = kazimierz.client.get(f"{url}/{name}.xlsx")

    expected = {"new": "Łąka Teresa", "doubtful": "Stefan Nowak", "refused": "Nikt Nigdy"}
    assert expected.get(name, "Line") in as_csv.text
    assert as_xlsx.data.startswith(b"PK")


@pytest.mark.parametrize(
    "sent,message",
    [
        pytest.param(upload("a;b\n1;2"), "There is no header", id="no header"),
        pytest.param(upload(""), "The file is empty.", id="an empty file"),
        pytest.param(upload("PK\x03\x04"), "The file is damaged", id="a broken workbook"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_unreadable_file_says_why_and_leads_back(
    visitor: Browser, sent: dict[str, Any], message: str
) -> None:
    kazimierz = visitor("kazimierz")
    url = kazimierz.post("/completions/imports/", {**sent, "training": ""}).location

    page = kazimierz.get(url)

    assert "The list cannot be read" in page
    assert message in page
    assert "Send another file" in page


@pytest.mark.usefixtures("city")
def test_a_form_without_a_file_says_so(visitor: Browser) -> None:
    answer = visitor("kazimierz").post("/completions/imports/", {"training": ""}, status=200)

    assert "Choose a CSV or Excel file." in answer.text


def test_an_interrupted_reading_can_be_started_again(city: City, visitor: Browser) -> None:
    add_training(city)
    kazimierz = visitor("kazimierz")
    url = kazimierz.post("/completions/imports/", upload()).location
    with city.app.app_context(), transaction():
        decide(locked(int(url.rpartition("/")[2])), {})

    waiting = kazimierz.get(url)
    kazimierz.post(f"{url}/decisions")

    assert "Reading was interrupted" in waiting
    assert kazimierz.client.get(f"{url}/progress").get_json()["finished_url"] == url
    assert "What the list would record" in kazimierz.get(url)


def test_a_list_of_another_citys_office_is_not_there(city: City, visitor: Browser) -> None:
    add_training(city)
    url = visitor("kazimierz").post("/completions/imports/", upload()).location

    visitor("hanna").get(url, status=404)
    assert "Nowak" in visitor("kazimierz").client.get("/completions/imports/sample.csv").text
