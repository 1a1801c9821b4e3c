"""People check themselves in: a receipt becomes a check-in, and what opens nothing is kept.

What is written here is a record of its own (docs/decisions/0022-the-ledger-is-only-added-to.md).
"""

from datetime import datetime
from uuid import uuid4

from app.attendance.arrival import Arrival, Outcome
from app.attendance.checkin import Refusal, Way
from app.attendance.queries.doors import AtMeeting
from app.attendance.queries.halls import Hall
from app.attendance.receipts import Receipt, is_expired
from app.attendance.services.check_ins import check_in
from app.attendance.services.told import refuse
from app.core.actors import Actor


def check_in_by_receipt(
    meeting: AtMeeting, receipt: Receipt, device: str, minutes: int, *, by: Actor, at: datetime
) -> Outcome:
    """Whoever acts is in since the scan, unless the rules refuse, or it is too long ago.

    A receipt holds for so many minutes, and for one person.
    """
    arrival = Arrival(receipt.way, receipt.scanned_at, device, receipt.key)
    if by.person_id is None or is_expired(receipt, at, minutes):
        return refuse(meeting, by.person_id, Refusal.EXPIRED_RECEIPT, arrival, by=by, at=at)
    return check_in(meeting, by.person_id, arrival, by=by, at=at)


def keep_refused_code(
    hall: Hall | None, why: Refusal, way: Way, device: str, *, by: Actor | None, at: datetime
) -> None:
    """Somebody presented a code that lets nobody in; `hall` is None if nobody knows of which."""
    refuse(hall, None, why, Arrival(way, at, device, str(uuid4())), by=by, at=at)
