"""The figures of several rules side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.coverage.indicator.values import Figure
from app.coverage.queries.figures import (
    Overview,
    overview,
    overview_of,
    total_of,
    units_of_city,
)
from app.coverage.queries.ground import Ground
from app.coverage.queries.memory import remembered
from app.coverage.queries.records import Population, records_of


@dataclass(frozen=True, slots=True)
class RuleFigure:
    """What one rule says of a unit."""

    base: Ground
    figure: Figure


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page of a unit's figure says."""

    found: Overview
    #: every rule in force, in their order
    beside: tuple[RuleFigure, ...]


def sheet(bases: Iterable[Ground], base: Ground, unit_path: str, as_of: date) -> Sheet:
    """The figure under `base`, and beside it those of every rule; people are read once.

    Above cities only the one figure is reckoned.
    """
    units = units_of_city(base, unit_path)
    if not units:
        return Sheet(overview(base, unit_path, as_of), ())
    everybody = tuple(bases)

    def computed() -> Sheet:
        records = records_of(Population.at(unit_path))
        return Sheet(
            overview_of(base, records, units, as_of),
            tuple(
                RuleFigure(one, total_of(records.values(), one.rule, as_of)) for one in everybody
            ),
        )

    versions = tuple(one.version_id for one in everybody)
    question = ("sheet", base.version_id, versions, unit_path, as_of)
    return remembered(question, base.position, computed)
