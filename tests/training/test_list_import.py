"""A list of confirmation is read, looked at, and recorded once."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import db
from app.training.models.completions import Completion, Source, State
from tests.support.city import City
from tests.training.courses import add_training, complete, revoked
from tests.training.lists import NAMED, codes, look, numbers, write, written


def recorded(city: City) -> list[tuple[str, str, date, State, int | None]]:
    """First name, version, day, state and percentage of all completions."""
    with city.app.app_context():
        return [
            (
                one.person.first_name,
                one.version.label,
                one.completed_on,
                one.state,
                one.score_percent,
            )
            for one in db.session.scalars(select(Completion).order_by(Completion.id))
        ]


def test_people_are_found_by_name_and_school(city: City, tmp_path: Path) -> None:
    """Under a title row, in any spelling of the school; whoever was absent is skipped."""
    add_training(city)

    outcome = write(city, written(tmp_path, NAMED))

    assert numbers(outcome) == {"new": 2, "same": 0, "doubtful": 0, "skipped": 1, "refused": 0}
    assert recorded(city) == [
        ("Teresa", "1", date(2026, 3, 2), State.CONFIRMED, None),
        ("Stefan", "1", date(2026, 3, 2), State.CONFIRMED, 85),
    ]


def test_looking_writes_nothing(city: City, tmp_path: Path) -> None:
    add_training(city)

    looked = look(city, written(tmp_path, NAMED))

    assert numbers(looked)["new"] == 2
    assert recorded(city) == []


def test_the_same_list_twice_changes_nothing(city: City, tmp_path: Path) -> None:
    add_training(city)
    path = written(tmp_path, NAMED)
    write(city, path)

    again = write(city, path)

    assert numbers(again)["new"] == 0
    assert numbers(again)["same"] == 2
    assert len(recorded(city)) == 2


def test_a_line_twice_in_one_list_counts_once(city: City, tmp_path: Path) -> None:
    add_training(city)
    path = written(
        tmp_path,
        """
        E-mail;Data
        teresa@szkoly.example;02.03.2026
        TERESA@szkoly.example;2.3.2026
        """,
    )

    outcome = write(city, path)

    assert (numbers(outcome)["new"], numbers(outcome)["same"]) == (1, 1)


def test_a_revoked_completion_is_recorded_again(city: City, tmp_path: Path) -> None:
    ids = add_training(city)
    revoked(city, complete(city, "teresa", ids["v1"], date(2026, 3, 2)))

    outcome = write(city, written(tmp_path, "E-mail;Data\nteresa@szkoly.example;02.03.2026"))

    assert numbers(outcome)["new"] == 1


def test_the_version_is_the_one_in_force_on_the_day(city: City, tmp_path: Path) -> None:
    """The day before a new version belongs to the old one; before the first, to the first."""
    add_training(city)
    path = written(
        tmp_path,
        """
        E-mail;Data
        teresa@szkoly.example;31.12.2025
        teresa@szkoly.example;30.06.2026
        teresa@szkoly.example;01.07.2026
        """,
    )

    write(city, path)

    assert [version for _name, version, *_rest in recorded(city)] == ["1", "1", "2"]


@pytest.mark.parametrize("is_signed,state", [(True, State.CONFIRMED), (False, State.PENDING)])
def test_a_signed_list_confirms_and_an_unsigned_one_waits(
    city: City, tmp_path: Path, is_signed: bool, state: State
) -> None:
    add_training(city)
    path = written(tmp_path, "E-mail;Data\nteresa@szkoly.example;02.03.2026", "lista 5.csv")

    write(city, path, is_signed=is_signed)

    with city.app.app_context():
        completion = db.session.scalars(select(Completion)).one()
        assert (completion.state, completion.source) == (state, Source.LIST)
        assert completion.reference == "lista 5.csv"
        assert completion.confirmed_by == ("test" if is_signed else None)


def test_the_training_is_named_by_code_or_title_in_the_list(city: City, tmp_path: Path) -> None:
    """What a line says goes before what was chosen for the whole list."""
    add_training(city)
    add_training(city, "AI-1", "Sztuczna inteligencja")
    path = written(
        tmp_path,
        """
        E-mail;Data;Kod szkolenia
        teresa@szkoly.example;02.03.2026;ai-1
        hanna@szkoly.example;02.03.2026;sztuczna INTELIGENCJA
        stefan@szkoly.example;02.03.2026;
        """,
    )

    outcome = write(city, path)

    assert [item["training"] for item in outcome.lists["new"]] == ["AI-1", "AI-1", "BI-2026"]


def test_another_name_of_the_chosen_training_is_taken_with_a_warning(
    city: City, tmp_path: Path
) -> None:
    """Lists seldom repeat the title of the catalogue; a warning for each name is enough."""
    add_training(city)
    path = written(
        tmp_path,
        """
        E-mail;Data;Temat
        teresa@szkoly.example;02.03.2026;RODO i hasła
        hanna@szkoly.example;02.03.2026;RODO i hasła
        """,
    )

    outcome = write(city, path)

    assert numbers(outcome)["new"] == 2
    assert codes(outcome.lists["warnings"]) == [(2, "training_assumed")]


def test_a_day_for_the_whole_list_fills_in(city: City, tmp_path: Path) -> None:
    add_training(city)
    path = written(tmp_path, "E-mail\nteresa@szkoly.example")

    outcome = write(city, path, completed_on=date(2026, 3, 2))

    assert [item["completed_on"] for item in outcome.lists["new"]] == ["2026-03-02"]


def test_the_school_may_stand_only_above_the_list(city: City, tmp_path: Path) -> None:
    add_training(city)
    path = written(tmp_path, "Szkoła Podstawowa nr 1\nImię;Nazwisko;Data\nTeresa;Łąka;02.03.2026")

    assert numbers(look(city, path))["new"] == 1


def test_percentages_alone_are_told(city: City, tmp_path: Path) -> None:
    add_training(city)
    path = written(
        tmp_path,
        """
        E-mail;Data;Wynik
        teresa@szkoly.example;02.03.2026;80%
        hanna@szkoly.example;02.03.2026;79%
        """,
    )

    outcome = write(city, path)

    assert [item["is_passed"] for item in outcome.lists["new"]] == [True, False]
    assert outcome.lists["warnings"][0]["data"] == {"rows": 2}


def test_an_import_leaves_two_entries_in_the_log(city: City, tmp_path: Path) -> None:
    """What was recorded, and what the whole list came to."""
    add_training(city)

    write(city, written(tmp_path, NAMED))

    with city.app.app_context():
        newest = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(2))
        entries = {entry.action: entry.changes for entry in newest}
    assert entries["training.completions_recorded"]["completions"] == [0, 2]
    assert entries["training.list_imported"]["rows_read"] == [0, 3]
