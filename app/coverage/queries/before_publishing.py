"""What somebody who is about to publish a figure should know."""

from dataclasses import dataclass
from datetime import date

from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.confirmations import State, UnitState, states
from app.coverage.queries.figures import Overview, overview
from app.coverage.queries.ground import Ground
from app.coverage.queries.snapshots import is_large, latest_under
from app.coverage.report_days import first_day_to_confirm
from app.people.models import Unit


@dataclass(frozen=True, slots=True)
class Prospect:
    """The figure as it stands now, whose staff lists are missing, and what was published before."""

    as_of: date
    found: Overview
    #: units whose list of that day is not confirmed as it is, by name
    unconfirmed: tuple[UnitState, ...]
    earlier: Snapshot | None

    @property
    def is_large(self) -> bool:
        """Whether drawing it up takes minutes rather than a moment."""
        return is_large(self.found.total)

    @property
    def number(self) -> int:
        """Of the newest publication of this figure; 0 if there is none."""
        return self.earlier.number if self.earlier else 0


def missing_lists(unit: Unit, base: Ground, as_of: date) -> tuple[UnitState, ...]:
    """The units at or below, by name, whose staff list of that day is not confirmed as it is."""
    asked = states((unit.path,), base.rule, as_of)
    return tuple(one for one in asked if one.state is not State.CONFIRMED)


def missing_reports(unit: Unit, base: Ground, as_of: date, today: date) -> tuple[UnitState, ...]:
    """The same of a day of report once its lists can be confirmed; none of another day."""
    is_asked = as_of in base.rule.reference_dates and first_day_to_confirm(as_of) <= today
    return missing_lists(unit, base, as_of) if is_asked else ()


def prospect_of(unit: Unit, base: Ground, as_of: date) -> Prospect:
    """What publishing would be about."""
    return Prospect(
        as_of=as_of,
        found=overview(base, unit.path, as_of),
        unconfirmed=missing_lists(unit, base, as_of),
        earlier=latest_under(unit.id, base.version_id, as_of),
    )
