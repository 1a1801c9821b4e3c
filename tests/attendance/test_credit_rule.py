"""What earns credit: a share of all meetings, minutes, or any presence."""

import pytest

from app.attendance.checkin import CreditRule, Presence, earns_credit


def there_for(*minutes: int) -> list[Presence]:
    return [Presence(number > 0, minutes=number) for number in minutes]


@pytest.mark.parametrize(
    "attended, planned, rule, expected",
    [
        (there_for(72), 90, CreditRule(percent=80), True),
        (there_for(71), 90, CreditRule(percent=80), False),
        (there_for(60, 84), 180, CreditRule(percent=80), True),
        (there_for(60, 83), 180, CreditRule(percent=80), False),
        (there_for(90), 90, CreditRule(percent=100), True),
        (there_for(89), 90, CreditRule(percent=100), False),
        (there_for(77), 97, CreditRule(percent=80), False),
        (there_for(78), 97, CreditRule(percent=80), True),
        (there_for(45), 90, CreditRule(minutes=45), True),
        (there_for(44), 90, CreditRule(minutes=45), False),
        (there_for(20, 25), 90, CreditRule(minutes=45), True),
        (there_for(1, 0), 90, CreditRule(), True),
        (there_for(0, 0), 90, CreditRule(), False),
        ([], 90, CreditRule(), False),
    ],
)
def test_credit_goes_by_share_by_minutes_or_by_any_presence(
    attended: list[Presence], planned: int, rule: CreditRule, expected: bool
) -> None:
    assert earns_credit(attended, planned, rule) is expected


def test_somebody_who_was_there_for_no_minute_was_there() -> None:
    assert earns_credit([Presence(True, minutes=0)], 90, CreditRule())
