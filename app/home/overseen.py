"""What somebody oversees, at a glance."""

from dataclasses import dataclass
from datetime import date

from app.coverage.indicator.values import Figure
from app.coverage.queries.counted_jobs import is_counted
from app.coverage.queries.figures import glance
from app.coverage.queries.ground import Ground
from app.coverage.wording import labels
from app.people.models import Unit


@dataclass(frozen=True, slots=True)
class Overseen:
    """The unit that the actor oversees, and its figure under the official rule."""

    unit: Unit
    base: Ground
    #: None where no unit is that the rule counts
    total: Figure | None
    #: the sentence that goes with it
    told: str


def seen_of(unit: Unit, base: Ground, today: date) -> Overseen:
    """How the unit stands today; two queries while that is not remembered."""
    found = glance(base, unit.path, today)
    if not found.total.eligible and not is_counted(base.rule, unit.path):
        return Overseen(unit, base, None, "")
    told = labels.told_briefly(found.total, base.rule, found.met, found.counted)
    return Overseen(unit, base, found.total, told)
