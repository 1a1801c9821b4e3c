"""Completions: recorded, confirmed, revoked. What was recorded is never changed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from app.core import audit, clock
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import conflict_insert, db, dialect_name
from app.core.errors import Conflict
from app.people.queries.merging import survivors
from app.training.models.completions import Completion, Source

#: older papers are typing errors
FIRST_DAY = date(2000, 1, 1)

_BATCH = 500
_CHANGING = ("confirmed_by", "confirmed_at", "revoked_by", "revoked_at", "revoked_reason")


class DayOutOfRange(Conflict):
    """A completion is dated before `FIRST_DAY` or after today."""

    def __init__(self, day: date, last: date) -> None:
        super().__init__(day, last)
        self.day = day
        self.last = last


class AlreadyRecorded(Conflict):
    """The person has a standing completion of this version on this day."""

    def __init__(self, completion_id: int) -> None:
        super().__init__(completion_id)
        self.completion_id = completion_id


class AlreadyConfirmed(Conflict):
    """Somebody already stands for the completion."""


class AlreadyRevoked(Conflict):
    """The completion was revoked, nothing more can be done with it."""


@dataclass(frozen=True, slots=True)
class NewCompletion:
    """What is claimed: this person completed this version on this day, so."""

    person_id: int
    version_id: int
    completed_on: date
    is_passed: bool = True
    #: 0 to 100; None where no test was taken
    score_percent: int | None = None


def record_completion(
    achieved: NewCompletion,
    *,
    source: Source,
    reference: str,
    is_confirmed: bool,
    by: Actor,
    at: datetime,
) -> Completion:
    """The completion stands in the register, confirmed by the actor or waiting for that.

    Raises:
        DayOutOfRange: it lies in the future, or before `FIRST_DAY`.
        AlreadyRecorded: it stands there already (a revoked one does not count).
    """
    _demand_possible_day(achieved.completed_on, at)
    (achieved,) = _of_survivors([achieved])
    completion_ids = _insert(
        [achieved],
        _circumstances(source=source, reference=reference, is_confirmed=is_confirmed, by=by, at=at),
    )
    if not completion_ids:
        raise AlreadyRecorded(_standing_id(achieved))
    completion = db.session.get_one(Completion, completion_ids[0])
    audit.record(
        "training.completion_recorded",
        _subject_of(completion),
        by=by,
        changes=audit.difference({}, {**asdict(achieved), "is_confirmed": is_confirmed}),
        is_correction=_is_past(achieved.completed_on, at),
    )
    return completion


def record_completions(
    achieved: Sequence[NewCompletion],
    *,
    source: Source,
    reference: str,
    is_confirmed: bool,
    by: Actor,
    at: datetime,
) -> list[int]:
    """All of these that did not stand in the register do; the numbers of those, in no order.

    One entry in the log, however many there are.

    Raises:
        DayOutOfRange: one lies in the future, or before `FIRST_DAY`.
    """
    days = {one.completed_on for one in achieved}
    for day in days:
        _demand_possible_day(day, at)
    circumstances = _circumstances(
        source=source, reference=reference, is_confirmed=is_confirmed, by=by, at=at
    )
    recorded = [
        number
        for start in range(0, len(achieved), _BATCH)
        for number in _insert(_of_survivors(achieved[start : start + _BATCH]), circumstances)
    ]
    if recorded:
        audit.record(
            "training.completions_recorded",
            Subject("completion_list", None, reference),
            by=by,
            changes={"completions": (0, len(recorded)), "is_confirmed": (None, is_confirmed)},
            is_correction=any(_is_past(day, at) for day in days),
        )
    return recorded


def confirm(completion: Completion, *, by: Actor, at: datetime) -> None:
    """The actor stands for the completion.

    Raises:
        AlreadyConfirmed, AlreadyRevoked
    """
    _hold(completion)
    _demand_standing(completion)
    if completion.confirmed_at is not None:
        raise AlreadyConfirmed(completion.id)
    completion.confirmed_by, completion.confirmed_at = by.name, at
    db.session.flush()
    audit.record(
        "training.completion_confirmed",
        _subject_of(completion),
        by=by,
        changes={"confirmed_by": (None, by.name)},
        is_correction=_is_past(completion.completed_on, at),
    )


def confirm_all(completions: Iterable[Completion], *, by: Actor, at: datetime) -> int:
    """The actor stands for those of the completions that wait for it; how many those were."""
    confirmed = 0
    for completion in completions:
        try:
            confirm(completion, by=by, at=at)
        except (AlreadyConfirmed, AlreadyRevoked):
            continue
        confirmed += 1
    return confirmed


def revoke(completion: Completion, *, reason: str, by: Actor, at: datetime) -> None:
    """The completion no longer counts, on any date; it stays in the register with the reason.

    Raises:
        AlreadyRevoked
    """
    _hold(completion)
    _demand_standing(completion)
    completion.revoked_by, completion.revoked_at = by.name, at
    completion.revoked_reason = reason
    db.session.flush()
    audit.record(
        "training.completion_revoked",
        _subject_of(completion),
        by=by,
        changes={"revoked_by": (None, by.name)},
        is_correction=_is_past(completion.completed_on, at),
        reason=reason,
    )


def _subject_of(completion: Completion) -> Subject:
    """What the log calls the completion."""
    training = completion.version.training
    label = f"{completion.person.full_name}: {training.code}, {completion.completed_on}"
    return Subject("completion", completion.id, label)


def _circumstances(
    *, source: Source, reference: str, is_confirmed: bool, by: Actor, at: datetime
) -> dict[str, object]:
    """How it came into the register, and who stands for it."""
    return {
        "source": source,
        "reference": reference,
        "recorded_at": at,
        "confirmed_by": by.name if is_confirmed else None,
        "confirmed_at": at if is_confirmed else None,
    }


def _insert(achieved: Sequence[NewCompletion], circumstances: dict[str, object]) -> list[int]:
    """Ids of the new rows; one that stands already (person, version, day) makes no second row."""
    rows = [{**asdict(one), **circumstances} for one in achieved]
    insert = conflict_insert(Completion, dialect_name())
    statement = insert.on_conflict_do_nothing().returning(Completion.id)
    return list(db.session.scalars(statement, rows))


def _of_survivors(achieved: Sequence[NewCompletion]) -> list[NewCompletion]:
    """What somebody achieved under an entry that was merged is achieved by who she is now."""
    merged = survivors(one.person_id for one in achieved)
    return [replace(one, person_id=merged.get(one.person_id, one.person_id)) for one in achieved]


def _standing_id(achieved: NewCompletion) -> int:
    return db.session.scalars(
        select(Completion.id).where(
            Completion.person_id == achieved.person_id,
            Completion.version_id == achieved.version_id,
            Completion.completed_on == achieved.completed_on,
            Completion.revoked_at.is_(None),
        )
    ).one()


def _hold(completion: Completion) -> None:
    """What follows is decided on the row as it is now, and nobody else decides meanwhile."""
    db.session.refresh(completion, _CHANGING, with_for_update=True)


def _demand_possible_day(day: date, at: datetime) -> None:
    today = clock.local(at).date()
    if not FIRST_DAY <= day <= today:
        raise DayOutOfRange(day, today)


def _demand_standing(completion: Completion) -> None:
    if completion.revoked_at is not None:
        raise AlreadyRevoked(completion.id)


def _is_past(day: date, at: datetime) -> bool:
    """Figures of days gone by follow what is written about such a day."""
    return day < clock.local(at).date()
