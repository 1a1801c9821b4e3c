"""The head of a school stands for a list; then the people on it count."""

from datetime import datetime
from typing import Protocol

from app.attendance.models.lists import ListAcceptance, ParticipationList
from app.attendance.participation import Fate, sha256_of
from app.attendance.queries.lists import Sheet, State, completions_on, sheet_of
from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.errors import Conflict
from app.training.services.completions import confirm_all


class NotWaiting(Conflict):
    """The list was accepted before, or a later version took its place; `fate` says which."""

    def __init__(self, fate: Fate) -> None:
        super().__init__(fate)
        self.fate = fate


class Printer(Protocol):
    """Draws lists, in their language."""

    def document(self, sheet: Sheet, fate: Fate) -> bytes:
        """The PDF of the list, with what became of it."""


def accept(kept: ParticipationList, *, printer: Printer, by: Actor, at: datetime) -> int:
    """The actor stands for the list, and its document is frozen; how many completions now count.

    Raises:
        NotWaiting
    """
    # whoever closes the session again, or accepts the list, waits until this is over
    db.session.refresh(kept.session, ["cancelled_at"], with_for_update=True)
    db.session.refresh(kept, ["acceptance"])
    sheet = sheet_of(kept)
    if sheet.state is not State.WAITING:
        raise NotWaiting(sheet.fate)
    confirmed = confirm_all(completions_on(sheet), by=by, at=at)
    document = printer.document(sheet, Fate(accepted_at=at, accepted_by=by.name[:210]))
    acceptance = ListAcceptance(
        list_id=kept.id,
        accepted_at=at,
        accepted_by=by.name[:210],
        account_id=by.account_id,
        document=document,
        sha256=sha256_of(document),
    )
    db.session.add(acceptance)
    db.session.flush()
    audit.record(
        "attendance.list_accepted",
        Subject("participation_list", kept.id, f"{kept.number}: {sheet.facts.school}"),
        by=by,
        changes={"completions": (None, confirmed), "sha256": (None, acceptance.sha256)},
    )
    return confirmed
