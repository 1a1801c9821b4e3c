"""What becomes of completions and waivers when two entries of one human become one."""

from datetime import date, datetime

from sqlalchemy import select, update

from app.core.actors import Actor
from app.core.db import db
from app.people.models import Person
from app.training.models.assignments import Waiver
from app.training.models.completions import Completion, Source
from app.training.services.completions import revoke
from app.training.services.waivers import withdraw
from app.training.wording.merging import kept_once

_HELD_HERE = frozenset({Source.ONLINE, Source.SESSION})


def move_records(gone: Person, *, into: Person, by: Actor, at: datetime) -> None:
    """Every completion and waiver is that of `into`; of two that say the same one stands."""
    _revoke_doubles(gone, into, by, at)
    _withdraw_doubles(gone, into, by, at)
    db.session.flush()
    for table in (Completion, Waiver):
        moved = update(table).where(table.person_id == gone.id).values(person_id=into.id)
        db.session.execute(moved)


def _revoke_doubles(gone: Person, into: Person, by: Actor, at: datetime) -> None:
    wanted = (
        select(Completion)
        .where(Completion.person_id.in_([gone.id, into.id]), Completion.revoked_at.is_(None))
        .order_by(Completion.id)
    )
    standing: dict[tuple[int, date], Completion] = {}
    for one in db.session.scalars(wanted).all():
        other = standing.setdefault((one.version_id, one.completed_on), one)
        if other is one:
            continue
        weaker, stronger = sorted((one, other), key=lambda each: _strength(each, into))
        standing[one.version_id, one.completed_on] = stronger
        revoke(weaker, reason=kept_once(stronger.id), by=by, at=at)


def _strength(one: Completion, into: Person) -> tuple[bool, ...]:
    """What counts goes before what does not; then what was held here, for it has a certificate."""
    is_confirmed = one.confirmed_at is not None
    return one.is_passed, is_confirmed, one.source in _HELD_HERE, one.person_id == into.id


def _withdraw_doubles(gone: Person, into: Person, by: Actor, at: datetime) -> None:
    """Of two standing waivers of one training the one that lasts longer stands."""
    wanted = select(Waiver).where(
        Waiver.person_id.in_([gone.id, into.id]), Waiver.withdrawn_at.is_(None)
    )
    standing: dict[int, Waiver] = {}
    for one in db.session.scalars(wanted.order_by(Waiver.id)).all():
        other = standing.setdefault(one.training_id, one)
        if other is one:
            continue
        shorter, longer = sorted((one, other), key=lambda each: each.until_on or date.max)
        standing[one.training_id] = longer
        withdraw(shorter, by=by, at=at)
