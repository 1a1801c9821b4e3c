"""What is typed beside a name is a time of the meeting, or is shown again with its fault."""

from datetime import UTC, date, datetime

import pytest

from app.attendance.checkin import Terms
from app.attendance.marks import Fault, Marks, came_at, typed_marks

DAY = date(2026, 11, 25)
#: 14:00 to 15:30 on a clock in Poland; check-in from 13:45
TERMS = Terms(
    starts_at=datetime(2026, 11, 25, 13, 0, tzinfo=UTC),
    ends_at=datetime(2026, 11, 25, 14, 30, tzinfo=UTC),
    opens_before_minutes=15,
    late_after_minutes=15,
    walk_ins=True,
)
EVENING = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)


def utc(hour: int, minute: int) -> datetime:
    return datetime(2026, 11, 25, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed, instant",
    [
        ("14:20", utc(13, 20)),
        ("14.20", utc(13, 20)),
        ("1420", utc(13, 20)),
        (" 14:20 ", utc(13, 20)),
        pytest.param("13:45", utc(12, 45), id="when check-in opens"),
        pytest.param("15:30", utc(14, 30), id="at the end"),
        pytest.param("", utc(13, 0), id="nothing: from the start"),
        pytest.param("  ", utc(13, 0), id="blanks: from the start"),
    ],
)
def test_a_time_is_read_however_it_is_typed(typed: str, instant: datetime) -> None:
    marks = typed_marks([7], {7: typed}, TERMS, DAY, EVENING)

    assert marks.faults == {}
    assert came_at(marks, TERMS, DAY, EVENING) == {7: instant}


@pytest.mark.parametrize(
    "typed, fault",
    [
        ("late", Fault.UNREADABLE),
        ("25:00", Fault.UNREADABLE),
        ("14:60", Fault.UNREADABLE),
        ("14:2", Fault.UNREADABLE),
        ("14:20:00", Fault.UNREADABLE),
        ("١٤:٢٠", Fault.UNREADABLE),
        ("9" * 5000, Fault.UNREADABLE),
        pytest.param("13:44", Fault.OUTSIDE, id="before check-in opens"),
        pytest.param("15:31", Fault.OUTSIDE, id="after the end"),
        pytest.param("2:20", Fault.OUTSIDE, id="at night"),
    ],
)
def test_what_is_no_time_of_the_meeting_is_shown_again(typed: str, fault: Fault) -> None:
    marks = typed_marks([], {7: typed}, TERMS, DAY, EVENING)

    assert marks.faults == {7: fault}
    assert marks.people == {7}
    assert typed.startswith(marks.times[7])


def test_nobody_comes_in_the_future() -> None:
    now = utc(13, 10)

    assert typed_marks([], {7: "14:11"}, TERMS, DAY, now).faults == {7: Fault.OUTSIDE}
    assert typed_marks([], {7: "14:10"}, TERMS, DAY, now).faults == {}


def test_whoever_is_marked_before_the_start_came_then() -> None:
    before = utc(12, 50)

    assert came_at(Marks(frozenset({7})), TERMS, DAY, before) == {7: before}


def test_a_time_is_a_mark() -> None:
    marks = typed_marks([8], {7: "14:20", 9: ""}, TERMS, DAY, EVENING)

    assert marks.people == {7, 8}
    assert came_at(marks, TERMS, DAY, EVENING) == {7: utc(13, 20), 8: utc(13, 0)}
