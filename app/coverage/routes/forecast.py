"""What a unit can expect until the next day of report."""

from collections.abc import Iterator
from types import SimpleNamespace

from flask import Blueprint, render_template

from app.core import clock
from app.core.permissions import Permission
from app.coverage.picture import Trend, trend_of
from app.coverage.queries.figures import units_of_city
from app.coverage.queries.forecasts import Forecast, forecast
from app.coverage.routes.chosen import chosen_ground, chosen_rule
from app.coverage.routes.publications import publications
from app.coverage.wording import forecast as wording
from app.coverage.wording import labels
from app.people.models import Unit
from app.people.queries.units import unit_or_404
from app.web.gate import requires
from app.web.languages import percent
from app.web.trend_values import TrendPoint

bp = Blueprint("forecast", __name__, url_prefix="/coverage", template_folder="../templates")

WORDS = SimpleNamespace(forecast=wording, labels=labels)


@bp.get("/units/<int:unit_id>/forecast")
@requires(Permission.COVERAGE_READ, load=unit_or_404)
def show(subject: Unit) -> str:
    """How many more it takes, who expires, whether seats suffice, and where the pace leads."""
    base = chosen_ground()
    is_too_large = not units_of_city(base, subject.path)
    found = None if is_too_large else forecast(base, subject.path, clock.now())
    return render_template(
        "forecast/show.html",
        unit=subject,
        base=base,
        found=found,
        is_too_large=is_too_large,
        trend=_trend(found) if found else None,
        published=publications(subject, base, clock.today()) if is_too_large else None,
        today=clock.today(),
        rule_key=chosen_rule(),
        words=WORDS,
    )


def _trend(found: Forecast) -> Trend | None:
    return trend_of(found.trend, found.rule, found.today, list(_expected(found)))


def _expected(found: Forecast) -> Iterator[TrendPoint]:
    """What is likely after today; where the pace is not known, what is known already."""
    if not found.outlooks:
        for one in found.known[1:]:
            yield TrendPoint(one.day, one.figure.percent, text=percent(one.figure.tenths))
        return
    for ahead in found.outlooks[1:]:
        yield TrendPoint(
            ahead.day,
            ahead.usual.percent,
            text=percent(ahead.usual.tenths),
            low=ahead.low.percent,
            high=ahead.high.percent,
        )
