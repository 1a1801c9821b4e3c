"""Lists of participation are drawn up: numbered without gaps, written once, never changed."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Protocol

from sqlalchemy.sql.dml import ReturningInsert

from app.attendance.models.lists import Closing, ListCount, ParticipationList
from app.attendance.participation import Facts, Issue, Table, canonical_bytes, sha256_of
from app.attendance.queries.closing import DraftList
from app.core import audit, clock
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import conflict_insert, db, dialect_name
from app.core.paper.codes import new_code


class TableLabels(Protocol):
    """The words of a list, in its language."""

    def table(self, facts: Facts, issue: Issue) -> Table:
        """The list in words."""


def draw_up(
    closing: Closing,
    drafts: Sequence[DraftList],
    certificates: Mapping[int, str],
    *,
    labels: TableLabels,
    by: Actor,
) -> Sequence[ParticipationList]:
    """Each draft is the newest version of its school's list, with `certificates` by person.

    A school's first list of a session takes the next number of the year; further versions keep it.
    """
    serials = _serials(_year(closing), sum(draft.before is None for draft in drafts))
    lists = [_numbered(closing, draft, serials) for draft in drafts]
    for kept, draft in zip(lists, drafts, strict=True):
        facts = draft.facts.certified(certificates)
        issue = Issue(kept.number, kept.version, closing.closed_at, closing.closed_by)
        kept.facts = facts.as_json()
        kept.content = canonical_bytes(labels.table(facts, issue))
        kept.sha256 = sha256_of(kept.content)
    db.session.add_all(lists)
    db.session.flush()
    for kept, draft in zip(lists, drafts, strict=True):
        _record(kept, draft, by)
    return lists


def _numbered(closing: Closing, draft: DraftList, serials: Iterator[int]) -> ParticipationList:
    """A list that says nothing yet."""
    before = draft.before
    return ParticipationList(
        closing_id=closing.id,
        session_id=closing.session_id,
        unit_id=draft.unit.id,
        version=before.version + 1 if before else 1,
        year=before.year if before else _year(closing),
        serial=before.serial if before else next(serials),
        code=new_code(),
        drawn_up_at=closing.closed_at,
    )


def _year(closing: Closing) -> int:
    return clock.local(closing.closed_at).year


def _serials(year: int, more: int) -> Iterator[int]:
    """So many more numbers of the year; nobody else takes any until we are done."""
    if not more:
        return iter(())
    asked = {"year": year, "drawn_up": more}
    last = db.session.execute(_count_of(dialect_name()), asked).scalar_one()
    return iter(range(last - more + 1, last + 1))


@cache
def _count_of(dialect: str) -> ReturningInsert[int]:
    """SQL: a year's count is raised, whether or not it was begun; what it is then."""
    counted = conflict_insert(ListCount, dialect)
    return counted.on_conflict_do_update(
        index_elements=[ListCount.year],
        set_={"drawn_up": ListCount.drawn_up + counted.excluded.drawn_up},
    ).returning(ListCount.drawn_up)


def _record(kept: ParticipationList, draft: DraftList, by: Actor) -> None:
    audit.record(
        "attendance.list_drawn_up",
        Subject("participation_list", kept.id, f"{kept.number}: {draft.unit.name}"),
        by=by,
        changes={
            "people": (None, draft.facts.present),
            "credited": (None, draft.facts.credited),
            "sha256": (draft.before.sha256 if draft.before else None, kept.sha256),
        },
        is_correction=draft.before is not None,
    )
