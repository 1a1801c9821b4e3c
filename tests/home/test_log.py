"""The log says who changed what, in words, to whoever oversees the whole tree."""

from collections.abc import Callable

import pytest

from app.core import audit
from app.core.actors import command_line
from app.core.db import transaction
from tests.support.city import City
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]


@pytest.fixture(autouse=True)
def entries(city: City) -> None:
    """One change of a person, one invitation."""
    with city.app.app_context(), transaction():
        person = audit.Subject("person", city.persons["teresa"], "Teresa Łąka")
        audit.record(
            "people.employment_ended",
            person,
            by=command_line("kadra test"),
            changes={"ended_on": (None, "2026-06-30")},
            is_correction=True,
            reason="pomyłka w aktach",
        )
        account = audit.Subject("account", 1, "nowy@szkoly.example 2026-02-31")
        audit.record("accounts.invited", account, by=command_line("kadra test"))


def test_an_entry_names_who_what_and_why(visitor: Visit) -> None:
    page = visitor("kazimierz").get("/log")

    for expected in ("kadra test", "Teresa Łąka", "30.06.2026", "pomyłka w aktach", "chip-short"):
        assert expected in page
    assert "people.employment_ended" not in page
    assert "nowy@szkoly.example 2026-02-31" in page, "only looks like a day"


def test_the_log_can_be_cut_to_one_area(visitor: Visit) -> None:
    page = visitor("olga").get("/log?area=accounts")

    assert "nowy@szkoly.example" in page
    assert "Teresa Łąka" not in page


@pytest.mark.parametrize("persona, status", [("hanna", 404), ("teresa", 404), ("tomasz", 403)])
def test_the_log_is_closed_to_whoever_does_not_oversee_everything(
    visitor: Visit, persona: str, status: int
) -> None:
    visitor(persona).get("/log", status=status)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_whole_log_can_be_taken_away(visitor: Visit, ending: str) -> None:
    response = visitor("olga").client.get(f"/log.{ending}")

    assert response.status_code == 200
    assert len(response.data) > 100
