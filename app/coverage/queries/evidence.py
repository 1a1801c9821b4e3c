"""What lies in an evidence pack beside the publication itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select, tuple_
from sqlalchemy.orm import joinedload

from app.attendance.models.lists import ListAcceptance, ParticipationList, list_number
from app.core.db import db
from app.coverage.models.rules import RuleVersion
from app.coverage.models.snapshots import Snapshot

#: lists whose files are in memory at once
_BATCH = 20
_MOST_EARLIER = 24


@dataclass(frozen=True, slots=True)
class ListFiles:
    """The files of an accepted list of participation, byte for byte."""

    number: str
    table: bytes
    document: bytes


def files_of_lists(numbers: Sequence[str]) -> Iterator[ListFiles]:
    """The files of the accepted lists with these numbers, in their order, a batch at a time."""
    files = select(
        *(ParticipationList.year, ParticipationList.serial, ParticipationList.version),
        *(ParticipationList.content, ListAcceptance.document),
    ).join(ParticipationList.acceptance)
    key = tuple_(ParticipationList.year, ParticipationList.serial, ParticipationList.version)
    for start in range(0, len(numbers), _BATCH):
        wanted = [_key(number) for number in numbers[start : start + _BATCH]]
        for row in db.session.execute(files.where(key.in_(wanted)).order_by(*key)):
            number = list_number(row.year, row.serial, row.version)
            yield ListFiles(number, row.content, row.document)


def earlier_publications(snapshot: Snapshot) -> Sequence[Snapshot]:
    """What was published by the same rule about the same unit before, by day; at most the newest.

    Publications are only added, so the answer stays the same for ever.
    """
    newest = (
        select(Snapshot)
        .where(
            Snapshot.unit_id == snapshot.unit_id,
            Snapshot.rule_id == snapshot.rule_id,
            Snapshot.id < snapshot.id,
        )
        .order_by(Snapshot.id.desc())
        .limit(_MOST_EARLIER)
        .options(joinedload(Snapshot.version).joinedload(RuleVersion.rule))
    )
    return sorted(db.session.scalars(newest), key=lambda one: (one.as_of, one.number))


def _key(number: str) -> tuple[int, int, int]:
    """Year, serial number and version of a list: of "LP/2026/000012/2" 2026, 12 and 2."""
    year, serial, *version = (int(part) for part in number.split("/")[1:])
    return year, serial, version[0] if version else 1
