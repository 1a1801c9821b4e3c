"""How a figure went, day by day, from what happened: nothing runs at night to note it down."""

from datetime import date

from app.coverage.indicator.course import FigureCourse
from app.coverage.queries.figures import DayFigure
from app.coverage.queries.ground import Ground
from app.coverage.queries.memory import remembered
from app.coverage.queries.records import Population, portions, records_of


def trend(base: Ground, unit_path: str, first: date, last: date) -> tuple[DayFigure, ...]:
    """The figure at or below `unit_path` from one day to another, oldest first.

    One point per day on which it differs from the day before, and the first and the last day:
    between two points nothing changes. People are read some thousand at a time.
    """

    def computed() -> tuple[DayFigure, ...]:
        course = FigureCourse(base.rule, first, last)
        everybody = Population.in_scope_of(base.rule, unit_path, from_day=first, to_day=last)
        for portion in portions(everybody):
            course.add(records_of(portion).values())
        return tuple(DayFigure(*one) for one in course.days())

    return remembered(("trend", base.rule, unit_path, first, last), base.position, computed)
