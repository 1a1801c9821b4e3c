"""What the rule speaks of: what is known of a person, and the answers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; `last` is None while it has no end."""

    first: date
    last: date | None

    def contains(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def meets(self, first: date, last: date) -> bool:
        """Whether it shares a day with the days from `first` to `last`."""
        return self.first <= last and (self.last is None or first <= self.last)


@dataclass(frozen=True, slots=True)
class Away:
    """An absence from the work at one unit, or from all work where `unit_id` is None."""

    period: Period
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """An employment as the rule sees it. `is_teaching` is None while nobody has decided."""

    unit_id: int
    unit_kind: str
    post_id: int
    is_teaching: bool | None
    fte: Decimal
    period: Period


@dataclass(frozen=True, slots=True)
class Achievement:
    """A completion as the rule sees it."""

    training_id: int
    title: str
    category: str
    topics: frozenset[str]
    completed_on: date
    is_external: bool
    is_passed: bool
    is_confirmed: bool
    is_revoked: bool


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known about one person.

    Where the question is about some units only, `jobs` are the work there, and the rest, on which
    the main workplace depends, is `elsewhere`.
    """

    jobs: tuple[Job, ...] = ()
    absences: tuple[Away, ...] = ()
    achievements: tuple[Achievement, ...] = ()
    elsewhere: tuple[Job, ...] = ()


class Standing(StrEnum):
    """Where a person stands in the figure."""

    TRAINED = "trained"
    NOT_TRAINED = "not_trained"
    EXCLUDED = "excluded"
    OUTSIDE = "outside"


class Reason(StrEnum):
    """Why; each becomes one sentence."""

    TRAINED = "trained"
    # in the figure, not trained; the one nearest to being trained is named
    PENDING = "pending"
    TEST_FAILED = "test_failed"
    PARTS_MISSING = "parts_missing"
    PROGRAMME_INCOMPLETE = "programme_incomplete"
    EXPIRED = "expired"
    EXTERNAL_NOT_ALLOWED = "external_not_allowed"
    REVOKED = "revoked"
    AFTER_DATE = "after_date"
    BEFORE_WINDOW = "before_window"
    NO_TRAINING = "no_training"
    # out of numerator and denominator
    LONG_ABSENCE = "long_absence"
    FIRST_DAYS = "first_days"
    # not in the population of the rule
    NOT_YET_EMPLOYED = "not_yet_employed"
    LEFT = "left"
    UNIT_NOT_IN_SCOPE = "unit_not_in_scope"
    POST_UNDECIDED = "post_undecided"
    POST_NOT_COUNTED = "post_not_counted"
    FTE_TOO_SMALL = "fte_too_small"
    MAIN_WORK_ELSEWHERE = "main_work_elsewhere"
    NEVER_EMPLOYED = "never_employed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a person stands on a day, and why."""

    standing: Standing
    reason: Reason
    #: the day the reason speaks of: completion, start of the absence, last day of work
    day: date | None = None
    #: the training the reason speaks of
    title: str = ""
    missing_topics: tuple[str, ...] = ()
    #: of the trainings that are each asked for, ids of those that count, and of those that lack
    passed_trainings: tuple[int, ...] = ()
    missing_trainings: tuple[int, ...] = ()


#: an amount of a figure that adds up FTE is in thousandths of a full-time post
FULL_TIME = 1000


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of how many. Integers decide; what is shown is truncated, never rounded up.

    Amounts are persons; in a figure of FTE (`is_fte`) thousandths of a full-time post.
    """

    eligible: int
    trained: int
    excluded: int
    target_percent: int
    is_fte: bool = False

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; None where nobody is counted."""
        if not self.eligible:
            return None
        return 100 * self.trained >= self.target_percent * self.eligible

    @property
    def tenths(self) -> int | None:
        """The share in tenths of a percent, truncated; None where nobody is counted."""
        return 1000 * self.trained // self.eligible if self.eligible else None

    @property
    def percent(self) -> float | None:
        """The same in percent, for drawing."""
        return None if self.tenths is None else self.tenths / 10

    @property
    def missing(self) -> int:
        """How much more it takes to meet the target."""
        needed = -(-self.target_percent * self.eligible // 100)
        return max(0, needed - self.trained)
