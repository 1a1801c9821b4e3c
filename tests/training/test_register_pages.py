"""The pages of the register: who sees what, and what can be done there."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.core import clock
from app.training.models.completions import State
from tests.support.city import City
from tests.support.pages import Visitor
from tests.training.courses import add_training, complete, revoked, stored

Browser = Callable[[str | None], Visitor]

DAY = date(2026, 3, 2)


def test_everybody_finds_their_people_in_the_register(city: City, visitor: Browser) -> None:
    ids = add_training(city)
    complete(city, "teresa", ids["v1"], DAY, score=85)
    complete(city, "stefan", ids["v1"], DAY)

    at_a = visitor("hanna").get("/completions/")
    everywhere = visitor("olga").get("/completions/")

    assert "Łąka Teresa" in at_a
    assert "Nowak Stefan" not in at_a
    assert "85%" in at_a
    assert "Nowak Stefan" in everywhere


def test_the_empty_register_says_what_to_do(visitor: Browser) -> None:
    page = visitor("kazimierz").get("/completions/")

    assert "The register is empty" in page
    assert "/completions/imports/" in page


@pytest.mark.usefixtures("city")
def test_a_filter_that_finds_nothing_offers_everything(visitor: Browser) -> None:
    page = visitor("kazimierz").get("/completions/?q=nikt")

    assert "Nothing fits these filters" in page


def test_a_wrong_date_in_a_filter_is_told_and_narrows_nothing(city: City, visitor: Browser) -> None:
    ids = add_training(city)
    complete(city, "teresa", ids["v1"], DAY)

    page = visitor("kazimierz").get("/completions/?since=jutro&unit=999&training=abc")

    assert "This is not a date." in page
    assert "Łąka Teresa" in page


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_filtered_register_can_be_taken_away(city: City, visitor: Browser, ending: str) -> None:
    ids = add_training(city)
    complete(city, "teresa", ids["v1"], DAY)
    complete(city, "stefan", ids["v1"], DAY)

    response = visitor("kazimierz").client.get(f"/completions/register.{ending}?q=laka")

    assert response.status_code == 200
    if ending == "csv":
        lines = response.text.splitlines()
        assert len(lines) == 2
        assert "2026-03-02;Łąka;Teresa;teresa@szkoly.example;SP nr 1;BI-2026;" in lines[1]


def test_a_person_sees_her_own_record_and_nobody_elses(city: City, visitor: Browser) -> None:
    ids = add_training(city)
    number = complete(city, "teresa", ids["v1"], DAY)
    teresa = visitor("teresa")

    own = teresa.get(f"/people/{city.persons['teresa']}/completions")
    taken = teresa.client.get(f"/people/{city.persons['teresa']}/completions.csv").text

    assert "Bezpieczeństwo informacji" in own
    assert "2026-03-02;BI-2026;Bezpieczeństwo informacji;1;Passed;" in taken
    assert f"/completions/{number}" not in own
    teresa.get(f"/people/{city.persons['hanna']}/completions", status=404)
    teresa.get(f"/completions/{number}", status=404)


def test_a_head_confirms_what_waits(city: City, visitor: Browser) -> None:
    """One by one, or those that were marked; those of other schools stay as they are."""
    ids = add_training(city)
    waiting = [
        complete(city, who, ids["v1"], DAY, is_confirmed=False) for who in ("teresa", "hanna")
    ]
    elsewhere = complete(city, "stefan", ids["v1"], DAY, is_confirmed=False)
    hanna = visitor("hanna")

    page = hanna.get("/completions/?state=pending")
    hanna.post(f"/completions/{waiting[0]}/confirm")
    hanna.post(f"/completions/{waiting[0]}/confirm")
    hanna.post("/completions/confirm", {"completion": [waiting[1], elsewhere]})
    hanna.post(f"/completions/{elsewhere}/confirm", status=404)

    assert "Confirm the marked entries" in page
    assert [stored(city, number).state for number in waiting] == [State.CONFIRMED] * 2
    assert stored(city, waiting[0]).confirmed_by == "Hanna"
    assert stored(city, elsewhere).state is State.PENDING


def test_all_of_a_page_can_be_marked_without_scripts(city: City, visitor: Browser) -> None:
    ids = add_training(city)
    complete(city, "teresa", ids["v1"], DAY, is_confirmed=False)
    hanna = visitor("hanna")

    assert " checked" not in hanna.get("/completions/?state=pending")
    assert " checked" in hanna.get("/completions/?state=pending&marked=1")


def test_revoking_needs_a_reason_and_a_coordinator(city: City, visitor: Browser) -> None:
    ids = add_training(city)
    number = complete(city, "teresa", ids["v1"], DAY)
    kazimierz = visitor("kazimierz")

    answer = kazimierz.post(f"/completions/{number}/revoke", {"reason": " "}, status=200)
    visitor("hanna").post(f"/completions/{number}/revoke", {"reason": "bo tak"}, status=403)
    kazimierz.post(f"/completions/{number}/revoke", {"reason": "pomyłka na liście"})

    assert "Write why." in answer.text
    assert stored(city, number).revoked_reason == "pomyłka na liście"
    page = kazimierz.get(f"/completions/{number}")
    assert "pomyłka na liście" in page
    assert "Revoke this completion" not in page
    kazimierz.post(f"/completions/{number}/revoke", {"reason": "jeszcze raz"}, status=409)


def test_a_revoked_completion_cannot_be_confirmed(city: City, visitor: Browser) -> None:
    ids = add_training(city)
    number = complete(city, "teresa", ids["v1"], DAY, is_confirmed=False)
    revoked(city, number)

    visitor("kazimierz").post(f"/completions/{number}/confirm", status=409)


def _tomorrow() -> str:
    return (clock.today() + timedelta(days=1)).isoformat()


def test_a_coordinator_records_one_by_hand(city: City, visitor: Browser) -> None:
    """Find the person, say what she completed; the same again is refused in words."""
    add_training(city)
    kazimierz = visitor("kazimierz")
    url = f"/people/{city.persons['teresa']}/completions/new"
    typed = {
        "training": "BI-2026",
        "completed_on": "2026-03-02",
        "result": "passed",
        "score_percent": "85",
        "source": "external",
        "reference": "zaświadczenie 5",
        "is_confirmed": "y",
    }

    found = kazimierz.get("/completions/new?q=laka")
    form = kazimierz.get(url)
    kazimierz.post(url, typed)
    again = kazimierz.post(url, typed, status=200)
    tomorrow = kazimierz.post(url, {**typed, "completed_on": _tomorrow()}, status=200)
    nothing = kazimierz.post(url, {}, status=200)

    assert url in found
    assert "BI-2026: Bezpieczeństwo informacji" in form
    record = kazimierz.get(f"/people/{city.persons['teresa']}/completions")
    assert "Passed, 85%" in record
    assert "Training held elsewhere" in record
    assert "This completion is already in the register." in again.text
    assert "This day has not come yet." in tomorrow.text
    assert "Choose a training." in nothing.text


@pytest.mark.usefixtures("city")
def test_somebody_who_is_not_found_is_not_guessed(visitor: Browser) -> None:
    assert "Nobody is called that" in visitor("kazimierz").get("/completions/new?q=nikt")


@pytest.mark.parametrize("persona", ["hanna", "olga", "tomasz", "adam", "teresa"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_only_the_staff_office_writes(city: City, visitor: Browser, persona: str) -> None:
    """Reading is for more people than writing."""
    somebody = visitor(persona)

    for url in ("/trainings/new", "/completions/new", "/completions/imports/"):
        somebody.get(url, status=403)
    assert city.persons
