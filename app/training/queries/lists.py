"""What the import of lists of confirmation asks of the database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select, true

from app.core.audit import AuditEntry
from app.core.db import db
from app.core.imports import FileImport, ImportKind, ImportState, find_import
from app.core.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Employment, Person, Unit, between_paths
from app.people.queries.merging import earlier_emails
from app.training.lists.matching import Job, Known
from app.training.models.completions import Completion


@dataclass(frozen=True, slots=True)
class PastList:
    """A line of the history of imports."""

    id: int
    filename: str
    uploaded_at: datetime
    uploaded_by: str
    state: ImportState
    counts: dict[str, int]


def people_like(emails: Collection[str], keys: Collection[str], path: str) -> list[Known]:
    """People below `path` with one of these addresses, or one of these names (see `Known.key`)."""
    merged = select(Person.merged_into_id).where(
        Person.email.in_(emails), Person.merged_into_id.is_not(None)
    )
    named = or_(Person.email.in_(emails), Person.folded_name.in_(keys), Person.id.in_(merged))
    return _known(named, path)


def staff_of(unit_ids: Collection[int], path: str) -> list[Known]:
    """Everybody who ever worked at one of these units."""
    ever = select(Employment.person_id).where(Employment.unit_id.in_(unit_ids))
    return _known(Person.id.in_(ever), path)


def standing(person_ids: Collection[int]) -> dict[tuple[int, int, date], bool]:
    """Person, version and day of each completion not revoked, with whether it is passed."""
    rows = db.session.execute(
        select(
            Completion.person_id,
            Completion.version_id,
            Completion.completed_on,
            Completion.is_passed,
        ).where(Completion.person_id.in_(person_ids), Completion.revoked_at.is_(None))
    )
    return {(person, version, day): is_passed for person, version, day, is_passed in rows}


def list_or_404(import_id: int) -> FileImport:
    """The import of a list of confirmation with this number.

    Raises:
        NotFound
    """
    return find_import(import_id, ImportKind.COMPLETIONS)


def past_lists(paths: tuple[str, ...], page: int) -> Page[PastList]:
    """A page of the imports for units at or below these paths, the newest first."""
    within = (FileImport.kind == ImportKind.COMPLETIONS) & _within(paths)
    total = db.session.scalar(select(func.count()).select_from(FileImport).where(within)) or 0
    number = nearest_page(page, total)
    imports = db.session.scalars(
        select(FileImport)
        .where(within)
        .order_by(FileImport.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    names = _uploaders([one.id for one in imports])
    return Page([_past(one, names.get(one.id, "")) for one in imports], total, number)


def _known(condition: ColumnElement[bool], path: str) -> list[Known]:
    rows = db.session.execute(
        select(
            Person.id,
            Person.email,
            Person.folded_name,
            Employment.unit_id,
            Employment.started_on,
            Employment.ended_on,
        )
        .join(Employment, Employment.person_id == Person.id)
        .join(Unit, Unit.id == Employment.unit_id)
        .where(condition, Unit.below(path))
        .order_by(Person.sort_key, Person.id)
    )
    people: dict[int, tuple[str, str, list[Job]]] = {}
    for person_id, email, key, unit_id, started_on, ended_on in rows:
        jobs = people.setdefault(person_id, (email, key, []))[2]
        jobs.append(Job(unit_id, started_on, ended_on))
    earlier = earlier_emails(people)
    return [
        Known(id_, email, key, tuple(jobs), earlier.get(id_, ()))
        for id_, (email, key, jobs) in people.items()
    ]


def _within(paths: tuple[str, ...]) -> ColumnElement[bool]:
    if "" in paths:
        return true()
    return or_(*(between_paths(FileImport.unit_path, path) for path in paths))


def _uploaders(numbers: Iterable[int]) -> dict[int, str]:
    """Who uploaded, as the log has it."""
    query = select(AuditEntry.subject_id, AuditEntry.actor_name).where(
        AuditEntry.subject_type == "file_import",
        AuditEntry.subject_id.in_(list(numbers)),
        AuditEntry.action == "imports.file_received",
    )
    return {row.subject_id: row.actor_name for row in db.session.execute(query) if row.subject_id}


def _past(one: FileImport, uploaded_by: str) -> PastList:
    counts = (one.result or one.preview or {}).get("counts", {})
    return PastList(one.id, one.filename, one.uploaded_at, uploaded_by, one.state, counts)
