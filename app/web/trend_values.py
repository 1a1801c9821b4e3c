"""What a trend picture is made of, and where on it a day and a percentage stand."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Anchor = Literal["start", "middle", "end"]

HEIGHT = 212
TOP = 22
BASE = 180


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One measured day, or one expected day when it lies after today.

    `percent` is 0..100, None where nothing is known (the line has a gap). `text` is the value in
    words ("76.3% today"), shown for today and for the last expected point only. `low` and `high`
    bound what is expected; both or neither.
    """

    on: date
    percent: float | None
    text: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A day with a word: one under the axis ("June"), or a day that reports are about."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Label:
    """A word of the picture, `dx` pixels beside `x`; minor ones are left out on a phone."""

    text: str
    x: float
    y: float
    anchor: Anchor = "start"
    dx: int = 0
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """From days and percentages to the places of a picture."""

    first: date
    last: date
    minimum: int

    def x(self, day: date) -> float:
        days = (self.last - self.first).days
        return round(100 * (day - self.first).days / days, 2) if days else 50.0

    def y(self, percent: float) -> float:
        return round(BASE - (BASE - TOP) * (percent - self.minimum) / (100 - self.minimum), 2)

    def dot(self, known: TrendPoint) -> Dot:
        return Dot(self.x(known.on), self.y(known.percent or 0))
