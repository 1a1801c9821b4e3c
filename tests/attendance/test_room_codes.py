"""The code of the room holds while it is shown, and once more as long; and for its meeting only."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.attendance.checkin import Refusal
from app.attendance.room_codes import Shown, meeting_of, read_typed, shown, spaced, verdict
from app.core.paper.codes import ALPHABET, digits, number_of

SECRET, OTHER_SECRET = "5e" * 32, "0f" * 32
MEETING, OTHER_MEETING = 17, 18
SECONDS = 20
#: a code begins to be shown
BEGIN = datetime(2026, 11, 23, 14, 0, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def code(at: datetime = BEGIN, secret: str = SECRET, meeting_id: int = MEETING) -> Shown:
    return shown(secret, meeting_id, at, SECONDS)


def judged(presented: str, seconds: float = 0, after: timedelta = timedelta(0)) -> Refusal | None:
    at = BEGIN + timedelta(seconds=seconds) + after
    return verdict(presented, SECRET, MEETING, at, SECONDS)


@pytest.mark.parametrize("presented", [code().token, code().typed])
@pytest.mark.parametrize(
    "seconds, after, expected",
    [
        (0, -TICK, Refusal.UNKNOWN_CODE),  # nobody knows a code before it is shown
        (0, timedelta(0), None),
        (20, -TICK, None),
        (20, timedelta(0), None),  # the next one is shown; this one holds
        (40, -TICK, None),
        (40, timedelta(0), Refusal.EXPIRED_CODE),  # one second too late begins here
        (41, timedelta(0), Refusal.EXPIRED_CODE),
        (920, -TICK, Refusal.EXPIRED_CODE),
        (920, timedelta(0), Refusal.UNKNOWN_CODE),  # long ago is the same as never
    ],
)
def test_a_code_holds_while_it_is_shown_and_once_more_as_long(
    presented: str, seconds: float, after: timedelta, expected: Refusal | None
) -> None:
    assert judged(presented, seconds, after) is expected


@pytest.mark.parametrize(
    "seconds, window, left", [(0, 0, 20), (12.5, 0, 7.5), (19.999, 0, 0.001), (20, 1, 20)]
)
def test_the_bar_runs_down_by_the_clock_of_the_server(
    seconds: float, window: int, left: float
) -> None:
    now = code(BEGIN + timedelta(seconds=seconds))

    assert now.window == code().window + window
    assert now.seconds_left == pytest.approx(left, abs=1e-6)


def test_every_display_shows_the_same_and_every_window_another() -> None:
    windows = [code(BEGIN + timedelta(seconds=SECONDS * number)) for number in range(500)]

    assert code(BEGIN + timedelta(seconds=19)).token == code().token
    assert len({one.token for one in windows}) == len({one.typed for one in windows}) == 500


def test_the_clock_is_the_same_in_every_zone() -> None:
    assert code(BEGIN.astimezone()) == code()


@pytest.mark.parametrize(
    "presented, expected",
    [
        (code(secret=OTHER_SECRET).token, Refusal.UNKNOWN_CODE),  # forged
        (code(secret=OTHER_SECRET).typed, Refusal.UNKNOWN_CODE),
        (code(meeting_id=OTHER_MEETING).token, Refusal.FOREIGN_MEETING),
        (code(meeting_id=OTHER_MEETING).typed, Refusal.UNKNOWN_CODE),
        (digits(MEETING) + code(meeting_id=OTHER_MEETING).token[1:], Refusal.UNKNOWN_CODE),
        (code().token[:-1], Refusal.UNKNOWN_CODE),
        (code().token + "0", Refusal.FOREIGN_MEETING),
        ("", Refusal.UNKNOWN_CODE),
        ("Ł" * 11, Refusal.UNKNOWN_CODE),
        ("Łódź!!", Refusal.UNKNOWN_CODE),
        ("Z" * 5000, Refusal.UNKNOWN_CODE),
    ],
)
def test_what_was_never_shown_here_opens_nothing(presented: str, expected: Refusal) -> None:
    assert judged(presented) is expected


@pytest.mark.parametrize("meeting_id", [1, 31, 32, 40_000, 2**31 - 1])
def test_a_token_says_whose_it_is(meeting_id: int) -> None:
    token = code(meeting_id=meeting_id).token

    assert meeting_of(token) == meeting_id
    assert len(token) == len(digits(meeting_id)) + 10
    assert number_of(digits(meeting_id)) == meeting_id


@pytest.mark.parametrize("text", ["", "0123456789", "Ł0123456789", "Z" * 17, "2000000" + "0" * 10])
def test_what_can_be_no_token_is_of_no_meeting(text: str) -> None:
    assert meeting_of(text) is None


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("7F4K92", "7F4K92"),
        ("7F4K 92", "7F4K92"),
        (" 7f4k-92 ", "7F4K92"),
        ("7 f 4 k 9 2", "7F4K92"),
        ("oOiIlL", "001111"),  # letters that no code has
        ("7F4K9", None),
        ("7F4K922", None),
        ("7F4K9Ł", None),
        ("7F4K9U", None),
        ("", None),
    ],
)
def test_what_was_typed_is_read_as_it_was_meant(typed: str, meant: str | None) -> None:
    assert read_typed(typed) == meant


def test_a_typed_code_is_shown_in_two_groups() -> None:
    assert spaced("7F4K92") == "7F4K 92"


@given(st.text())
def test_whatever_is_typed_is_answered(text: str) -> None:
    assert judged(text) in {Refusal.UNKNOWN_CODE, Refusal.FOREIGN_MEETING}


@given(st.text(ALPHABET, min_size=6, max_size=6), st.integers(0, 10_000))
def test_a_guess_hits_only_what_is_shown(guess: str, seconds: int) -> None:
    at = BEGIN + timedelta(seconds=seconds)
    held = {code(at).typed, code(at - timedelta(seconds=SECONDS)).typed}

    assert (verdict(guess, SECRET, MEETING, at, SECONDS) is None) == (guess in held)
