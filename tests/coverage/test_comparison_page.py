"""Two days beside each other: what leads from the one figure to the other, and who it was."""

from collections.abc import Callable
from datetime import date

import pytest

from app.core.db import transaction
from tests.support.city import City, add_completion, add_employment, add_person, add_training
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

URL = "/coverage/units/1/comparison?before=2026-06-30&after=2026-09-30"


@pytest.fixture(autouse=True)
def summer(city: City) -> None:
    """Teresa is trained in July, Stefan leaves in August, and somebody new comes in September."""
    with city.app.app_context(), transaction():
        add_completion(city.persons["teresa"], add_training(), date(2026, 7, 1))
        new = add_person("Nowa", "Ósma", "nowa@szkoly.example")
        add_employment(new.id, city.units["a"], "nauczyciel", date(2026, 9, 1))
        gone = add_person("Zenon", "Były", "zenon@szkoly.example")
        add_employment(gone.id, city.units["b"], "nauczyciel", date(2020, 9, 1), date(2026, 8, 31))


def test_the_changes_add_up_from_one_figure_to_the_other(visitor: Visit, city: City) -> None:
    city.language = "en"
    page = visitor("kazimierz").get(URL)

    for expected in ("0.0% (0 of 4)", "25.0% (1 of 4)", "+1", "−1"):
        assert expected in page
    for name in ("Łąka", "Ósma", "Były"):
        assert name in page


def test_one_kind_of_change_can_be_looked_at_and_taken_away(visitor: Visit) -> None:
    browser = visitor("kazimierz")

    page = browser.get(f"{URL}&kind=trained")
    file = browser.client.get(URL.replace("comparison?", "changes.csv?") + "&kind=left").text

    assert "Łąka" in page
    assert "Ósma" not in page
    assert [line.split(";")[0] for line in file.splitlines()[1:]] == ["Były"]


def test_days_the_wrong_way_round_are_refused(visitor: Visit) -> None:
    page = visitor("kazimierz").get(
        "/coverage/units/1/comparison?before=2026-09-30&after=2026-06-30"
    )

    assert 'aria-invalid="true"' in page


def test_the_same_day_twice_says_that_nobody_stands_elsewhere(visitor: Visit) -> None:
    page = visitor("kazimierz").get(URL.replace("09-30", "06-30"))

    assert "empty-state" in page
