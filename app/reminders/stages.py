"""At what point of a due training who is told, on plain values."""

from datetime import date, timedelta
from enum import StrEnum

from app.reminders.workdays import working_day_after, working_day_before
from app.training.deadlines import Deadline

#: so many days before the last day a person is told first …
AHEAD_DAYS = 14
#: … and so many days before it again
SOON_DAYS = 3
#: so many days after the last day, once more
OVERDUE_DAYS = 7
#: from so many days after it, the school head hears of it, once a week
HEAD_DAYS = 7
#: from so many days after it, the office does
OFFICE_DAYS = 21


class Stage(StrEnum):
    """At what point of a due training somebody is written to, and who."""

    AHEAD = "ahead"
    SOON = "soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    #: to the school head, in a digest
    TOLD_HEAD = "told_head"
    #: to the coordinators of the office, in a digest
    TOLD_OFFICE = "told_office"
    #: somebody pressed the button
    BY_HAND = "by_hand"


class Dropped(StrEnum):
    """Why a mail that was planned is not sent."""

    #: completed, left, away for long, waived, or no longer asked
    NOTHING_HOLDS = "nothing_holds"
    #: the mail server does not take the address
    REFUSED = "refused"
    #: it could not be sent for so long that it makes no sense any more
    TOO_LATE = "too_late"
    #: the mailing was cancelled
    CANCELLED = "cancelled"


#: what a person is told in turn; a later stage makes an earlier one needless
OWN_STAGES = (Stage.AHEAD, Stage.SOON, Stage.DUE_TODAY, Stage.OVERDUE)

_BEFORE = ((Stage.DUE_TODAY, 0), (Stage.SOON, SOON_DAYS), (Stage.AHEAD, AHEAD_DAYS))


def own_stage(deadline: Deadline, day: date) -> Stage | None:
    """The latest stage that the person has reached on that day; None: it is not time to write.

    What falls on a day of rest is told on the working day before it, and what is told after the
    last day on the working day after.
    """
    if day > deadline.due_on:
        late_from = max(deadline.due_on, deadline.asked_since) + timedelta(days=OVERDUE_DAYS)
        return Stage.OVERDUE if day >= working_day_after(late_from) else None
    for stage, days in _BEFORE:
        if day >= working_day_before(deadline.due_on - timedelta(days=days)):
            return stage
    return None


def digest_stages(deadline: Deadline, day: date) -> tuple[Stage, ...]:
    """Whom else to tell of it on that day."""
    late = deadline.late_days(day)
    steps = ((Stage.TOLD_HEAD, HEAD_DAYS), (Stage.TOLD_OFFICE, OFFICE_DAYS))
    return tuple(stage for stage, days in steps if late >= days)


def round_of(day: date) -> int:
    """What tells by-hand reminders of one day from those of another."""
    return int(f"{day:%Y%m%d}")
