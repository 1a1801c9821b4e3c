"""The figure of a unit on a day, the people behind it, and the reason of each of them."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from types import SimpleNamespace

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.paging import Page
from app.core.permissions import Permission, scope_of
from app.coverage.forms.days import AsOfForm
from app.coverage.indicator.values import Standing
from app.coverage.picture import trend_of
from app.coverage.queries import figures, people
from app.coverage.queries.ground import Ground, ground
from app.coverage.queries.memory import remembered
from app.coverage.routes.chosen import chosen_day, chosen_standing
from app.coverage.wording import facts, labels, reasons, rules
from app.people.models import Person, Unit
from app.people.queries.people import person_or_404
from app.people.queries.units import top_unit, unit_or_404
from app.web.gate import actor, requires
from app.web.navigation import frame_key
from app.web.pagination import page_number

#: what templates may say
WORDS = SimpleNamespace(facts=facts, labels=labels, reasons=reasons, rules=rules)

bp = Blueprint("coverage", __name__, url_prefix="/coverage", template_folder="../templates")


@bp.get("/")
@requires(Permission.COVERAGE_READ)
def index() -> Response:
    """The figure of the highest unit that the actor oversees."""
    highest = top_unit(scope_of(actor(), Permission.COVERAGE_READ))
    as_of = request.args.get("as_of")
    return redirect(url_for("coverage.unit", unit_id=highest.id, as_of=as_of))


@bp.get("/units/<int:unit_id>")
@requires(Permission.COVERAGE_READ, load=unit_or_404)
def unit(subject: Unit) -> str:
    """The figure of a unit, and below it the schools it is made of."""
    base = ground()
    if subject.kind in base.rule.scope_unit_kinds:
        return _people(base, subject, "coverage/school.html")
    form, as_of = chosen_day()
    frame = None if form.errors else frame_key()
    written = partial(_written, base, subject, form, as_of)
    if frame is None:
        return written()
    return remembered(("page", subject.path, as_of, frame), base.position, written)


def _written(base: Ground, subject: Unit, form: AsOfForm, as_of: date) -> str:
    found = figures.overview(base, subject.path, as_of)
    return render_template(
        "coverage/unit.html",
        unit=subject,
        found=found,
        trend=trend_of(found.trend, base.rule, as_of),
        form=form,
        as_of=as_of,
        words=WORDS,
    )


@bp.get("/units/<int:unit_id>/people")
@requires(Permission.COVERAGE_READ, load=unit_or_404)
def unit_people(subject: Unit) -> str:
    """Everybody who works there on the day, with where they stand and why."""
    return _people(ground(), subject, "coverage/unit_people.html")


def _people(base: Ground, subject: Unit, template: str) -> str:
    form, as_of = chosen_day()
    standing = chosen_standing()
    listed = people.people_of(base, subject.path, as_of, standing)
    return render_template(
        template,
        unit=subject,
        form=form,
        as_of=as_of,
        standing=standing,
        choices=list(_choices(listed.counts, standing, subject, as_of)),
        found=listed.found,
        trend=trend_of(listed.found.trend, base.rule, as_of),
        page=Page.cut(listed.people, page_number(), size=50),
        words=WORDS,
    )


def _choices(
    counts: Mapping[Standing, int], chosen: Standing | None, unit: Unit, as_of: date
) -> Iterator[tuple[str, int, str, bool]]:
    """Everybody, then each standing: name, how many, address of the list, whether it is shown."""
    everybody: list[tuple[Standing | None, int]] = [(None, sum(counts.values()))]
    for one, count in [*everybody, *counts.items()]:
        url = url_for(
            request.endpoint or "",
            unit_id=unit.id,
            as_of=as_of.isoformat(),
            standing=one.value if one else None,
        )
        yield labels.standing_filter(one), count, url, one is chosen


@bp.get("/people/<int:person_id>")
@requires(Permission.PERSON_READ, load=person_or_404)
def person(subject: Person) -> str:
    """Why this person counts or does not, and the facts it rests on."""
    form, as_of = chosen_day()
    return render_template(
        "coverage/person.html",
        person=subject,
        form=form,
        as_of=as_of,
        explanation=people.explain(ground(), subject, as_of),
        words=WORDS,
    )
