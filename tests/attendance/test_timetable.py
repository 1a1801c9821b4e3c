"""From the wall clock to instants; what overlaps; how far a session has come."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.attendance.timetable import (
    EndsFirst,
    NoSuchTime,
    Span,
    Stage,
    next_of,
    span_of,
    stage_of,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def hours(first: float, last: float) -> Span:
    """So many hours after noon."""
    return Span(NOON + timedelta(hours=first), NOON + timedelta(hours=last))


@pytest.mark.parametrize(
    "day, starts, ends, begins_at, minutes",
    [
        pytest.param("2026-11-23", "14:00", "15:30", "2026-11-23T13:00", 90, id="winter"),
        pytest.param("2026-07-01", "14:00", "15:30", "2026-07-01T12:00", 90, id="summer"),
        pytest.param("2026-11-23", "00:00", "23:59", "2026-11-22T23:00", 1439, id="a whole day"),
        pytest.param("2026-10-25", "01:30", "03:30", "2026-10-24T23:30", 180, id="an hour more"),
        pytest.param("2027-03-28", "01:30", "03:30", "2027-03-28T00:30", 60, id="an hour less"),
    ],
)
def test_a_time_in_poland_is_an_instant(
    day: str, starts: str, ends: str, begins_at: str, minutes: int
) -> None:
    span = span_of(date.fromisoformat(day), time.fromisoformat(starts), time.fromisoformat(ends))

    assert (f"{span.starts_at:%Y-%m-%dT%H:%M}", span.minutes) == (begins_at, minutes)


@pytest.mark.parametrize(
    "starts, ends",
    [
        pytest.param(time(14), time(13, 59), id="a minute before"),
        pytest.param(time(14), time(14), id="the same minute"),
        pytest.param(time(22), time(0), id="midnight is the next day"),
        pytest.param(time(22), time(1), id="over midnight"),
    ],
)
def test_the_end_comes_after_the_start_on_the_same_day(starts: time, ends: time) -> None:
    with pytest.raises(EndsFirst):
        span_of(date(2026, 11, 23), starts, ends)


@pytest.mark.parametrize(
    "day, starts, ends, field, is_doubled",
    [
        pytest.param(date(2027, 3, 28), time(2), time(4), "starts", False, id="put forward"),
        pytest.param(date(2027, 3, 28), time(1), time(2, 59), "ends", False, id="its last minute"),
        pytest.param(date(2026, 10, 25), time(2), time(4), "starts", True, id="put back"),
        pytest.param(date(2026, 10, 25), time(1), time(2, 59), "ends", True, id="still twice"),
    ],
)
def test_a_time_that_the_clock_shows_never_or_twice_is_refused(
    day: date, starts: time, ends: time, field: str, is_doubled: bool
) -> None:
    with pytest.raises(NoSuchTime) as refused:
        span_of(day, starts, ends)

    assert (refused.value.field, refused.value.is_doubled) == (field, is_doubled)


@pytest.mark.parametrize(
    "other, overlaps",
    [
        pytest.param(hours(1, 2), False, id="begins as the first ends"),
        pytest.param(hours(-1, 0), False, id="ends as the first begins"),
        pytest.param(hours(0.9, 2), True, id="begins before its end"),
        pytest.param(hours(0.4, 0.6), True, id="within it"),
        pytest.param(hours(-1, 2), True, id="around it"),
    ],
)
def test_meetings_that_touch_do_not_overlap(other: Span, overlaps: bool) -> None:
    assert hours(0, 1).overlaps(other) is overlaps
    assert other.overlaps(hours(0, 1)) is overlaps


@pytest.mark.parametrize(
    "minutes, stage",
    [
        pytest.param(-16, Stage.PLANNED, id="the door is closed"),
        pytest.param(-15, Stage.OPEN, id="it opens"),
        pytest.param(-1, Stage.OPEN, id="not begun"),
        pytest.param(0, Stage.UNDER_WAY, id="begins"),
        pytest.param(60, Stage.UNDER_WAY, id="its last minute"),
        pytest.param(61, Stage.PLANNED, id="between two meetings"),
        pytest.param(105, Stage.OPEN, id="the door opens again"),
        pytest.param(180, Stage.UNDER_WAY, id="the last minute of all"),
        pytest.param(181, Stage.OVER, id="over"),
    ],
)
def test_how_far_a_session_has_come_follows_from_the_time(minutes: int, stage: Stage) -> None:
    """Two meetings: from noon for an hour, and two hours later for another."""
    spans = [hours(0, 1), hours(2, 3)]

    assert stage_of(spans, 15, NOON + minutes * MINUTE) is stage


@pytest.mark.parametrize("minutes", [-60, 30, 600])
def test_what_was_closed_or_called_off_is_so_at_any_time(minutes: int) -> None:
    now = NOON + minutes * MINUTE

    assert stage_of([hours(0, 1)], 15, now, is_closed=True) is Stage.CLOSED
    assert stage_of([hours(0, 1)], 15, now, is_cancelled=True, is_closed=True) is Stage.CANCELLED


@pytest.mark.parametrize(
    "now, number",
    [
        pytest.param(-1, 1, id="the soonest, in whatever order they stand"),
        pytest.param(0.5, 1, id="the one under way"),
        pytest.param(1.5, 0, id="the next"),
        pytest.param(9, 0, id="the last, once all are over"),
    ],
)
def test_one_meeting_matters_now(now: float, number: int) -> None:
    assert next_of([hours(2, 3), hours(0, 1)], NOON + timedelta(hours=now)) == number
