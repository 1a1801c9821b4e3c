"""What the interface answers, field by field: the shape and its description are one."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from app.coverage.indicator.change import Change
from app.coverage.indicator.values import Reason, Standing


class Answer(BaseModel):
    """Nothing is left out: a field without a value is null."""

    model_config = ConfigDict(frozen=True, defer_build=True)  # built when it is first needed


class Problem(Answer):
    """Why there is no answer (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(description="What happened.", examples=["Nie ma takiego adresu"])
    status: int = Field(examples=[404])
    detail: str = Field(description="One sentence for a human: what to do now.")
    instance: str = Field(description="Number of this request; the log of the server has it too.")


class Bearer(Answer):
    """The token that was shown, without itself."""

    name: str = Field(examples=["hurtownia danych"])
    unit_id: int = Field(description="It reads what concerns this unit and all below it.")
    sees_people: bool = Field(description="Whether it reads about people, or figures only.")
    expires_on: date = Field(description="The last day on which it works.")


class Unit(Answer):
    """A running body, a school, a kindergarten, an office."""

    id: int = Field(examples=[5])
    name: str = Field(examples=["Szkoła Podstawowa nr 1"])
    short_name: str = Field(examples=["SP nr 1"])
    kind: str = Field(examples=["primary_school"])
    rspo: int | None = Field(description="Number in the register of schools.", examples=[990101])
    parent_id: int | None = Field(description="The unit above; null if the token does not see it.")


class Place(Answer):
    """Where in a list the page stands."""

    number: int = Field(description="Counted from 1.")
    pages: int = Field(description="How many pages there are.")
    total: int = Field(description="How many items there are on all pages.")
    next: str | None = Field(description="Address of the next page; null on the last one.")


class Paged(Answer):
    """A page of a list."""

    page: Place


class Units(Paged):
    """A page of units, in Polish order of their names."""

    items: list[Unit]


class Rule(Answer):
    """How a figure is counted."""

    key: str = Field(description="How questions name the rule.", examples=["W9-2026"])
    code: str = Field(description="The version in force.", examples=["W9-2026.1"])
    title: str
    is_official: bool = Field(description="Whether it is meant where none is named.")
    target_percent: int = Field(examples=[80])
    sentence: str = Field(description="The whole rule in plain Polish.")


class Rules(Answer):
    """Every rule in force, in the order in which they stand side by side."""

    items: list[Rule]


class Figure(Answer):
    """How many of how many. Integers decide; shares are truncated, never rounded up."""

    eligible: int = Field(description="Who is counted: persons, or thousandths of a post.")
    trained: int = Field(description="Of them, who is trained.")
    excluded: int = Field(description="Left out, for instance by a long absence.")
    target_percent: int = Field(examples=[80])
    is_fte: bool = Field(description="Whether amounts are thousandths of a full-time post.")
    tenths: int | None = Field(
        description="Share in tenths of a percent; null where nobody is counted.", examples=[763]
    )
    is_met: bool | None = Field(description="Whether the target is met; null as above.")
    missing: int = Field(description="How much more it takes to meet the target.")


class UnitFigure(Answer):
    """A unit with its own figure; somebody who works at two counts in both."""

    unit: Unit
    figure: Figure


class ReasonCount(Answer):
    """How many people stand where they stand for this reason."""

    reason: Reason
    label: str = Field(examples=["Brak szkolenia w rejestrze"])
    people: int


class Asked(Answer):
    """What was asked, with what was understood where nothing was said."""

    unit: Unit
    rule: str = Field(description="Code of the version that was used.", examples=["W9-2026.1"])


class Coverage(Asked):
    """The figure of a unit on a day."""

    as_of: date
    total: Figure = Field(description="Everybody once.")
    units: list[UnitFigure] = Field(description="What the unit is made of, by name.")
    reasons: list[ReasonCount] = Field(description="Empty for a unit above cities.")


class DayFigure(Answer):
    """The figure from this day on, until the next that is listed."""

    day: date
    figure: Figure


class Trend(Asked):
    """The days on which the figure changed, and the first and the last; between them it stood."""

    days: list[DayFigure]


class Person(Answer):
    """Somebody who works there on the day."""

    id: int
    last_name: str = Field(examples=["Nowak"])
    first_name: str = Field(examples=["Anna"])
    units: list[str] = Field(examples=[["SP nr 1"]])
    standing: Standing
    reason: Reason
    sentence: str = Field(description="Why, in plain Polish.")


class People(Paged, Asked):
    """A page of the people behind a figure, in Polish alphabetical order."""

    as_of: date
    items: list[Person]


class PersonChange(Answer):
    """Somebody who stands elsewhere on the second day than on the first."""

    id: int
    last_name: str
    first_name: str
    units: list[str]
    change: Change
    was: Standing
    now: Standing
    sentence: str = Field(description="Why on the second day, in plain Polish.")


class ChangeCount(Answer):
    """How many people changed in this way."""

    change: Change
    people: int


class Comparison(Asked):
    """A figure on two days and what makes the difference."""

    before: DayFigure
    after: DayFigure
    changes: list[ChangeCount]
    people: list[PersonChange] | None = Field(description="Null if the token reads figures only.")


class Snapshot(Answer):
    """A published figure. It never changes; a correction is a further number beside it."""

    id: int
    unit: Unit
    rule: str = Field(examples=["W9-2026.1"])
    as_of: date
    number: int = Field(description="From 1, per unit, rule and day.")
    figure: Figure
    unconfirmed: int = Field(
        description="Units whose head had not confirmed the staff list; with any it is provisional."
    )
    note: str
    published_at: datetime
    published_by: str
    sha256: str = Field(description="Of snapshot.json, which names the hashes of the other files.")


class Snapshots(Paged):
    """A page of published figures, the latest day first."""

    items: list[Snapshot]


class Part(Answer):
    """A file of a publication."""

    name: str = Field(examples=["units.csv"])
    url: str
    names_people: bool = Field(description="Whether a token for figures is refused.")


class Publication(Answer):
    """A published figure and its files, byte for byte as they were published."""

    snapshot: Snapshot
    parts: list[Part]
