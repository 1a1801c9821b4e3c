"""What tests of dues share: today is 23 November 2026; Teresa teaches at school A since 2020."""

from datetime import date

from app.training.queries.assignments import Due, dues_of
from tests.support.assignments import add_assignment
from tests.support.city import City

TODAY = date(2026, 11, 23)
TOMORROW = date(2026, 11, 24)
YESTERDAY = date(2026, 11, 22)
LATER = date(2026, 12, 31)


def asked(
    city: City,
    unit: str,
    due_on: date = LATER,
    *,
    code: str = "BI-2026",
    teaching_only: bool = False,
) -> None:
    """The unit is asked for the training."""
    add_assignment(city.units[unit], due_on, code=code, teaching_only=teaching_only)


def dues(city: City, persona: str = "teresa", today: date = TODAY) -> list[Due]:
    with city.app.app_context():
        return dues_of(city.persons[persona], today)


def states(city: City, persona: str = "teresa") -> list[str]:
    return [one.state(TODAY).value for one in dues(city, persona)]
