"""A line that cannot be used says why, and loses nobody else."""

from datetime import date
from pathlib import Path

import pytest

from app.core.db import transaction
from app.core.tables.errors import TableError
from app.training.models.trainings import Category
from app.training.services.trainings import create_training
from tests.support.city import City
from tests.training.courses import BY, add_training, complete
from tests.training.lists import codes, look, numbers, write, written

HEADER = "E-mail;Nazwisko i imię;Szkoła;Szkolenie;Data;Wynik"
USABLE = [
    "teresa@szkoly.example;;;BI-2026;22.11.2026;tak",
    "teresa@szkoly.example;;;BI-2026;01.01.2000;tak",
]
REFUSED = [
    ("teresa@szkoly.example;;;BI-2026;31.02.2026;tak", "date_impossible"),
    ("teresa@szkoly.example;;;BI-2026;23.11.2026;tak", "day_in_future"),
    ("teresa@szkoly.example;;;BI-2026;31.12.1999;tak", "day_too_early"),
    ("teresa@szkoly.example;;;BI-2026;;tak", "day_missing"),
    ("teresa@szkoly.example;;;BI-2026;02.03.2026;może", "result_unclear"),
    ("teresa@szkoly.example;;;BI-2026;02.03.2026;", "result_missing"),
    ("teresa@szkoly.example;;;BI-2026;02.03.2026;101%", "score_range"),
    ("teresa@@szkoly;;;BI-2026;02.03.2026;tak", "email"),
    ("nikt@szkoly.example;;;BI-2026;02.03.2026;tak", "email_unknown"),
    (";Zupełnie Inna;SP nr 1;BI-2026;02.03.2026;tak", "person_unknown"),
    (";;SP nr 1;BI-2026;02.03.2026;tak", "person_missing"),
    (";=1+1;SP nr 1;BI-2026;02.03.2026;tak", "formula"),
    ("teresa@szkoly.example;;;Nieznane;02.03.2026;tak", "training_unknown"),
    ("teresa@szkoly.example;;;;02.03.2026;tak", "training_missing"),
]


def test_another_result_than_the_registers_is_refused(city: City, tmp_path: Path) -> None:
    """What is recorded is never changed: the old entry must be revoked first."""
    ids = add_training(city)
    complete(city, "teresa", ids["v1"], date(2026, 3, 2), is_passed=False)
    path = written(tmp_path, "E-mail;Data;Wynik\nteresa@szkoly.example;02.03.2026;zaliczony")

    outcome = write(city, path)

    assert codes(outcome.lists["refused"]) == [(2, "result_differs")]


def test_lines_that_cannot_be_used_say_why_and_lose_nobody_else(city: City, tmp_path: Path) -> None:
    """Every refusal names its line, as the user's program shows it."""
    add_training(city)
    lines = [line for line, _code in REFUSED] + USABLE
    path = written(tmp_path, "\n".join([HEADER, *lines]))

    outcome = write(city, path, training=None)

    expected = [(at, code) for at, (_line, code) in enumerate(REFUSED, start=2)]
    assert codes(outcome.lists["refused"]) == expected
    assert numbers(outcome)["new"] == len(USABLE)


def test_a_title_that_two_trainings_bear_is_refused_unless_one_is_chosen(
    city: City, tmp_path: Path
) -> None:
    add_training(city)
    add_training(city, "BI-2027")
    path = written(
        tmp_path, "E-mail;Data;Tytuł\nteresa@szkoly.example;02.03.2026;Bezpieczeństwo informacji"
    )

    assert codes(look(city, path, training=None).lists["refused"]) == [(2, "training_ambiguous")]
    assert numbers(look(city, path))["new"] == 1


@pytest.mark.parametrize(
    "content,code",
    [
        pytest.param(b"", "empty", id="an empty file"),
        pytest.param(b"a;b\n1;2\n", "header_not_found", id="strange headers"),
        pytest.param(b"Data;Wynik\n02.03.2026;tak\n", "columns_missing", id="nobody is named"),
        pytest.param(b"PK\x03\x04 no zip", "broken", id="a broken workbook"),
        pytest.param(b"%PDF-1.7", "wrong_type", id="a PDF"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(
    city: City, tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "lista.xlsx"
    path.write_bytes(content)

    with pytest.raises(TableError) as refused:
        look(city, path)

    assert refused.value.code == code


def test_a_training_without_a_version_cannot_be_completed(city: City, tmp_path: Path) -> None:
    with city.app.app_context(), transaction():
        create_training(
            code="NOWE", title="Nowe", category=Category.OTHER, validity_months=None, by=BY
        )
    path = written(tmp_path, "E-mail;Data\nteresa@szkoly.example;02.03.2026")

    outcome = look(city, path, training="NOWE")

    assert codes(outcome.lists["refused"]) == [(2, "training_without_version")]


def test_people_of_other_units_are_unknown(city: City, tmp_path: Path) -> None:
    """Whoever imports for school A learns nothing about school B, not even as a candidate."""
    add_training(city)
    path = written(
        tmp_path,
        """
        E-mail;Nazwisko;Imię;Szkoła;Data
        stefan@szkoly.example;;;;02.03.2026
        ;Nowak;Stefan;;02.03.2026
        ;Nowak;Stefan;SP nr 2;02.03.2026
        teresa@szkoly.example;;;;02.03.2026
        """,
    )

    outcome = write(city, path, unit_path=f"1.{city.units['a']}.")

    assert codes(outcome.lists["refused"]) == [
        (2, "email_unknown"),
        (3, "person_unknown"),
        (4, "person_unknown"),
    ]
    assert numbers(outcome)["new"] == 1
