"""The tree of units as an actor sees it, and how many people work in each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from app.core.db import db
from app.core.folding import fold
from app.core.paging import Page
from app.people.models import Employment, Unit, UnitKind, stands_below

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the tree.

    `depth` counts from the highest unit that is seen; `people` work at it or below it on the day
    asked for, each counted once.
    """

    id: int
    depth: int
    kind: UnitKind
    name: str
    short_name: str
    rspo: int | None
    people: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How many people work at a unit or below it, and the units directly below, in Polish order."""

    people: int
    below: tuple[UnitRow, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit's place in the tree."""

    id: int
    depth: int


def unit_page(paths: tuple[str, ...], words: str, day: date, number: int) -> Page[UnitRow]:
    """A page of the units at or below `paths`, each followed by those below it, in Polish order.

    With `words`, only units whose name, short name or RSPO holds each of them.
    """
    page = Page.cut(_places(paths, words), number, PAGE_SIZE)
    return Page(_rows(page.items, day), page.total, page.number, page.size)


def all_units(paths: tuple[str, ...], words: str, day: date) -> Iterator[UnitRow]:
    """Every such unit in the same order, read piece by piece."""
    places = _places(paths, words)
    for start in range(0, len(places), PAGE_SIZE):
        yield from _rows(places[start : start + PAGE_SIZE], day)


def surroundings_of(unit: Unit, day: date) -> Surroundings:
    """How many people work at the unit or below it on that day, and the units directly below it."""
    found = select(Unit).where(Unit.parent_id == unit.id).order_by(Unit.sort_key, Unit.id)
    below = db.session.scalars(found).all()
    people = _people_by_unit([unit.id, *(one.id for one in below)], day)
    return Surroundings(people.get(unit.id, 0), tuple(_row(one, 0, people) for one in below))


def unit_choices(paths: tuple[str, ...], without: str | None = None) -> list[tuple[int, str]]:
    """(number, short name) of the units at or below `paths`, in Polish order of their names.

    Without those at or below the path `without`.
    """
    units = select(Unit.id, Unit.short_name).where(Unit.below(*paths))
    if without is not None:
        units = units.where(~Unit.below(without))
    return [(unit_id, name) for unit_id, name in db.session.execute(units.order_by(Unit.sort_key))]


def _places(paths: tuple[str, ...], words: str) -> list[_Place]:
    seen = select(Unit.id, Unit.parent_id, Unit.name, Unit.short_name, Unit.rspo)
    units = db.session.execute(
        seen.where(Unit.below(*paths)).order_by(Unit.sort_key, Unit.id)
    ).all()
    if words:
        wanted = fold(words).split()
        return [
            _Place(unit.id, 0)
            for unit in units
            if all(
                word in fold(f"{unit.name} {unit.short_name} {unit.rspo or ''}") for word in wanted
            )
        ]
    below: dict[int | None, list[int]] = defaultdict(list)
    visible = {unit.id for unit in units}
    for unit in units:
        below[unit.parent_id if unit.parent_id in visible else None].append(unit.id)
    return list(_descent(below))


def _descent(below: dict[int | None, list[int]]) -> Iterator[_Place]:
    """Parents before children, siblings in order, without recursion."""
    waiting = [_Place(unit_id, 0) for unit_id in reversed(below[None])]
    while waiting:
        place = waiting.pop()
        yield place
        waiting += [_Place(child, place.depth + 1) for child in reversed(below.get(place.id, []))]


def _rows(places: Sequence[_Place], day: date) -> tuple[UnitRow, ...]:
    ids = [place.id for place in places]
    units = {unit.id: unit for unit in db.session.scalars(select(Unit).where(Unit.id.in_(ids)))}
    people = _people_by_unit(ids, day)
    return tuple(
        _row(units[place.id], place.depth, people) for place in places if place.id in units
    )


def _row(unit: Unit, depth: int, people: Mapping[int, int]) -> UnitRow:
    return UnitRow(
        id=unit.id,
        depth=depth,
        kind=unit.kind,
        name=unit.name,
        short_name=unit.short_name,
        rspo=unit.rspo,
        people=people.get(unit.id, 0),
    )


def _people_by_unit(unit_ids: Sequence[int], day: date) -> dict[int, int]:
    return dict(db.session.execute(_counting(unit_ids, day)).all())


def _counting(unit_ids: Sequence[int], day: date) -> Select[int, int]:
    below = aliased(Unit)
    return (
        select(Unit.id, func.count(Employment.person_id.distinct()))
        .join(below, stands_below(below, Unit))
        .join(Employment, Employment.unit_id == below.id)
        .where(Unit.id.in_(unit_ids), Employment.active_on(day))
        .group_by(Unit.id)
    )
