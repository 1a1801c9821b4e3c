"""The figure of a unit on a day, the people behind it, and the reason of each of them."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.core import clock
from app.core.paging import Page
from app.core.permissions import Permission, scope_of
from app.coverage.forms.days import AsOfForm
from app.coverage.picture import trend_of
from app.coverage.queries import people
from app.coverage.queries.before_publishing import missing_reports
from app.coverage.queries.beside import sheet
from app.coverage.queries.chances import Chances, Workplace, lacks_training, next_chances
from app.coverage.queries.figures import Overview, units_of_city
from app.coverage.queries.ground import Ground
from app.coverage.queries.memory import remembered
from app.coverage.queries.people import StandingList, Wanted
from app.coverage.routes.chosen import (
    chosen_day,
    chosen_of_all,
    chosen_order,
    chosen_people,
    chosen_words,
    kept,
    same_page,
)
from app.coverage.routes.publications import publications
from app.coverage.rows import Order, rows_of
from app.coverage.wording import facts, labels, reasons, rules, snapshots, staff
from app.people.models import Person, Unit
from app.people.queries.people import person_or_404, sight_of
from app.people.queries.units import top_unit, unit_or_404
from app.web.gate import actor, requires
from app.web.navigation import frame_key
from app.web.pagination import page_number

#: what templates may say
WORDS = SimpleNamespace(
    facts=facts, labels=labels, reasons=reasons, rules=rules, snapshots=snapshots, staff=staff
)

_ROWS = 50

Bases = tuple[Ground, ...]

bp = Blueprint("coverage", __name__, url_prefix="/coverage", template_folder="../templates")


@bp.get("/")
@requires(Permission.COVERAGE_READ)
def index() -> Response:
    """The figure of the highest unit that the actor oversees."""
    highest = top_unit(scope_of(actor(), Permission.COVERAGE_READ))
    asked = kept("as_of", "rule")
    return redirect(url_for("coverage.unit", unit_id=highest.id, **asked))


@bp.get("/units/<int:unit_id>")
@requires(Permission.COVERAGE_READ, load=unit_or_404)
def unit(subject: Unit) -> str:
    """The figure of a unit under a rule, the units it is made of, and the other rules beside it."""
    base, bases = chosen_of_all()
    form, as_of = chosen_day()
    frame = None if form.errors else frame_key()
    written = partial(_written, (base, bases), subject, form, as_of)
    if frame is None:
        return written()
    versions = tuple(one.version_id for one in (base, *bases))
    table = (chosen_order(), chosen_words(), page_number(), clock.today())
    return remembered(("page", subject.path, as_of, versions, table, frame), base.position, written)


def _written(asked: tuple[Ground, Bases], subject: Unit, form: AsOfForm, as_of: date) -> str:
    base, bases = asked
    order, searched = chosen_order(), chosen_words()
    shown = sheet(bases, base, subject.path, as_of)
    return render_template(
        "coverage/unit.html",
        unit=subject,
        base=base,
        bases=bases,
        found=shown.found,
        beside=shown.beside,
        **_course(subject, base, shown.found, as_of),
        form=form,
        **_about_the_day(subject, base, as_of),
        rows=Page.cut(rows_of(shown.found.units, order, searched), page_number(), _ROWS),
        orders=list(_orders(order)),
        hidden=kept("as_of", "rule", "order"),
        searched=searched,
        words=WORDS,
    )


def _course(subject: Unit, base: Ground, found: Overview, as_of: date) -> dict[str, Any]:
    """The year behind the figure: day by day, or as it was published."""
    if found.knows_people:
        return {"trend": trend_of(found.trend, base.rule, as_of), "published": None}
    return {"trend": None, "published": publications(subject, base, as_of)}


def _about_the_day(subject: Unit, base: Ground, as_of: date) -> dict[str, Any]:
    """Which day it is, and why its figure may still move."""
    today = clock.today()
    unconfirmed = missing_reports(subject, base, as_of, today)
    return {"as_of": as_of, "is_ahead": as_of > today, "unconfirmed": unconfirmed}


def _orders(chosen: Order) -> Iterator[tuple[str, None, str, bool]]:
    """In which order the table may stand: words, no number, address, whether it does."""
    for one in Order:
        order = None if one is Order.HIGHEST else one.value
        yield labels.order_label(one), None, same_page(order=order, page=None), one is chosen


@bp.get("/units/<int:unit_id>/people")
@requires(Permission.COVERAGE_READ, load=unit_or_404)
def unit_people(subject: Unit) -> str:
    """Everybody who works there on the day, with where they stand and why."""
    base, bases = chosen_of_all()
    form, as_of = chosen_day()
    wanted = chosen_people()
    listed = people.people_of(base, subject.path, as_of, wanted)
    return render_template(
        "coverage/unit_people.html",
        unit=subject,
        base=base,
        bases=bases,
        is_city=bool(units_of_city(base, subject.path)),
        form=form,
        as_of=as_of,
        wanted=wanted,
        hidden=kept("as_of", "rule", "standing", "reason"),
        words=WORDS,
        **_listed(base, listed, wanted, as_of),
    )


def _listed(base: Ground, listed: StandingList, wanted: Wanted, as_of: date) -> dict[str, Any]:
    """How the list can be narrowed, the page that is shown, and what its sentences speak of."""
    page = Page.cut(listed.people, page_number())
    lacking = [one for one in page.items if lacks_training(one.verdict)]
    return {
        "standings": list(_standings(listed, wanted)),
        "reasons": list(_reasons(listed, wanted)),
        "page": page,
        "names": people.names_for(base, (one.verdict for one in page.items)),
        "chances": _ahead(base, (place for one in lacking for place in one.workplaces), as_of),
    }


def _standings(listed: StandingList, wanted: Wanted) -> Iterator[tuple[str, int, str, bool]]:
    """Everybody, then each standing: name, how many, address of the list, whether it is shown."""
    everybody = sum(listed.counts.values())
    url = same_page(standing=None, reason=None, page=None)
    yield labels.standing_filter(None), everybody, url, wanted.standing is None
    for one, count in listed.counts.items():
        url = same_page(standing=one.value, reason=None, page=None)
        yield labels.standing_filter(one), count, url, one is wanted.standing


def _reasons(listed: StandingList, wanted: Wanted) -> Iterator[tuple[str, int, str, bool]]:
    """Each reason among them in the same way; the one that is shown leads back to all."""
    for one, count in listed.reasons.items():
        is_chosen = one is wanted.reason
        url = same_page(reason=None if is_chosen else one.value, page=None)
        yield reasons.reason_label(one), count, url, is_chosen


def _ahead(base: Ground, places: Iterable[Workplace], as_of: date) -> Chances:
    """The sessions ahead that invite people who work there; none for a day gone by."""
    if as_of < clock.today():
        return Chances()
    return next_chances(base.rule, (place.path for place in places), clock.now())


@bp.get("/people/<int:person_id>")
@requires(Permission.PERSON_READ, load=person_or_404)
def person(subject: Person) -> str:
    """Where each rule puts this person and why, and the facts it rests on."""
    base, bases = chosen_of_all()
    form, as_of = chosen_day()
    seen = sight_of(subject, actor(), as_of)
    told = people.explain(bases, subject, as_of, seen)
    return render_template(
        "coverage/person.html",
        person=subject,
        base=base,
        form=form,
        as_of=as_of,
        told=told,
        names=people.names_for(base, (one.verdict for one in told.verdicts)),
        chances=_ahead(base, told.workplaces, as_of),
        words=WORDS,
    )
