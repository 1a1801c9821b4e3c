"""When mails may arrive: on working days in Poland, by day."""

from datetime import date, datetime, timedelta
from functools import cache

from holidays import country_holidays

from app.core import clock

#: mails go out from this full hour on a Warsaw wall clock …
FIRST_HOUR = 7
#: … and not from this one on
LAST_HOUR = 18

_DAY = timedelta(days=1)
_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no public holiday in Poland."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def working_day_before(day: date) -> date:
    """The day itself if people work on it, else the last working day before it."""
    while not is_working_day(day):
        day -= _DAY
    return day


def working_day_after(day: date) -> date:
    """The day itself if people work on it, else the first working day after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def is_first_of_week(day: date) -> bool:
    """Whether it is the first working day of its week."""
    monday = day - timedelta(days=day.weekday())
    return day == working_day_after(monday)


def may_send(at: datetime) -> bool:
    """Whether a mail may arrive at that instant."""
    local = clock.local(at)
    return is_working_day(local.date()) and FIRST_HOUR <= local.hour < LAST_HOUR


def day_of_sending(at: datetime) -> date:
    """The day on which what is written at that instant arrives at the earliest."""
    local = clock.local(at)
    today = local.date()
    return working_day_after(today if local.hour < LAST_HOUR else today + _DAY)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("PL", years=year))
