"""What a trainer's phone sends: one scan that makes no sense does not spoil the others."""

from datetime import timedelta
from typing import Any

import pytest

from app.attendance.checkin import Way
from app.attendance.scan_batch import (
    LARGEST_BATCH,
    Malformed,
    MalformedBatch,
    SentScan,
    read_batch,
)

GOOD: dict[str, Any] = {
    "key": "k-1",
    "code": "ABC",
    "person_id": None,
    "kind": "in",
    "way": "badge",
    "age_ms": 1500,
    "offline": True,
    "what is this": {},
}


def sent(*scans: object) -> dict[str, object]:
    return {"device": "phone-1", "scans": list(scans)}


def test_a_scan_is_read_and_what_is_unknown_in_it_ignored() -> None:
    batch = read_batch(sent(GOOD))
    assert batch.device == "phone-1"
    age = timedelta(milliseconds=1500)
    assert batch.scans == (SentScan("k-1", "ABC", None, False, Way.BADGE, age, True),)


def test_somebody_chosen_by_name_has_a_number_instead_of_a_code() -> None:
    by_name = {**GOOD, "code": None, "person_id": 7, "way": "name", "kind": "out"}
    [scan] = read_batch(sent(by_name)).scans
    assert (scan.person_id, scan.code, scan.way, scan.is_departure) == (7, None, Way.NAME, True)


@pytest.mark.parametrize(
    "payload, why",
    [
        (None, Malformed.NO_OBJECT),
        ([], Malformed.NO_OBJECT),
        ("scans", Malformed.NO_OBJECT),
        ({"scans": [GOOD]}, Malformed.NO_DEVICE),
        ({"device": "", "scans": [GOOD]}, Malformed.NO_DEVICE),
        ({"device": "x" * 41, "scans": [GOOD]}, Malformed.NO_DEVICE),
        ({"device": "x\n", "scans": [GOOD]}, Malformed.NO_DEVICE),
        ({"device": 7, "scans": [GOOD]}, Malformed.NO_DEVICE),
        ({"device": "x"}, Malformed.NO_SCANS),
        ({"device": "x", "scans": []}, Malformed.NO_SCANS),
        ({"device": "x", "scans": {}}, Malformed.NO_SCANS),
        ({"device": "x", "scans": [GOOD] * (LARGEST_BATCH + 1)}, Malformed.TOO_MANY),
    ],
)
def test_a_batch_without_a_frame_cannot_be_read(payload: object, why: Malformed) -> None:
    with pytest.raises(MalformedBatch) as error:
        read_batch(payload)
    assert error.value.why is why


def test_as_many_scans_as_are_allowed_are_read() -> None:
    assert len(read_batch(sent(*[GOOD] * LARGEST_BATCH)).scans) == LARGEST_BATCH


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": None},
        {"code": 7},
        {"code": "A\0"},
        {"person_id": 7},
        {"code": None, "person_id": 7},
        {"way": "name"},
        {"code": None, "person_id": 0},
        {"code": None, "person_id": -1},
        {"code": None, "person_id": 2**31},
        {"code": None, "person_id": True},
        {"code": None, "person_id": "7"},
        {"kind": "sideways"},
        {"kind": None},
        {"way": "paper"},
        {"age_ms": "100"},
        {"age_ms": 1.5},
        {"age_ms": True},
        {"age_ms": None},
        {"offline": 1},
        {"offline": None},
    ],
)
def test_a_scan_that_makes_no_sense_is_named_and_the_others_are_read(
    wrong: dict[str, Any],
) -> None:
    batch = read_batch(sent({**GOOD, "key": "bad", **wrong}, GOOD))
    assert batch.unreadable == ("bad",)
    assert [scan.key for scan in batch.scans] == ["k-1"]


@pytest.mark.parametrize("key", [None, "", 7, "x" * 41, "a\nb"])
def test_a_scan_that_cannot_say_its_key_gets_no_answer(key: object) -> None:
    batch = read_batch(sent({**GOOD, "key": key}, "no object", GOOD))
    assert batch.unreadable == ()
    assert [scan.key for scan in batch.scans] == ["k-1"]


@pytest.mark.parametrize("age_ms", [10**30, -(10**30)])
def test_an_age_beyond_all_bounds_can_be_computed_with(age_ms: int) -> None:
    [scan] = read_batch(sent({**GOOD, "age_ms": age_ms})).scans
    assert abs(scan.age) > timedelta(days=365)
