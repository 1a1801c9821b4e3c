"""What counts: the settings of a rule of the indicator, as one version of it has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self


class Posts(StrEnum):
    """On which posts people are counted."""

    TEACHING = "teaching"
    ALL = "all"
    #: on those that the rule names
    NAMED = "named"


class Measure(StrEnum):
    """What is added up: persons, or their shares of full working time."""

    HEADCOUNT = "headcount"
    FTE = "fte"


class MultiSchool(StrEnum):
    """In whose own figure somebody counts who works in several schools."""

    ALL = "all"
    PRIMARY_WORKPLACE = "primary_workplace"


class Population(StrEnum):
    """Whose employment counts: of those at work on the day, or on any day of the window."""

    AS_OF_DATE = "as_of_date"
    ANYONE_IN_WINDOW = "anyone_in_window"


class Aggregation(StrEnum):
    """Of what the target is demanded: of the whole, of each school, or of both."""

    CITY = "city"
    EACH_SCHOOL = "each_school"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Rule:
    """What counts. Dates and days are inclusive.

    Source: the city's plan, row W9; each field answers one of the questions the plan leaves open.
    """

    #: "W9-2026.1": key of the rule and number of its version
    code: str

    scope_unit_kinds: frozenset[str]
    posts: Posts
    #: ids of the posts, where `posts` is NAMED; else empty
    post_ids: frozenset[int]
    #: an employment counts if its FTE is greater than this
    min_fte: Decimal
    measure: Measure
    multi_school: MultiSchool
    population: Population
    #: so many first days of an employment it does not count; 0: it counts from the first day
    grace_days: int
    #: a continuous absence of at least so many calendar days takes a person out; None: none does
    absence_min_days: int | None

    #: completions before this day do not count
    window_start: date
    #: months a completion counts; None if it does not age
    validity_months: int | None
    external_allowed: bool
    #: what training is meant where none is named
    category: str
    required_topics: frozenset[str]
    #: ids of trainings: one of these is asked for; where both are empty, any of the category
    any_of: frozenset[int]
    #: ids of trainings: each of these is asked for
    all_of: frozenset[int]

    #: 1 to 100
    target_percent: int
    aggregation: Aggregation
    #: the days that reports are about, in order
    reference_dates: tuple[date, ...]

    def asks_for(self, training_id: int, category: str) -> bool:
        """Whether completing this training can bring somebody nearer to being trained."""
        named = self.any_of | self.all_of
        return training_id in named if named else category == self.category

    def next_reference_date(self, on: date) -> date | None:
        """The first day of report that is not before `on`; None if all are over."""
        return next((day for day in self.reference_dates if day >= on), None)

    @classmethod
    def from_settings(cls, code: str, settings: Mapping[str, Any]) -> Self:
        """The version that is stored as JSON under `code`."""
        return cls(
            code=code,
            scope_unit_kinds=frozenset(settings["scope_unit_kinds"]),
            posts=Posts(settings["posts"]),
            post_ids=frozenset(settings["post_ids"]),
            min_fte=Decimal(settings["min_fte"]),
            measure=Measure(settings["measure"]),
            multi_school=MultiSchool(settings["multi_school"]),
            population=Population(settings["population"]),
            grace_days=settings["grace_days"],
            absence_min_days=settings["absence_min_days"],
            window_start=date.fromisoformat(settings["window_start"]),
            validity_months=settings["validity_months"],
            external_allowed=settings["external_allowed"],
            category=settings["category"],
            required_topics=frozenset(settings["required_topics"]),
            any_of=frozenset(settings["any_of"]),
            all_of=frozenset(settings["all_of"]),
            target_percent=settings["target_percent"],
            aggregation=Aggregation(settings["aggregation"]),
            reference_dates=tuple(map(date.fromisoformat, settings["reference_dates"])),
        )

    def settings(self) -> dict[str, Any]:
        """The same as plain JSON, always in the same form: `from_settings` reads it back."""
        return {
            "scope_unit_kinds": sorted(self.scope_unit_kinds),
            "posts": self.posts.value,
            "post_ids": sorted(self.post_ids),
            "min_fte": str(self.min_fte),
            "measure": self.measure.value,
            "multi_school": self.multi_school.value,
            "population": self.population.value,
            "grace_days": self.grace_days,
            "absence_min_days": self.absence_min_days,
            "window_start": self.window_start.isoformat(),
            "validity_months": self.validity_months,
            "external_allowed": self.external_allowed,
            "category": self.category,
            "required_topics": sorted(self.required_topics),
            "any_of": sorted(self.any_of),
            "all_of": sorted(self.all_of),
            "target_percent": self.target_percent,
            "aggregation": self.aggregation.value,
            "reference_dates": [day.isoformat() for day in self.reference_dates],
        }
