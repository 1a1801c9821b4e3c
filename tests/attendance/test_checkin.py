"""The rule of presence: who may come in when, and how long they were there."""

from datetime import UTC, datetime, timedelta

import pytest

from app.attendance.checkin import (
    Corrected,
    Presence,
    Refusal,
    Terms,
    claimed_at,
    closed_exit,
    presence,
    refusal,
    says_more,
)

START = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
END = START + timedelta(minutes=90)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
OPENS, LATE = START - 15 * MINUTE, START + 10 * MINUTE


def terms(*, walk_ins: bool = True, cancelled: bool = False, closed: bool = False) -> Terms:
    return Terms(START, END, 15, 10, walk_ins, is_cancelled=cancelled, is_closed=closed)


@pytest.mark.parametrize(
    "at, expected",
    [
        (OPENS - SECOND, Refusal.TOO_EARLY),
        (OPENS, None),
        (START, None),
        (END, None),
        (END + SECOND, Refusal.TOO_LATE),
    ],
    ids=["a second early", "as it opens", "in time", "as it ends", "a second late"],
)
def test_the_door_is_open_from_its_time_to_the_end(at: datetime, expected: Refusal | None) -> None:
    assert refusal(at, terms(), is_expected=True, seats_left=None) is expected


@pytest.mark.parametrize(
    "is_expected, walk_ins, seats_left, expected",
    [
        (True, False, 0, None),
        (True, True, -1, None),
        (False, False, None, Refusal.NOT_INVITED),
        (False, False, 5, Refusal.NOT_INVITED),
        (False, True, None, None),
        (False, True, 1, None),
        (False, True, 0, Refusal.FULL),
        (False, True, -1, Refusal.FULL),
    ],
)
def test_whoever_is_not_expected_needs_leave_and_a_seat(
    is_expected: bool, walk_ins: bool, seats_left: int | None, expected: Refusal | None
) -> None:
    asked = terms(walk_ins=walk_ins)
    assert refusal(START, asked, is_expected=is_expected, seats_left=seats_left) is expected


@pytest.mark.parametrize(
    "asked, at, expected",
    [
        (terms(cancelled=True), START, Refusal.CANCELLED),
        (terms(closed=True), START, Refusal.CLOSED),
        (terms(cancelled=True, closed=True), START, Refusal.CANCELLED),
        (terms(cancelled=True), OPENS - SECOND, Refusal.CANCELLED),
        (terms(closed=True), END + SECOND, Refusal.CLOSED),
    ],
)
def test_nobody_comes_in_to_what_is_cancelled_or_closed(
    asked: Terms, at: datetime, expected: Refusal
) -> None:
    assert refusal(at, asked, is_expected=True, seats_left=None) is expected


@pytest.mark.parametrize(
    "asked, at, expected",
    [
        (terms(), OPENS - SECOND, Refusal.TOO_EARLY),
        (terms(), OPENS, None),
        (terms(), END + timedelta(hours=3), None),
        (terms(cancelled=True), START, Refusal.CANCELLED),
        (terms(closed=True), END, Refusal.CLOSED),
    ],
)
def test_whoever_leaves_may_be_told_late(
    asked: Terms, at: datetime, expected: Refusal | None
) -> None:
    assert closed_exit(at, asked) is expected


@pytest.mark.parametrize(
    "age, is_believable",
    [
        (timedelta(0), True),
        (timedelta(days=7), True),
        (timedelta(days=7) + timedelta(milliseconds=1), False),
        (timedelta(milliseconds=-1), False),
        (timedelta(hours=-1), False),
    ],
    ids=["now", "a week", "longer", "in the future", "clock set back"],
)
def test_a_scan_is_as_old_as_its_phone_says_if_that_can_be(
    age: timedelta, is_believable: bool
) -> None:
    assert claimed_at(END, age) == (END - age if is_believable else END, is_believable)


@pytest.mark.parametrize(
    "claimed, is_departure, is_sure, was_sure, expected",
    [
        (START - SECOND, False, True, True, True),
        (START, False, True, True, False),
        (START + SECOND, False, True, True, False),
        (START - SECOND, True, True, True, False),
        (START, True, True, True, False),
        (START + SECOND, True, True, True, True),
        (START + SECOND, False, True, False, True),
        (START - SECOND, False, False, True, False),
        (START - SECOND, False, False, False, True),
    ],
)
def test_of_two_scans_the_surer_counts_then_first_arrival_and_last_departure(
    claimed: datetime, is_departure: bool, is_sure: bool, was_sure: bool, expected: bool
) -> None:
    more = says_more(claimed, START, is_departure=is_departure, is_sure=is_sure, was_sure=was_sure)
    assert more is expected


@pytest.mark.parametrize(
    "arrived, left, minutes, is_late, is_partial",
    [
        (OPENS, None, 90, False, False),
        (START, None, 90, False, False),
        (LATE, None, 90, False, False),
        (LATE + SECOND, None, 79, True, True),
        (START + 30 * MINUTE, None, 60, True, True),
        (START, END, 90, False, False),
        (START, END + MINUTE, 90, False, False),
        (START, END - SECOND, 89, False, True),
        (START, END - MINUTE, 89, False, True),
        (START + 30 * MINUTE, END - 30 * MINUTE, 30, True, True),
        (START, START, 0, False, True),
        (START + 30 * MINUTE, START + 20 * MINUTE, 0, True, True),
        (END, None, 0, True, True),
        (END + MINUTE, None, 0, True, True),
    ],
    ids=[
        "early",
        "on time",
        "not yet late",
        "a second late",
        "half an hour late",
        "until the end",
        "after the end",
        "a second before the end",
        "a minute before the end",
        "a part in the middle",
        "left at once",
        "left before coming",
        "as it ends",
        "after the end only",
    ],
)
def test_minutes_of_the_meeting_count(
    arrived: datetime, left: datetime | None, minutes: int, is_late: bool, is_partial: bool
) -> None:
    there = presence(terms(), arrived, left)
    assert there == Presence(
        True,
        arrived_at=arrived,
        left_at=left,
        minutes=minutes,
        is_late=is_late,
        is_partial=is_partial,
    )


def test_whoever_only_left_was_not_there() -> None:
    assert presence(terms(), None, END) == Presence(False)


@pytest.mark.parametrize(
    "said, arrived, left, expected",
    [
        (Corrected(False), START, None, Presence(False)),
        (Corrected(False, is_excused=True), START, END, Presence(False, is_excused=True)),
        (Corrected(True), None, None, Presence(True, arrived_at=START, minutes=90)),
        (
            Corrected(True),
            START + 30 * MINUTE,
            None,
            Presence(
                True,
                arrived_at=START + 30 * MINUTE,
                minutes=60,
                is_late=True,
                is_partial=True,
            ),
        ),
        (Corrected(True, START), END, None, Presence(True, arrived_at=START, minutes=90)),
        (
            Corrected(True, left_at=END - 10 * MINUTE),
            START,
            END,
            Presence(
                True,
                arrived_at=START,
                left_at=END - 10 * MINUTE,
                minutes=80,
                is_partial=True,
            ),
        ),
    ],
    ids=["absent", "excused", "from the start", "as scanned", "in time after all", "left early"],
)
def test_a_correction_has_the_last_word(
    said: Corrected, arrived: datetime | None, left: datetime | None, expected: Presence
) -> None:
    assert presence(terms(), arrived, left, said) == expected
