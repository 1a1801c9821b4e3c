"""What the interface can be asked beside the address: every parameter, its type and its limits."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.coverage.indicator.values import Reason, Standing

PAGE_SIZE = 100

Page = Annotated[
    int, Field(ge=1, le=1_000_000, description=f"Which page, of {PAGE_SIZE} each, from 1.")
]
RuleKey = Annotated[
    str | None,
    Field(
        pattern=r"^[A-Za-z0-9-]{1,40}$",
        description="Key of a rule; the official one unless given.",
        examples=["W9-2026"],
    ),
]


class Question(BaseModel):
    """Nothing may be asked that is not described: a mistyped name would change the answer."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Listed(Question):
    """A list that comes in pages."""

    page: Page = 1


class UnderRule(Question):
    """A figure that some rule makes."""

    rule: RuleKey = None


class OnDay(UnderRule):
    """A figure of a day."""

    as_of: date | None = Field(
        None, description="The day; today unless given.", examples=["2026-06-30"]
    )


class Between(UnderRule):
    """Figures from one day to another."""

    first: date | None = Field(
        None, description="A year before `last` unless given.", examples=["2026-01-01"]
    )
    last: date | None = Field(None, description="Today unless given.", examples=["2026-06-30"])


class TwoDays(UnderRule):
    """A figure on two days."""

    before: date = Field(description="The first of the two days.", examples=["2026-01-01"])
    after: date = Field(description="The second.", examples=["2026-06-30"])


class Behind(OnDay):
    """The people behind a figure."""

    standing: Standing | None = Field(None, description="Only those who stand there.")
    reason: Reason | None = Field(None, description="Only those with this reason.")
    page: Page = 1
