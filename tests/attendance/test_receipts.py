"""A receipt says what the server saw, for some minutes, and nobody else can write one."""

from datetime import UTC, datetime, timedelta

import pytest

from app.attendance.checkin import Way
from app.attendance.receipts import is_expired, new_receipt, opened, sealed

KEY, OTHER_KEY = "k" * 32, "o" * 32
SCANNED = datetime(2026, 11, 23, 14, 0, 7, 123456, tzinfo=UTC)


@pytest.mark.parametrize("way", [Way.ROOM_CODE, Way.TYPED_CODE])
def test_what_is_sealed_is_what_is_opened(way: Way) -> None:
    receipt = new_receipt(17, way, SCANNED)

    assert opened(sealed(receipt, KEY), KEY) == receipt
    assert (receipt.way, receipt.scanned_at) == (way, SCANNED)


def test_each_scan_has_a_receipt_of_its_own() -> None:
    keys = {new_receipt(17, Way.ROOM_CODE, SCANNED).key for _ in range(100)}

    assert len(keys) == 100


def _changed(text: str) -> str:
    return text[:4] + ("A" if text[4] != "A" else "B") + text[5:]


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "nonsense",
        sealed(new_receipt(17, Way.ROOM_CODE, SCANNED), OTHER_KEY),
        _changed(sealed(new_receipt(17, Way.ROOM_CODE, SCANNED), KEY)),
        sealed(new_receipt(17, Way.ROOM_CODE, SCANNED), KEY)[:-1],
    ],
)
def test_what_somebody_else_made_is_no_receipt(text: str | None) -> None:
    assert opened(text, KEY) is None


@pytest.mark.parametrize(
    "passed, expected",
    [
        (timedelta(0), False),
        (timedelta(minutes=10), False),
        (timedelta(minutes=15), False),
        (timedelta(minutes=15, microseconds=1), True),
        (timedelta(days=1), True),
    ],
)
def test_a_receipt_holds_for_so_many_minutes(passed: timedelta, expected: bool) -> None:
    receipt = new_receipt(17, Way.ROOM_CODE, SCANNED)

    assert is_expired(receipt, SCANNED + passed, minutes=15) is expected
