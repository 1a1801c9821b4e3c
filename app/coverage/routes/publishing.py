"""How the figure that a page shows is published: at once, or by a worker if it is large."""

from datetime import date

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.core import clock
from app.core.db import transaction
from app.core.steady import steady_reading
from app.coverage.forms.snapshots import PublishForm
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.before_publishing import Prospect
from app.coverage.queries.drawing import Drawn, draw_up
from app.coverage.queries.errands import PUBLISH, Errand, errand, figure_to_publish
from app.coverage.queries.ground import Ground
from app.coverage.queries.rules import rule_names
from app.coverage.queries.snapshots import latest_under
from app.coverage.routes.papers import NOT_YET
from app.coverage.services.errands import publish_later
from app.coverage.services.snapshots import (
    FutureDay,
    NoteMissing,
    NothingChanged,
    PublishedMeanwhile,
    publish,
)
from app.coverage.wording import snapshots as words
from app.people.models import Unit
from app.web.gate import actor


def published(
    unit: Unit, base: Ground, prospect: Prospect, form: PublishForm
) -> AnyResponse | None:
    """Where to go now; None if the form says what is missing."""
    send = _by_a_worker if prospect.is_large else _at_once
    try:
        return redirect(send(unit, base, prospect.as_of, form))
    except NoteMissing:
        form.reject(form.note, words.note_missing())
        return None
    except FutureDay as why:
        form.form_errors = [*form.form_errors, words.refusal(why)]
        return None
    except (PublishedMeanwhile, NothingChanged) as why:
        flash(words.refusal(why), "warning")
        return redirect(url_for("snapshots.show", snapshot_id=why.earlier.id))


def _at_once(unit: Unit, base: Ground, as_of: date, form: PublishForm) -> str:
    drawn, note = _drawn(unit, base, as_of), form.note.data or ""
    with transaction():
        found = publish(drawn, after=form.seen, note=note, by=actor(), at=clock.now())
    flash(words.done(found), "success")
    return url_for("snapshots.show", snapshot_id=found.id)


def _drawn(unit: Unit, base: Ground, as_of: date) -> Drawn:
    with steady_reading():
        return draw_up(unit, base, as_of, words.PolishWords(base.rule, rule_names()))


def _by_a_worker(unit: Unit, base: Ground, as_of: date, form: PublishForm) -> str:
    note = form.note.data or ""
    with transaction():
        publish_later(unit, base, as_of, after=form.seen, note=note, by=actor(), at=clock.now())
    return address(unit, base, as_of)


def address(unit: Unit, base: Ground, as_of: date) -> str:
    """Of the page on which the figure is published."""
    day, rule = as_of.isoformat(), base.asked_key
    return url_for("snapshots.new", unit_id=unit.id, as_of=day, rule=rule)


def asked_for(unit: Unit, base: Ground, as_of: date, earlier: Snapshot | None) -> Errand | None:
    """What a worker does or did about this figure since it was published last."""
    found = errand(PUBLISH, figure_to_publish(unit.id, base.key, as_of), clock.now())
    is_over = found and earlier and found.asked_at <= earlier.published_at
    return None if is_over else found


def awaited(unit: Unit, base: Ground, as_of: date) -> dict[str, str | None]:
    """What the waiting page is told: where to go, once no worker is at it any more."""
    earlier = latest_under(unit.id, base.version_id, as_of)
    found = asked_for(unit, base, as_of, earlier)
    if found is not None and found.is_open:
        return NOT_YET
    if earlier is None or found is not None:
        return {"finished_url": address(unit, base, as_of)}
    return {"finished_url": url_for("snapshots.show", snapshot_id=earlier.id)}
