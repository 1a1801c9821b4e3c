"""The head of a unit stands for its staff list of a day."""

from datetime import date, datetime

from app.core import audit, clock
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.errors import Conflict, DomainError
from app.core.prompt import insert_once
from app.coverage.models.snapshots import StaffConfirmation
from app.coverage.queries.confirmations import StaffList, staff_list
from app.coverage.report_days import first_day_to_confirm
from app.people.models import Unit


class TooEarly(DomainError):
    """The day lies too far ahead for anybody to know; `opens_on` is when it can be confirmed."""

    def __init__(self, opens_on: date) -> None:
        super().__init__(opens_on)
        self.opens_on = opens_on


class ListChanged(Conflict):
    """The list is not the one that was seen any more."""


def confirm(unit: Unit, as_of: date, *, seen: str, by: Actor, at: datetime) -> StaffList:
    """The actor stands for the list with the fingerprint `seen`; twice is as good as once.

    Raises:
        TooEarly
        ListChanged
    """
    opens_on = first_day_to_confirm(as_of)
    if clock.local(at).date() < opens_on:
        raise TooEarly(opens_on)
    listed = staff_list(unit, as_of)
    if listed.sha256 != seen:
        raise ListChanged
    row = {
        "unit_id": unit.id,
        "as_of": as_of,
        "people": listed.people,
        "sha256": listed.sha256,
        "confirmed_at": at,
        "confirmed_by": by.name[:210],
    }
    if insert_once(StaffConfirmation, row) is None:
        return listed
    audit.record(
        "coverage.staff_confirmed",
        Subject("unit", unit.id, unit.name),
        by=by,
        changes=audit.difference(
            {}, {"as_of": as_of, "people": listed.people, "sha256": listed.sha256}
        ),
    )
    return listed
