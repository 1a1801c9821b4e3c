"""Scans from the trainers' phones become check-ins and check-outs."""

from datetime import datetime

from app.attendance.checkin import Refusal, Way, claimed_at
from app.attendance.queries.doors import AtMeeting
from app.attendance.queries.links import BadgeOwner
from app.attendance.scan_batch import SentScan
from app.attendance.services.check_ins import (
    Arrival,
    Outcome,
    Result,
    check_in,
    check_out,
    refuse,
)
from app.core.permissions import Actor


def receive(
    meeting: AtMeeting, scan: SentScan, owner: BadgeOwner, device: str, *, by: Actor, at: datetime
) -> Outcome:
    """What was scanned counts, or is kept as refused; however often it is sent.

    A scan that waited for a network is never refused if anybody is known by it: somebody looks
    at it instead. `owner` is whom the scan is about.
    """
    arrival = _arrival(scan, owner, device, at)
    if owner.person_id is None:
        return refuse(meeting, None, Refusal.UNKNOWN_BADGE, arrival, by=by, at=at)
    if owner.refusal is not None and not scan.is_offline:
        refuse(meeting, owner.person_id, owner.refusal, arrival, by=by, at=at)
        return Outcome(Result.REFUSED, owner.refusal)
    tell = check_out if scan.is_departure else check_in
    return tell(meeting, owner.person_id, arrival, by=by, at=at)


def refuse_unreadable(
    meeting: AtMeeting, key: str, device: str, *, by: Actor, at: datetime
) -> Outcome:
    """A scan that makes no sense is kept as refused."""
    arrival = Arrival(Way.BADGE, at, device, key)
    return refuse(meeting, None, Refusal.UNKNOWN_BADGE, arrival, by=by, at=at)


def _arrival(scan: SentScan, owner: BadgeOwner, device: str, at: datetime) -> Arrival:
    when, is_believable = claimed_at(at, scan.age)
    doubt = None if is_believable else Refusal.WRONG_CLOCK
    review = owner.refusal or doubt
    return Arrival(scan.way, when, device, scan.key, scan.is_offline, review)
