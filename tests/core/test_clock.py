"""There is one clock: instants are UTC, days are days in Poland."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core import clock


def utc(text: str) -> datetime:
    """The instant that a clock in Greenwich shows as `text`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC
    assert abs(datetime.now(UTC) - clock.now()) < timedelta(seconds=5)  # noqa: TID251 - the other clock


@pytest.mark.parametrize(
    "instant, today",
    [
        pytest.param("2026-06-30 21:59:59", date(2026, 6, 30), id="before a summer midnight"),
        pytest.param("2026-06-30 22:00:00", date(2026, 7, 1), id="a summer midnight"),
        pytest.param("2026-12-31 22:59:59", date(2026, 12, 31), id="before new year"),
        pytest.param("2026-12-31 23:00:00", date(2027, 1, 1), id="new year"),
    ],
)
def test_today_is_today_in_warsaw(
    monkeypatch: pytest.MonkeyPatch, instant: str, today: date
) -> None:
    monkeypatch.setattr(clock, "now", lambda: utc(instant))

    assert clock.today() == today


@pytest.mark.parametrize(
    "instant, shown",
    [
        pytest.param("2026-06-30 12:36:00", "14:36", id="summer"),
        pytest.param("2026-11-22 12:36:00", "13:36", id="winter"),
        pytest.param("2026-03-29 00:59:00", "01:59", id="before clocks go forward"),
        pytest.param("2026-03-29 01:00:00", "03:00", id="after"),
        pytest.param("2026-10-25 00:30:00", "02:30", id="the hour that comes twice"),
        pytest.param("2026-10-25 01:30:00", "02:30", id="again"),
    ],
)
def test_the_wall_clock_follows_summer_time(instant: str, shown: str) -> None:
    assert f"{clock.local(utc(instant)):%H:%M}" == shown


def test_a_wall_clock_shows_the_same_instant() -> None:
    now = clock.now()

    assert clock.local(now) == now
