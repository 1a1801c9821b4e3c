"""Entries that may be of one human, and what would move if they became one."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Table, exists, func, literal, select, union_all
from sqlalchemy.orm import aliased, selectinload

from app.core.db import Base, db
from app.people.models import Employment, Person


@dataclass(frozen=True, slots=True)
class Weight:
    """How many rows of a table are about a person."""

    table: str
    rows: int


def namesakes_of(person: Person) -> Sequence[Person]:
    """Others with the same name who ever worked at a unit where the person did."""
    own = aliased(Employment)
    same_unit = exists().where(
        Employment.person_id == Person.id,
        Employment.unit_id == own.unit_id,
        own.person_id == person.id,
    )
    wanted = (
        select(Person)
        .where(
            Person.folded_name == person.folded_name,
            Person.id != person.id,
            Person.merged_into_id.is_(None),
            same_unit,
        )
        .order_by(Person.id)
        .options(selectinload(Person.employments).joinedload(Employment.unit))
    )
    return db.session.scalars(wanted).all()


def with_namesakes(person_ids: Collection[int]) -> frozenset[int]:
    """Those of the persons who have a namesake, as `namesakes_of` says."""
    other, job, others_job = aliased(Person), aliased(Employment), aliased(Employment)
    wanted = (
        select(Person.id)
        .join(other, (other.folded_name == Person.folded_name) & (other.id != Person.id))
        .join(job, job.person_id == Person.id)
        .join(
            others_job,
            (others_job.person_id == other.id) & (others_job.unit_id == job.unit_id),
        )
        .where(Person.id.in_(person_ids))
    )
    return frozenset(db.session.scalars(wanted))


def survivors(person_ids: Iterable[int]) -> dict[int, int]:
    """Of those persons who were merged into others: into whom. One query."""
    wanted = select(Person.id, Person.merged_into_id).where(
        Person.id.in_(list(person_ids)), Person.merged_into_id.is_not(None)
    )
    return {one: into for one, into in db.session.execute(wanted) if into is not None}


def earlier_emails(person_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Addresses of the entries that were merged into these persons, by person. One query."""
    wanted = select(Person.merged_into_id, Person.email).where(
        Person.merged_into_id.in_(list(person_ids))
    )
    found: dict[int, tuple[str, ...]] = {}
    for into, email in db.session.execute(wanted.order_by(Person.id)):
        if into is not None:
            found[into] = (*found.get(into, ()), email)
    return found


def weights_of(person_id: int) -> list[Weight]:
    """How much each table knows of the person, in order of tables; what knows nothing is left out.

    Every table that refers to persons is asked, whatever feature it belongs to.
    """
    asked = [
        select(literal(table.name).label("name"), func.count().label("rows"))
        .select_from(table)
        .where(table.c[column] == person_id)
        for table, column in references()
    ]
    found = db.session.execute(union_all(*asked)).all()
    return [Weight(row.name, row.rows) for row in sorted(found) if row.rows]


def references() -> list[tuple[Table, str]]:
    """Every table with the column that refers to persons, but persons themselves."""
    tables = Base.metadata.sorted_tables
    return [
        (table, key.parent.name)
        for table in tables
        for key in table.foreign_keys
        if key.column.table.name == Person.__tablename__ != table.name
    ]
