"""The list of participation: what it says about one school, and the bytes that its hash is of.

The canonical form of a list is a CSV file. Its SHA-256 is printed on the PDF, so anybody who holds
the file can compute it again: `sha256sum LP-2026-000012.csv`. How it is written:

- UTF-8 with a byte order mark, fields parted by semicolons, lines ended by CR LF, also the last;
- a field stands in double quotes only if it holds a semicolon, a double quote or an end of line;
- first the facts of the list, a name and a value on each line, then an empty line, then the names
  of the columns, then a line for each person who was there, by surname;
- days are written 2026-11-23, times 14:05 on a Polish clock; what stands several times in a field,
  once for each meeting, is parted by a comma and a blank;
- text that a spreadsheet would take for a formula has an apostrophe before it.

Which school a list is of, and that it holds no PESEL, address, birth date or reason of absence:
docs/decisions/0025-a-list-is-frozen-as-a-table.md.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self

from defusedcsv.csv import writer as defused_writer
from pydantic import TypeAdapter

_TEACHING_HOUR_MINUTES = 45


@dataclass(frozen=True, slots=True)
class Attendance:
    """A person was at one meeting."""

    day: date
    #: when the person came, on a Polish clock: "13:52"
    arrived: str
    minutes: int
    #: a value of `checkin.Way`; "correction" if only a human's word says so
    confirmation: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: somebody who was there."""

    #: for the acceptance to find the completion; it stands on no paper
    person_id: int
    last_name: str
    first_name: str
    #: empty for somebody who works nowhere
    post: str
    school: str
    #: one for each meeting that was attended, in their order
    attended: tuple[Attendance, ...]
    #: the day of the completion; None: it was not enough
    completed_on: date | None
    #: number of the certificate; empty if there is none
    certificate: str = ""

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.attended)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting; instants are aware."""

    starts_at: datetime
    ends_at: datetime
    #: empty for a remote one
    place: str


@dataclass(frozen=True, slots=True)
class Leader:
    """A trainer; the function may be empty."""

    name: str
    function: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a list says, but its number and day."""

    #: title of the session, and of the training that it delivers
    session: str
    training: str
    #: a value of `training.Category`
    category: str
    programme: str
    #: values of `training.Topic`, in its order
    topics: tuple[str, ...]
    organiser: str
    leaders: tuple[Leader, ...]
    #: a value of `sessions.Form`
    form: str
    occasions: tuple[Occasion, ...]
    #: how much earns credit, see `checkin.CreditRule`
    credit_percent: int | None
    credit_minutes: int | None
    school: str
    rspo: int | None
    #: people of the school who were expected, and those of them who did not come, with an excuse
    entitled: int
    absent: int
    excused: int
    entries: tuple[Entry, ...]

    @property
    def minutes(self) -> int:
        """How long all meetings took together."""
        return sum(
            int((one.ends_at - one.starts_at).total_seconds()) // 60 for one in self.occasions
        )

    @property
    def teaching_hours(self) -> Decimal:
        """The same in hours of 45 minutes, to one decimal, truncated."""
        return Decimal(self.minutes * 10 // _TEACHING_HOUR_MINUTES) / 10

    @property
    def present(self) -> int:
        return len(self.entries)

    @property
    def credited(self) -> int:
        """How many of those who were there earned credit."""
        return sum(one.completed_on is not None for one in self.entries)

    def certified(self, numbers: Mapping[int, str]) -> Self:
        """The same with the numbers of certificates, by person; whoever has none there has none."""
        entries = (replace(one, certificate=numbers.get(one.person_id, "")) for one in self.entries)
        return replace(self, entries=tuple(entries))

    def as_json(self) -> dict[str, Any]:
        """As the database keeps it; equal facts give equal JSON."""
        kept: dict[str, Any] = _FACTS.dump_python(self, mode="json")
        return kept

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Facts":
        """What `as_json` gave."""
        return _FACTS.validate_python(kept)


_FACTS = TypeAdapter(Facts)


@dataclass(frozen=True, slots=True)
class Issue:
    """A version of a list is drawn up: under which number, when, and by whom."""

    number: str
    version: int
    drawn_up_at: datetime
    drawn_up_by: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What the paper can be checked by."""

    code: str
    #: of the canonical file
    sha256: str
    base_url: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the list until it is printed."""

    accepted_at: datetime | None = None
    accepted_by: str = ""
    #: the version that takes its place; None if it is the newest
    replaced_by: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The same in words: lines of a name and a value, then a table."""

    lines: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def canonical_bytes(table: Table) -> bytes:
    """The file, as the description of this module has it."""
    buffer = io.StringIO(newline="")
    buffer.write("\ufeff")
    writer = defused_writer(buffer, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerows(_lines(table))
    return buffer.getvalue().encode()


def _lines(table: Table) -> Iterable[Sequence[str | int]]:
    yield from table.lines
    yield ()
    yield table.columns
    yield from table.rows


def public_address(base_url: str, code: str) -> str:
    """Where everybody can check the list with this code."""
    return f"{base_url}/l/{code}"


def sha256_of(content: bytes) -> str:
    """The hash as it is printed: 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
