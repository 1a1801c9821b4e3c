"""Whether presence earns credit, with the reason and the day of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.attendance.checkin import CreditRule, Presence, earns_credit


class Verdict(StrEnum):
    """What presence comes to, all things considered."""

    EARNED = "earned"
    #: was there, but not long enough
    TOO_SHORT = "too_short"
    ABSENT = "absent"
    EXCUSED = "excused"
    #: earned it, but somebody revoked the completion on purpose; closing does not bring it back
    REVOKED = "revoked"
    #: earned it, but a result of that day that is not passed stands in the register
    NOT_PASSED = "not_passed"


@dataclass(frozen=True, slots=True)
class Credit:
    """A verdict and what it was reached by."""

    verdict: Verdict
    minutes: int = 0
    #: of minutes; None: any presence is enough
    needed: int | None = None
    #: of the last meeting that was attended; None if none was
    day: date | None = None

    @property
    def is_earned(self) -> bool:
        return self.verdict is Verdict.EARNED


def credit(
    attended: Sequence[tuple[date, Presence]], planned_minutes: int, rule: CreditRule
) -> Credit:
    """What these presences come to, one per meeting with its day, in their order."""
    presences = [presence for _, presence in attended]
    days = [day for day, presence in attended if presence.is_present]
    if not days:
        is_excused = any(one.is_excused for one in presences)
        return Credit(Verdict.EXCUSED if is_excused else Verdict.ABSENT)
    is_earned = earns_credit(presences, planned_minutes, rule)
    return Credit(
        Verdict.EARNED if is_earned else Verdict.TOO_SHORT,
        minutes=sum(one.minutes for one in presences),
        needed=_needed(planned_minutes, rule),
        day=days[-1],
    )


def _needed(planned_minutes: int, rule: CreditRule) -> int | None:
    """The fewest whole minutes that earn credit."""
    if rule.percent is not None:
        return -(-rule.percent * planned_minutes // 100)
    return rule.minutes
