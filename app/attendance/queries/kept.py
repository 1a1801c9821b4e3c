"""What is kept of people at meetings, as it was told, and what it comes to."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, cast, literal, null, select, type_coerce, union_all

from app.attendance.checkin import Corrected, Presence, Refusal, Terms, Way, presence, says_more
from app.attendance.models.ledger import CheckIn, CheckOut, Correction, FurtherScan
from app.core.db import db


@dataclass(frozen=True, slots=True)
class Scan:
    """Somebody told that a person came, or left."""

    id: int
    meeting_id: int
    person_id: int
    way: Way
    claimed_at: datetime
    recorded_at: datetime
    confirmed_by: str
    is_offline: bool
    shares_device: bool
    review: Refusal | None
    is_departure: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What was told of one person at a meeting, and what that comes to."""

    #: the scan that counts; None if nobody told it
    check_in: Scan | None
    check_out: Scan | None
    #: the newest; None if there is none
    correction: Correction | None
    presence: Presence

    @property
    def as_said(self) -> Corrected:
        """What holds of the person, as a correction would say it."""
        there = self.presence
        return Corrected(there.is_present, there.arrived_at, there.left_at, there.is_excused)

    @property
    def contradicts(self) -> bool:
        """The person was scanned after somebody had said that they are not here."""
        said = self.correction
        if said is None or said.is_present or self.check_in is None:
            return False
        return self.check_in.recorded_at > said.corrected_at

    @property
    def asks_for_review(self) -> bool:
        """Somebody is to look at it, and nobody has."""
        return self.contradicts or (
            self.correction is None
            and self.check_in is not None
            and (self.check_in.review is not None or self.check_in.shares_device)
        )


def scans_at(meeting_ids: Collection[int]) -> list[Scan]:
    """Everything that was told, in no order; one query."""
    no_review = type_coerce(cast(null(), String), CheckIn.review.type)
    shapes = (
        (CheckIn, CheckIn.shares_device, CheckIn.review, literal(False)),
        (CheckOut, literal(False), no_review, literal(True)),
        (FurtherScan, literal(False), FurtherScan.review, FurtherScan.is_departure),
    )
    parts = (
        select(
            table.id,
            table.meeting_id,
            table.person_id,
            table.way,
            table.claimed_at,
            table.recorded_at,
            table.confirmed_by,
            table.is_offline,
            *more,
        ).where(table.meeting_id.in_(meeting_ids))
        for table, *more in shapes
    )
    return [Scan(*row) for row in db.session.execute(union_all(*parts))]


def by_person(scans: Iterable[Scan]) -> dict[tuple[int, int], list[Scan]]:
    """Meeting and person → what was told."""
    found: dict[tuple[int, int], list[Scan]] = {}
    for scan in scans:
        found.setdefault((scan.meeting_id, scan.person_id), []).append(scan)
    return found


def newest_corrections(meeting_ids: Collection[int]) -> dict[tuple[int, int], Correction]:
    """Meeting and person → the last word; one query."""
    rows = db.session.scalars(
        select(Correction).where(Correction.meeting_id.in_(meeting_ids)).order_by(Correction.id)
    )
    return {(one.meeting_id, one.person_id): one for one in rows}


def corrections_of(meeting_id: int, person_id: int) -> Sequence[Correction]:
    """All that was said about the person's presence, the newest first."""
    return db.session.scalars(
        select(Correction)
        .where(Correction.meeting_id == meeting_id, Correction.person_id == person_id)
        .order_by(Correction.id.desc())
    ).all()


def known_from(terms: Terms, scans: Sequence[Scan], correction: Correction | None) -> Known:
    """What these scans of one person, and the newest correction, come to."""
    came, left = _best(scans, is_departure=False), _best(scans, is_departure=True)
    there = presence(
        terms,
        came.claimed_at if came else None,
        left.claimed_at if left else None,
        _last_word(correction) if correction else None,
    )
    return Known(came, left, correction, there)


def _last_word(correction: Correction) -> Corrected:
    return Corrected(
        correction.is_present, correction.arrived_at, correction.left_at, correction.is_excused
    )


def _best(scans: Sequence[Scan], *, is_departure: bool) -> Scan | None:
    """The one that says most; the same in whatever order they came in."""
    best: Scan | None = None
    for one in scans:
        if one.is_departure is is_departure and (best is None or _says_more(one, best)):
            best = one
    return best


def _says_more(one: Scan, other: Scan) -> bool:
    return says_more(
        one.claimed_at,
        other.claimed_at,
        is_departure=one.is_departure,
        is_sure=one.review is None,
        was_sure=other.review is None,
    )
