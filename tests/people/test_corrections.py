"""A change needs a reason exactly when it alters what is stored about a day before today."""

from datetime import date, timedelta

import pytest

from app.people.corrections import Stretch, changes_time_away, rewrites_past

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


def away(first: date, last: date | None = None, unit: int | None = None) -> Stretch:
    return Stretch(first, last, (unit,))


LENGTHS = {
    "an open one gets an end": ([away(YESTERDAY)], [away(YESTERDAY, TOMORROW)], True),
    "an end is taken back": ([away(YESTERDAY, TOMORROW)], [away(YESTERDAY)], True),
    "an end is moved": ([away(YESTERDAY, TODAY)], [away(YESTERDAY, TOMORROW)], True),
    "the end stays": ([away(YESTERDAY, TODAY)], [away(YESTERDAY, TODAY)], False),
    "it begins only today": ([away(TODAY)], [away(TODAY, TOMORROW)], False),
    "a new one touches what has begun": (
        [away(LONG_AGO, YESTERDAY)],
        [away(LONG_AGO, YESTERDAY), away(TODAY, TOMORROW)],
        True,
    ),
    "one that touches what has begun is removed": (
        [away(LONG_AGO, YESTERDAY), away(TODAY)],
        [away(LONG_AGO, YESTERDAY)],
        True,
    ),
    "one that touches what has begun gets another end": (
        [away(LONG_AGO, YESTERDAY), away(TODAY, TODAY)],
        [away(LONG_AGO, YESTERDAY), away(TODAY, TOMORROW)],
        True,
    ),
    "a day of work lies between": (
        [away(LONG_AGO, YESTERDAY)],
        [away(LONG_AGO, YESTERDAY), away(TOMORROW)],
        False,
    ),
    "a new one inside what is known": (
        [away(LONG_AGO, TOMORROW)],
        [away(LONG_AGO, TOMORROW), away(TODAY, TOMORROW, unit=7)],
        False,
    ),
    "a new one touches it at one unit": (
        [away(LONG_AGO, YESTERDAY)],
        [away(LONG_AGO, YESTERDAY), away(TODAY, TOMORROW, unit=7)],
        True,
    ),
    "a new one at another unit": (
        [away(LONG_AGO, YESTERDAY, unit=7)],
        [away(LONG_AGO, YESTERDAY, unit=7), away(TODAY, TOMORROW, unit=8)],
        False,
    ),
}


@pytest.mark.parametrize("before, after, expected", LENGTHS.values(), ids=LENGTHS)
def test_another_length_of_an_absence_that_has_begun_is_a_correction(
    before: list[Stretch], after: list[Stretch], expected: bool
) -> None:
    assert changes_time_away(before, after, TODAY) is expected
