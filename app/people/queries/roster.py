"""What the import of staff lists asks of the database."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, false, func, or_, select, true, union_all

from app.core.audit import AuditEntry
from app.core.db import db
from app.core.imports import FileImport, ImportKind, ImportState, find_import
from app.core.paging import PAGE_SIZE, Page
from app.people.models import Absence, Employment, Person, Post, PostAlias, Unit, between_paths
from app.people.roster.facts import Job, KnownAbsence, KnownJob, KnownPerson, Name
from app.people.roster.places import UnitFacts, Units

_UNITS_AT_ONCE = 500
_ROWS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class MissingJob:
    """An employment that a list should have had and has not."""

    id: int
    person_id: int
    email: str
    name: str
    job: Job


@dataclass(frozen=True, slots=True)
class PastImport:
    """A line of the history of imports."""

    id: int
    filename: str
    uploaded_at: datetime
    uploaded_by: str
    state: ImportState
    counts: dict[str, int]


def units_within(path: str) -> Units:
    """The units at and below this path; a single school also takes lines that name no unit."""
    rows = db.session.execute(
        select(Unit.id, Unit.name, Unit.short_name, Unit.rspo, Unit.parent_id).where(
            Unit.below(path)
        )
    ).all()
    units = [UnitFacts(row.id, row.name, row.short_name, row.rspo) for row in rows]
    is_one_school = len(rows) == 1 and rows[0].parent_id is not None
    return Units(units, units[0] if is_one_school else None)


def post_names() -> dict[int, str]:
    """The names of all posts, by number."""
    return {row.id: row.name for row in db.session.execute(select(Post.id, Post.name))}


def post_keys() -> list[tuple[str, int]]:
    """Every folded name and alias, with its post."""
    names = select(Post.folded_name, Post.id)
    aliases = select(PostAlias.folded_name, PostAlias.post_id)
    return [(row[0], row[1]) for row in db.session.execute(union_all(aliases, names))]


def known_people(emails: Collection[str], *, for_update: bool = False) -> dict[str, KnownPerson]:
    """The persons with these addresses (a batch, all lower case), with everything about them.

    The address of an entry that was merged leads to the person it was merged into. With
    `for_update` nobody else changes them before this transaction ends.
    """
    query = select(Person.id, Person.email, Person.merged_into_id, *_NAME)
    query = query.where(Person.email.in_(emails)).order_by(Person.id)
    rows = db.session.execute(query.with_for_update() if for_update else query).all()
    ids = [row.merged_into_id or row.id for row in rows]
    jobs, absences = _jobs_of(ids), _absences_of(ids)
    names = {row.id: Name(row.first_name, row.last_name) for row in rows} | _names_of({
        row.merged_into_id for row in rows if row.merged_into_id
    })
    return {
        row.email: KnownPerson(number, names[number], tuple(jobs[number]), tuple(absences[number]))
        for row, number in zip(rows, ids, strict=True)
    }


def namesakes(names: Collection[str], units: Collection[int]) -> dict[tuple[str, int], str]:
    """Addresses of the people with these folded names (a batch) who ever worked at these units."""
    rows = db.session.execute(
        select(Person.folded_name, Employment.unit_id, Person.email)
        .join(Employment, Employment.person_id == Person.id)
        .where(Person.folded_name.in_(names), Employment.unit_id.in_(units))
        .order_by(Person.id.desc())
    )
    return {(row.folded_name, row.unit_id): row.email for row in rows}


def newest_employment() -> int:
    """The highest number an employment has; 0 if there is none."""
    return db.session.scalar(select(func.max(Employment.id))) or 0


def active_jobs(units: Collection[int], on: date, newest: int) -> Iterator[MissingJob]:
    """Employments at these units, active on that day, with numbers up to `newest`, unit by unit."""
    ordered = sorted(units)
    for start in range(0, len(ordered), _UNITS_AT_ONCE):
        portion = ordered[start : start + _UNITS_AT_ONCE]
        query = (
            select(*_JOB_COLUMNS, Person.email, Person.first_name, Person.last_name)
            .join(Person, Person.id == Employment.person_id)
            .where(Employment.unit_id.in_(portion), Employment.id <= newest, _active(on))
            .order_by(Employment.unit_id, Person.sort_key, Employment.id)
        )
        for row in db.session.execute(query).yield_per(_ROWS_AT_ONCE):
            name = f"{row.first_name} {row.last_name}"
            yield MissingJob(row.id, row.person_id, row.email, name, _job(row))


def roster_or_404(import_id: int) -> FileImport:
    """The import of a staff list with this number.

    Raises:
        NotFound: there is none.
    """
    return find_import(import_id, ImportKind.ROSTER)


def past_imports(paths: tuple[str, ...], number: int) -> Page[PastImport]:
    """A page of the imports of staff lists for units at or below these paths, newest first."""
    found = (FileImport.kind == ImportKind.ROSTER, _within(paths))
    total = db.session.scalar(select(func.count()).select_from(FileImport).where(*found)) or 0
    newest_first = select(FileImport).where(*found).order_by(FileImport.id.desc())
    portion = newest_first.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    imports = db.session.scalars(portion).all()
    names = _uploaders([one.id for one in imports])
    rows = [_past(one, names.get(one.id, "")) for one in imports]
    return Page(rows, total, number)


_JOB_COLUMNS = (
    Employment.id,
    Employment.person_id,
    Employment.unit_id,
    Employment.post_id,
    Employment.started_on,
    Employment.ended_on,
    Employment.fte,
)


_NAME = (Person.first_name, Person.last_name)


def _names_of(person_ids: Collection[int]) -> dict[int, Name]:
    if not person_ids:
        return {}
    rows = db.session.execute(select(Person.id, *_NAME).where(Person.id.in_(person_ids)))
    return {row.id: Name(row.first_name, row.last_name) for row in rows}


def _jobs_of(person_ids: Sequence[int]) -> dict[int, list[KnownJob]]:
    jobs: dict[int, list[KnownJob]] = defaultdict(list)
    query = select(*_JOB_COLUMNS).where(Employment.person_id.in_(person_ids))
    for row in db.session.execute(query.order_by(Employment.id)):
        jobs[row.person_id].append(KnownJob(row.id, _job(row)))
    return jobs


def _absences_of(person_ids: Sequence[int]) -> dict[int, list[KnownAbsence]]:
    absences: dict[int, list[KnownAbsence]] = defaultdict(list)
    period = (Absence.started_on, Absence.ended_on, Absence.unit_id)
    query = (
        select(Absence.id, Absence.person_id, *period)
        .where(Absence.person_id.in_(person_ids))
        .order_by(Absence.id)
    )
    for row in db.session.execute(query):
        known = KnownAbsence(row.id, row.started_on, row.ended_on, row.unit_id)
        absences[row.person_id].append(known)
    return absences


def _job(row: Row[*tuple[Any, ...]]) -> Job:
    return Job(row.unit_id, row.post_id, row.started_on, row.ended_on, row.fte)


def _active(on: date) -> ColumnElement[bool]:
    not_over = or_(Employment.ended_on.is_(None), Employment.ended_on >= on)
    return (Employment.started_on <= on) & not_over


def _within(paths: tuple[str, ...]) -> ColumnElement[bool]:
    if "" in paths:
        return true()
    return or_(false(), *(between_paths(FileImport.unit_path, path) for path in paths))


def _uploaders(numbers: Sequence[int]) -> dict[int, str]:
    """Who uploaded, as the log has it: accounts are not this feature's business."""
    query = select(AuditEntry.subject_id, AuditEntry.actor_name).where(
        AuditEntry.subject_type == "file_import",
        AuditEntry.subject_id.in_(numbers),
        AuditEntry.action == "imports.file_received",
    )
    return {row.subject_id: row.actor_name for row in db.session.execute(query) if row.subject_id}


def _past(one: FileImport, uploaded_by: str) -> PastImport:
    counts = (one.result or one.preview or {}).get("counts", {})
    return PastImport(one.id, one.filename, one.uploaded_at, uploaded_by, one.state, counts)
