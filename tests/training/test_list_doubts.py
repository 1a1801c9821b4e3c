"""A doubtful line waits for a choice, and what changed since is shown before it is recorded."""

from datetime import date
from pathlib import Path

import pytest

from app.core.db import transaction
from app.core.imports import Outdated
from app.training.services import lists as services
from tests.support.city import City, add_employment, add_person
from tests.training.courses import BY, add_training, complete
from tests.training.lists import NAMED, NOW, codes, look, numbers, task, write, written


def test_a_doubtful_line_waits_for_a_choice(city: City, tmp_path: Path) -> None:
    """Whoever is chosen is recorded, `NOBODY` leaves the line out, no choice leaves it doubtful."""
    add_training(city)
    path = written(tmp_path, "Nazwisko;Imię;Data\nŁąka;Teresa;02.03.2026")
    teresa = city.persons["teresa"]

    doubtful = look(city, path).lists["doubtful"]
    chosen = look(city, path, choices={doubtful[0]["key"]: teresa})
    left_out = look(city, path, choices={doubtful[0]["key"]: services.NOBODY})
    stranger = look(city, path, choices={doubtful[0]["key"]: city.persons["hanna"]})

    assert codes(doubtful) == [(2, "unit_missing")]
    assert [one["name"] for one in doubtful[0]["candidates"]] == ["Teresa Łąka"]
    assert numbers(chosen)["new"] == 1
    assert codes(left_out.lists["skipped"]) == [(2, "left_out")]
    assert numbers(stranger)["doubtful"] == 1


def test_a_name_nearly_right_is_looked_for_in_the_whole_school(city: City, tmp_path: Path) -> None:
    add_training(city)
    path = written(tmp_path, "Nazwisko;Imię;Szkoła;Data\nŁonka;Teresa;SP 1;02.03.2026")

    doubtful = look(city, path).lists["doubtful"]

    assert [(one["code"], one["candidates"][0]["name"]) for one in doubtful] == [
        ("name_similar", "Teresa Łąka")
    ]


def test_portions_do_not_matter(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Duplicates and near names are found across portions."""
    add_training(city)
    with city.app.app_context(), transaction():
        person = add_person("Anna", "Nowak", "anna@szkoly.example")
        add_employment(person.id, city.units["a"], "nauczyciel")
    path = written(
        tmp_path,
        """
        Nazwisko;Imię;Szkoła;Data
        Łąka;Teresa;SP 1;02.03.2026
        Nowek;Anna;SP 1;02.03.2026
        Łąka;Teresa;SP 1;02.03.2026
        Nowak;Anna;SP 1;02.03.2026
        """,
    )
    whole = look(city, path)

    monkeypatch.setattr(services, "ENTRIES_AT_ONCE", 1)

    assert look(city, path).as_json() == whole.as_json()
    assert numbers(whole) == {"new": 2, "same": 1, "doubtful": 1, "skipped": 0, "refused": 0}


def test_a_list_that_would_do_something_else_by_now_is_not_recorded(
    city: City, tmp_path: Path
) -> None:
    """The user sees what it would do now, and decides again."""
    ids = add_training(city)
    path = written(tmp_path, NAMED)
    seen = look(city, path).fingerprint
    complete(city, "teresa", ids["v1"], date(2026, 3, 2))

    with city.app.app_context(), pytest.raises(Outdated) as outdated, transaction():
        services.write(task(path), lambda _done, _total: None, seen=seen, by=BY, at=NOW)

    assert outdated.value.preview["counts"]["completions_new"] == 1
    assert numbers(write(city, path))["new"] == 1
