"""What was published about a unit, as the course of its figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from markupsafe import Markup

from app.coverage.models.snapshots import Snapshot
from app.coverage.picture import Trend, trend_of_published
from app.coverage.queries.figures import TREND, DayFigure
from app.coverage.queries.ground import Ground
from app.coverage.queries.snapshots import figure_of, published_course
from app.coverage.wording import labels
from app.coverage.wording import snapshots as words
from app.people.models import Unit
from app.web.languages import date_full


@dataclass(frozen=True, slots=True)
class Publications:
    """The picture, if there is enough for one, and what has to be known about it."""

    trend: Trend | None
    told: str


def publications(unit: Unit, base: Ground, as_of: date) -> Publications:
    """What was published of the year before that day."""
    found = published_course(unit.id, base.version_id, as_of - TREND, as_of)
    trend = trend_of_published(as_course(found), base.rule, [_row(one) for one in found])
    return Publications(trend, words.course(is_drawn=trend is not None))


def as_course(found: Sequence[Snapshot]) -> list[DayFigure]:
    """The same as figures of days."""
    return [DayFigure(one.as_of, figure_of(one)) for one in found]


def _row(one: Snapshot) -> tuple[str, str]:
    url = url_for("snapshots.show", snapshot_id=one.id)
    link = Markup('<a href="{}">{}</a>').format(url, date_full(one.as_of))
    return link, labels.share(figure_of(one))
