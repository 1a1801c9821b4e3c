"""A change needs a reason exactly when it alters what is stored about a day before today."""

from datetime import date, timedelta

import pytest

from app.people.corrections import Stretch, changes_length, rewrites_past

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
LONG_AGO = date(2019, 9, 1)


def since(first: date, last: date | None = None, what: str = "teacher") -> Stretch:
    return Stretch(first, last, (what,))


CASES = {
    "added, beginning yesterday": (None, since(YESTERDAY), True),
    "added, beginning today": (None, since(TODAY), False),
    "added, beginning tomorrow": (None, since(TOMORROW), False),
    "removed, begun yesterday": (since(YESTERDAY), None, True),
    "removed, begun today": (since(TODAY), None, False),
    "nothing before, nothing after": (None, None, False),
    "nothing changed": (since(LONG_AGO), since(LONG_AGO), False),
    "ends today": (since(LONG_AGO), since(LONG_AGO, TODAY), False),
    "ends yesterday: today is the first day without": (
        since(LONG_AGO),
        since(LONG_AGO, YESTERDAY),
        False,
    ),
    "ends the day before yesterday": (
        since(LONG_AGO),
        since(LONG_AGO, YESTERDAY - timedelta(days=1)),
        True,
    ),
    "goes on after having ended yesterday": (
        since(LONG_AGO, YESTERDAY),
        since(LONG_AGO),
        False,
    ),
    "goes on after having ended before yesterday": (
        since(LONG_AGO, YESTERDAY - timedelta(days=1)),
        since(LONG_AGO),
        True,
    ),
    "began a day earlier": (since(LONG_AGO), since(LONG_AGO - timedelta(days=1)), True),
    "beginning moved from tomorrow to today": (since(TOMORROW), since(TODAY), False),
    "beginning moved from today to yesterday": (since(TODAY), since(YESTERDAY), True),
    "another post from yesterday on": (since(YESTERDAY), since(YESTERDAY, what="head"), True),
    "another post from today on": (since(TODAY), since(TODAY, what="head"), False),
    "a stretch long over is moved": (
        since(LONG_AGO, LONG_AGO),
        since(LONG_AGO, LONG_AGO + timedelta(days=1)),
        True,
    ),
}


@pytest.mark.parametrize("before, after, expected", CASES.values(), ids=CASES.keys())
def test_a_change_rewrites_the_past_when_a_day_gone_by_looks_different(
    before: Stretch | None, after: Stretch | None, expected: bool
) -> None:
    assert rewrites_past(before, after, TODAY) is expected


LENGTHS = {
    "an open one gets an end": (since(YESTERDAY), since(YESTERDAY, TOMORROW), True),
    "an end is taken back": (since(YESTERDAY, TOMORROW), since(YESTERDAY), True),
    "an end is moved": (since(YESTERDAY, TODAY), since(YESTERDAY, TOMORROW), True),
    "the end stays": (since(YESTERDAY, TODAY), since(YESTERDAY, TODAY), False),
    "it begins only today": (since(TODAY), since(TODAY, TOMORROW), False),
    "it is new": (None, since(YESTERDAY), False),
    "it is removed": (since(YESTERDAY), None, False),
}


@pytest.mark.parametrize("before, after, expected", LENGTHS.values(), ids=LENGTHS)
def test_another_length_of_what_has_begun_is_a_correction(
    before: Stretch | None, after: Stretch | None, expected: bool
) -> None:
    assert changes_length(before, after, TODAY) is expected
