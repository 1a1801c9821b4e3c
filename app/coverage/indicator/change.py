"""What became of somebody between two days."""

from enum import StrEnum

from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Reason, Standing, Verdict


class Change(StrEnum):
    """How a standing came to differ."""

    #: began to count
    JOINED = "joined"
    #: counts no longer
    LEFT = "left"
    TRAINED = "trained"
    #: what was completed is no longer valid
    EXPIRED = "expired"
    #: what was completed no longer counts for another reason: it was revoked, say
    LOST = "lost"
    #: a long absence began
    AWAY = "away"
    BACK = "back"
    #: stands where she stood, but with another share of full working time
    SHARE = "share"


#: what a verdict speaks of that may be a matter of validity
_UNFINISHED = {Reason.PARTS_MISSING, Reason.PROGRAMME_INCOMPLETE}


def change_between(was: Verdict, now: Verdict, rule: Rule) -> Change | None:
    """What happened to the person, by the two verdicts; None if she stands where she stood.

    The first days of work, where the rule leaves them out, are like not being there yet.
    """
    if was.standing is now.standing:
        return None
    if _presence(was) != _presence(now):
        return Change.JOINED if _presence(was) < _presence(now) else Change.LEFT
    if Standing.EXCLUDED in {was.standing, now.standing}:
        return Change.BACK if was.standing is Standing.EXCLUDED else Change.AWAY
    return Change.TRAINED if now.standing is Standing.TRAINED else _how_lost(now, rule)


def _how_lost(now: Verdict, rule: Rule) -> Change:
    may_expire = rule.validity_months is not None and now.reason in _UNFINISHED
    return Change.EXPIRED if now.reason is Reason.EXPIRED or may_expire else Change.LOST


def _presence(verdict: Verdict) -> int:
    """Outside, in the first days, or there."""
    if verdict.standing is Standing.OUTSIDE:
        return 0
    return 1 if verdict.reason is Reason.FIRST_DAYS else 2
