"""Days of report: which of them matter today, and when their staff lists are asked for."""

from datetime import date, timedelta

from app.coverage.indicator.rule import Rule

#: a list may be confirmed so long before its day
DAYS_AHEAD = 14
#: and is asked for so long after it
DAYS_BEHIND = 60


def first_day_to_confirm(as_of: date) -> date:
    """From when on the list of that day can be confirmed."""
    return as_of - timedelta(days=DAYS_AHEAD)


def days_in_question(rule: Rule, today: date) -> list[date]:
    """Days of report whose lists are asked for today, oldest first."""
    first, last = today - timedelta(days=DAYS_BEHIND), today + timedelta(days=DAYS_AHEAD)
    return [day for day in rule.reference_dates if first <= day <= last]


def day_in_question(rule: Rule, today: date) -> date:
    """The day of report that matters most now: one that is asked for, or the next, or the last."""
    asked = days_in_question(rule, today)
    following = rule.next_reference_date(today)
    return next(iter([*asked, *filter(None, [following]), *rule.reference_dates[-1:]]), today)
