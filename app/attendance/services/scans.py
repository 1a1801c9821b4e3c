"""Scans from the trainers' phones become check-ins and check-outs."""

from datetime import datetime

from app.attendance.badges import Badge, read_badge
from app.attendance.checkin import Refusal, Way, claimed_at
from app.attendance.queries.doors import AtMeeting, Door
from app.attendance.queries.found import known_among
from app.attendance.scan_batch import SentScan
from app.attendance.services.check_ins import Arrival, Outcome, check_in, check_out, refuse
from app.core.actors import Actor


def receive(meeting: Door, scan: SentScan, device: str, *, by: Actor, at: datetime) -> Outcome:
    """What was scanned counts, or is kept as refused; however often it is sent.

    A scan that waited for a network is never refused if anybody is known by it: somebody looks
    at it instead. A number without a badge makes known only whom the meeting may know.
    """
    badge = read_badge(scan.code) if scan.code is not None else None
    arrival = _arrival(scan, badge, device, at)
    person_id = badge.person_id if badge else scan.person_id
    if person_id is None or not (badge or known_among(meeting, [person_id])):
        return refuse(meeting, None, Refusal.UNKNOWN_BADGE, arrival, by=by, at=at)
    tell = check_out if scan.is_departure else check_in
    return tell(meeting, person_id, arrival, by=by, at=at)


def refuse_unreadable(
    meeting: AtMeeting, key: str, device: str, *, by: Actor, at: datetime
) -> Outcome:
    """A scan that makes no sense is kept as refused."""
    arrival = Arrival(Way.BADGE, at, device, key)
    return refuse(meeting, None, Refusal.UNKNOWN_BADGE, arrival, by=by, at=at)


def _arrival(scan: SentScan, badge: Badge | None, device: str, at: datetime) -> Arrival:
    when, is_believable = claimed_at(at, scan.age)
    doubt = None if is_believable else Refusal.WRONG_CLOCK
    return Arrival(scan.way, when, device, scan.key, scan.is_offline, doubt, badge)
