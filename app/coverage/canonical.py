"""A published figure: what it says, and the bytes that its hash is of.

A publication is five files. `snapshot.json` names the SHA-256 of the other four, so its own SHA-256
is the hash of the whole. Anybody who holds the files can compute them again with `sha256sum`.

`snapshot.json` is UTF-8 without a byte order mark; keys sorted by code point, no blanks between,
letters as they are (not escaped), one line feed at the end:

    format           "kadra-snapshot/1"
    unit             {id, name, short_name, rspo}: of what; rspo is null for an office
    rule             {code, title, settings, sentence}: how it was counted; `settings` as in
                     `app.coverage.indicator.rule.Rule.settings`, `sentence` in Polish
    as_of            the day that the figure is of
    number           from 1, per unit, rule and day
    figure           {eligible, trained, excluded, target_percent, is_fte, tenths, is_met}: amounts
                     are persons, or thousandths of a full-time post if `is_fte`; `tenths` of a
                     percent, truncated; `tenths` and `is_met` are null where nobody is counted
    undecided_posts  posts of which nobody had decided whether they are teaching posts
    people           how many lines people.csv has below its header
    units            the lines of units.csv as objects, with null for an empty field
    unconfirmed      [{id, name, rspo}]: units whose staff list of that day was not confirmed, by
                     name; with any, the figure is provisional
    parts            file → SHA-256, of the four others
    log              {position, hash}: the newest entry of the log when the figure was drawn up
    published_at     instant, ISO 8601 in UTC
    published_by     a name
    note             why it was published again; empty for number 1

The tables are CSV: UTF-8 with a byte order mark, fields parted by semicolons, lines ended by CR LF,
also the last; a field stands in double quotes only if it holds a semicolon, a double quote or an
end of line; text that a spreadsheet would take for a formula has an apostrophe before it. The first
line names the columns, which are the fields of the classes below. Days are written 2026-06-30,
instants in ISO 8601 in UTC, yes and no as 1 and 0; what is not there is empty.

    people.csv        everybody in the figure, counted or left out, by number
    units.csv         the units that stand in its table, by name
    lists.csv         accepted lists of participation behind those who are trained, by number
    certificates.csv  certificates of those who are trained, by person and number

The figure follows from people.csv: `trained` is the sum of the weights of those who stand as
`trained`; with those of `not_trained` it is `eligible`; `excluded` is the sum of those of
`excluded`. In the same way each line of units.csv follows from `counted_in`: there somebody may
stand elsewhere than in the whole, and weigh less, for instance when away from one school of two.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from defusedcsv.csv import writer as defused_writer

FORMAT = "kadra-snapshot/1"

SNAPSHOT = "snapshot.json"
PEOPLE = "people.csv"
UNITS = "units.csv"
LISTS = "lists.csv"
CERTIFICATES = "certificates.csv"


class PersonLine(NamedTuple):
    """Somebody in the figure."""

    person_id: int
    last_name: str
    first_name: str
    #: short names of the units that employed the person, of those of the figure, parted by ", "
    units: str
    #: "trained", "not_trained" or "excluded"
    standing: str
    #: a value of `app.coverage.indicator.values.Reason`
    reason: str
    #: the reason in Polish
    sentence: str
    #: the day and the training that the reason speaks of; may be empty
    day: date | None
    training: str
    #: what the person adds to the figure, in its amounts
    weight: int
    #: for each line of units.csv in whose figure the person is, by number: the unit's id, where the
    #: person stands there, and the weight there: "12:trained:1, 15:excluded:1"
    counted_in: str


class UnitLine(NamedTuple):
    """A row of the table; amounts as in `figure`."""

    id: int
    name: str
    short_name: str
    rspo: int | None
    eligible: int
    trained: int
    excluded: int
    tenths: int | None
    is_met: bool | None
    #: units at or below it whose staff list of that day was not confirmed
    unconfirmed: int
    #: when the head confirmed, and who; empty unless it is one unit that was confirmed
    confirmed_at: datetime | None
    confirmed_by: str
    #: fingerprint of the list that was confirmed
    staff_sha256: str


class ListLine(NamedTuple):
    """An accepted list of participation."""

    number: str
    session: str
    training: str
    school: str
    #: of the last meeting
    day: date
    present: int
    #: how many of them earned credit
    credited: int
    accepted_at: datetime
    accepted_by: str
    #: of the list as CSV, printed on the paper; and of the PDF as it was accepted
    sha256: str
    document_sha256: str


class CertificateLine(NamedTuple):
    """A certificate of somebody who is trained."""

    number: str
    person_id: int
    last_name: str
    first_name: str
    training: str
    completed_on: date
    issued_at: datetime
    #: the last day on which it is valid; empty: it does not age
    valid_until: date | None
    #: of the PDF
    sha256: str


Line = PersonLine | UnitLine | ListLine | CertificateLine
#: each table with what its lines are
TABLES: Mapping[str, type[Line]] = {
    PEOPLE: PersonLine,
    UNITS: UnitLine,
    LISTS: ListLine,
    CERTIFICATES: CertificateLine,
}


class StaffLine(NamedTuple):
    """Somebody on the staff list of a unit, by what the head stands for: not by spelling."""

    person_id: int
    post_id: int
    #: with three decimals
    fte: str
    #: absences that cover the day, "first/last" each, parted by ", "; without an end "first/"
    absent: str


_BOM = "\ufeff"


def header_bytes(name: str) -> bytes:
    """How the table of this name begins: its byte order mark and the names of its columns."""
    return _BOM.encode() + _csv([TABLES[name]._fields])


def lines_bytes(lines: Iterable[Line]) -> bytes:
    """These lines as they stand in their table, without its header."""
    return _csv(map(_plain, line) for line in lines)


def read_lines(name: str, content: bytes) -> Iterator[tuple[str, ...]]:
    """The lines below the header of the table, as text, in its columns.

    An apostrophe that disarms a formula stays where it is.
    """
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    if tuple(next(reader, ())) != TABLES[name]._fields:
        raise ValueError(f"{name} does not begin with the names of its columns")
    yield from map(tuple, reader)


def json_bytes(document: Mapping[str, Any]) -> bytes:
    """`snapshot.json`, as the description of this module has it."""
    text = json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return f"{text}\n".encode()


def unit_object(line: UnitLine) -> dict[str, Any]:
    """The line as it stands in `units` of `snapshot.json`."""
    return {name: _json(cell) for name, cell in zip(line._fields, line, strict=True)}


def instant(moment: datetime) -> str:
    """The aware instant, as it is written: ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat()


def staff_sha256(lines: Iterable[StaffLine]) -> str:
    """The fingerprint of a staff list, in whatever order it is read."""
    return sha256_of(_csv(sorted(lines)))


def sha256_of(content: bytes) -> str:
    """The hash as it is printed: 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def short_code(sha256: str) -> str:
    """The beginning of the hash, to be compared by eye: "3F2A 90B1 77C4"."""
    first = sha256[:12].upper()
    return f"{first[:4]} {first[4:8]} {first[8:]}"


def _json(cell: object) -> object:
    if isinstance(cell, datetime):
        return instant(cell)
    return None if cell == "" else cell


def _plain(cell: object) -> object:
    if isinstance(cell, bool):
        return int(cell)
    return instant(cell) if isinstance(cell, datetime) else cell


def _csv(rows: Iterable[Iterable[object]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = defused_writer(buffer, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerows(rows)
    return buffer.getvalue().encode()
