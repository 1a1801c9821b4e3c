"""A list of units as a file: its columns, its lines, and which kind of unit its words mean."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.tables.columns import Column, Columns
from app.core.tables.rows import Row
from app.people.models import UnitKind
from app.people.unit_names import SHORT_NAME_LENGTH, unit_name_key

COLUMNS = Columns(
    Column("rspo", ("Numer RSPO", "Nr RSPO", "RSPO", "Numer w RSPO", "Identyfikator RSPO")),
    Column(
        "name",
        (
            *("Nazwa", "Nazwa szkoły", "Nazwa jednostki", "Nazwa placówki", "Pełna nazwa"),
            *("Szkoła", "Placówka", "Jednostka"),
        ),
        required=True,
    ),
    Column("short_name", ("Nazwa skrócona", "Skrót nazwy", "Skrót")),
    Column("kind", ("Typ", "Typ placówki", "Typ szkoły", "Typ jednostki", "Rodzaj", "Kind")),
    Column(
        "parent_rspo",
        (
            *("RSPO jednostki nadrzędnej", "Numer RSPO jednostki nadrzędnej", "RSPO zespołu"),
            *("Numer RSPO zespołu", "Numer RSPO podmiotu nadrzędnego"),
        ),
    ),
)

_NAME_LENGTH = 200
_HIGHEST_RSPO = 99_999_999

#: words of a kind as `unit_name_key` spells them; the first that is found decides
_KINDS = (
    ("organ prowadzacy", UnitKind.RUNNING_BODY),
    ("jednostka obslugujaca", UnitKind.SHARED_SERVICE_CENTRE),
    ("centrum uslug wspolnych", UnitKind.SHARED_SERVICE_CENTRE),
    ("zespol wychowania przedszkole", UnitKind.KINDERGARTEN),
    ("zespol szkola", UnitKind.SCHOOL_COMPLEX),
    ("zespol szkolny", UnitKind.SCHOOL_COMPLEX),
    ("zespol placowek", UnitKind.SCHOOL_COMPLEX),
    ("szkola podstawowa", UnitKind.PRIMARY_SCHOOL),
    ("przedszkole", UnitKind.KINDERGARTEN),
)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A line that can be used; what the file does not say is None or empty."""

    line: int
    rspo: int | None
    name: str
    short_name: str
    kind: str
    parent_rspo: int | None


@dataclass(frozen=True, slots=True)
class UnusableLine:
    """A line that cannot be used, and why, in English."""

    line: int
    reason: str


def lines_of(rows: Iterator[Row]) -> Iterator[UnitLine | UnusableLine]:
    """What each row says, in the order of the file."""
    for row in rows:
        try:
            yield _line(row)
        except ValueError as error:
            yield UnusableLine(row.line, str(error))


def kind_named(words: str) -> UnitKind | None:
    """The kind that "Szkoła podstawowa" or the name of a school means; None if it is unknown."""
    key = unit_name_key(words)
    return next((kind for start, kind in _KINDS if start in key), None)


def _line(row: Row) -> UnitLine:
    name = row.text("name", max_length=_NAME_LENGTH)
    if not name:
        raise ValueError("the name is missing")
    return UnitLine(
        line=row.line,
        rspo=_rspo(row, "rspo"),
        name=name,
        short_name=row.text("short_name", max_length=SHORT_NAME_LENGTH),
        kind=row.text("kind"),
        parent_rspo=_rspo(row, "parent_rspo"),
    )


def _rspo(row: Row, field: str) -> int | None:
    number = row.decimal(field)
    if number is None:
        return None
    if number != int(number) or not 1 <= number <= _HIGHEST_RSPO:
        raise ValueError(f"{field} {number} is not a number of the register (1 to {_HIGHEST_RSPO})")
    return int(number)
