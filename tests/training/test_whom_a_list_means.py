"""An entry of a list means one person for certain, or leaves a doubt with candidates."""

from datetime import date

import pytest

from app.people.roster.facts import Place
from app.people.roster.places import UnitFacts
from app.training.lists.matching import Doubt, Job, Known, Staff
from app.training.lists.names import name_in_two_columns
from app.training.lists.reading import Entry
from app.training.lists.results import Outcome, Result

DAY = date(2026, 3, 2)
A, B = 1, 2
UNITS = {A: UnitFacts(A, "Szkoła A", "A", None), B: UnitFacts(B, "Szkoła B", "B", None)}


def known(
    number: int, key: str, unit_id: int = A, since: date = DAY, until: date | None = None
) -> Known:
    """Somebody who works or worked at a unit."""
    return Known(number, f"p{number}@szkoly.example", key, (Job(unit_id, since, until),))


STAFF = (
    known(1, "nowak anna"),
    known(2, "nowak anna maria", B),
    known(3, "kowalska-zak ewa"),
    known(4, "lis jan", A, date(2020, 9, 1), date(2026, 3, 1)),
    known(5, "lis jan", A, DAY),
    known(6, "wrona piotr", A, date(2020, 9, 1), date(2024, 8, 31)),
    known(7, "zak ola"),
    known(8, "zak ola"),
    known(9, "adam michal", B),
)


def entry(
    last_name: str = "",
    first_name: str = "",
    unit: int | None = A,
    email: str = "",
    unknown_unit: str = "",
) -> Entry:
    """A line of a list about `DAY`."""
    return Entry(
        place=Place("", 2),
        email=email,
        name=name_in_two_columns(first_name, last_name),
        unit=UNITS[unit] if unit and not unknown_unit else None,
        unknown_unit=unknown_unit,
        training="",
        completed_on=DAY,
        result=Result(Outcome.PASSED),
    )


@pytest.mark.parametrize(
    "line,person_id",
    [
        pytest.param(entry(email="p1@szkoly.example"), 1, id="the address alone"),
        pytest.param(
            entry("Nowak", "Anna", None, "p1@szkoly.example"), 1, id="the address, name agreeing"
        ),
        pytest.param(
            entry("Kowal", "Anna", B, "p1@szkoly.example"),
            1,
            id="the address, surname changed by marriage",
        ),
        pytest.param(entry("NOWAK", "anna"), 1, id="name and school"),
        pytest.param(entry("Kowalska Żak", "Ewa"), 3, id="a dash forgotten"),
        pytest.param(entry("Lis", "Jan"), 5, id="of two, the one who worked there on the day"),
        pytest.param(entry("Wrona", "Piotr"), 6, id="worked there before, if nobody does now"),
    ],
)
def test_somebody_is_certain(line: Entry, person_id: int) -> None:
    """By address, or by name together with the school."""
    assert Staff(STAFF).identify(line) == person_id


@pytest.mark.parametrize(
    "line,code,candidates",
    [
        pytest.param(entry("Żak", "Ola"), "several", (7, 8), id="two of one name at the school"),
        pytest.param(entry("Nowak", "Anna", None), "unit_missing", (1,), id="no school named"),
        pytest.param(
            entry("Nowak", "Anna", unknown_unit="SP 99"), "unit_unknown", (1,), id="strange school"
        ),
        pytest.param(
            entry("Nowak", "Anna", B), "name_similar", (2,), id="a second name is missing"
        ),
        pytest.param(entry("Adam", "Michał"), "other_unit", (9,), id="works at another school"),
        pytest.param(entry("Anna", "Nowak"), "name_swapped", (1,), id="parts changed places"),
        pytest.param(
            entry("Anna", "Nowak", None), "name_swapped", (1,), id="changed places, no school"
        ),
        pytest.param(entry("Nowek", "Anna"), "name_similar", (1,), id="one letter wrong"),
        pytest.param(entry("Nowk", "Anna"), "name_similar", (1,), id="one letter missing"),
        pytest.param(entry("Nwoak", "Anna"), "name_similar", (1,), id="two letters swapped"),
        pytest.param(entry("Liz", "Jan"), "name_similar", (4, 5), id="one of six letters wrong"),
        pytest.param(
            entry("Wrona", "Piotr", A, "p1@szkoly.example"),
            "name_differs",
            (1, 6),
            id="the address is somebody else's",
        ),
        pytest.param(
            entry("Nowak", "Anna", A, "prywatny@poczta.example"),
            "email_differs",
            (1,),
            id="name and school fit, the address is unknown",
        ),
    ],
)
def test_a_doubt_names_who_may_be_meant(
    line: Entry, code: str, candidates: tuple[int, ...]
) -> None:
    """The likeliest first; a human chooses."""
    assert Staff(STAFF).identify(line) == Doubt(code, candidates)


@pytest.mark.parametrize(
    "line,code",
    [
        (entry(email="nikt@szkoly.example"), "email_unknown"),
        (entry("Zupełnie", "Inny"), "person_unknown"),
        (entry("Zupełnie", "Inny", None), "person_unknown"),
        (entry("Zupełnie", "Inny", None, "nikt@szkoly.example"), "person_unknown"),
    ],
)
def test_somebody_unknown_has_no_candidates(line: Entry, code: str) -> None:
    """Nobody is guessed from far away."""
    assert Staff(STAFF).identify(line) == Doubt(code)
