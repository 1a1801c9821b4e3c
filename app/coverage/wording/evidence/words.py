"""What a report says, ready to be set on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.paper.flow import Column, Gauge, Row


@dataclass(frozen=True, slots=True)
class Front:
    """What the first page begins with."""

    publisher: str
    heading: str
    #: of which day the figure is
    day: str
    #: under which rule, as which publication
    issue: str
    #: that it is provisional, and why; may be empty
    mark: str
    share: str
    sentence: str
    #: None where nobody is counted
    gauge: Gauge | None
    target: str
    #: how many are counted, trained and so on: a number and its name
    counts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A line that rises in steps; heights are shares 0..1."""

    #: after each of these days the line stands so high, in the order of days
    steps: tuple[tuple[date, float], ...]
    first: date
    last: date
    target: float
    target_label: str
    #: what stands at the end of the line
    value: str
    #: words below the axis
    ticks: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a note is smaller."""

    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names, and what they name."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; with `has_sum` the last row adds up the others."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    has_sum: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and what stands below it."""

    heading: str
    parts: Sequence[Paragraph | Facts | Table | Chart]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything, in the order of reading."""

    language: str
    front: Front
    sections: Sequence[Section]
    #: at the head of further pages, and at the foot of each
    running: str
    fingerprint: str
    #: with `{page}` and `{pages}` in it
    page: str
    #: what the QR code leads to
    address: str
    file_title: str
    dated: date
