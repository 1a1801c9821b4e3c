"""A completion belongs to the version that was in force on its day."""

from datetime import date
from decimal import Decimal

import pytest

from app.training.models.trainings import TrainingVersion, version_in_force

VERSIONS = [
    TrainingVersion(label="second", in_force_from=date(2026, 7, 1), minutes=45, topics=[]),
    TrainingVersion(label="first", in_force_from=date(2026, 1, 1), minutes=45, topics=[]),
]


@pytest.mark.parametrize(
    "day,label",
    [
        pytest.param(date(2025, 12, 31), "first", id="before the first version: the first"),
        pytest.param(date(2026, 1, 1), "first", id="the first day of the first"),
        pytest.param(date(2026, 6, 30), "first", id="the day before the second"),
        pytest.param(date(2026, 7, 1), "second", id="the first day of the second"),
        pytest.param(date(2027, 1, 1), "second", id="long after"),
    ],
)
def test_the_newest_begun_version_is_in_force(day: date, label: str) -> None:
    """Whatever the order in which versions are listed."""
    found = version_in_force(VERSIONS, day)

    assert found is not None
    assert found.label == label


def test_nothing_is_in_force_when_there_is_no_version() -> None:
    """A training without a programme cannot be completed."""
    assert version_in_force([], date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    "minutes,hours",
    [(1, "0.0"), (44, "0.9"), (45, "1.0"), (46, "1.0"), (49, "1.0"), (50, "1.1"), (215, "4.7")],
)
def test_teaching_hours_are_truncated_to_one_decimal(minutes: int, hours: str) -> None:
    """A teaching hour is 45 minutes, and nothing is ever rounded up."""
    version = TrainingVersion(label="1", in_force_from=date(2026, 1, 1), minutes=minutes, topics=[])

    assert version.teaching_hours == Decimal(hours)
