"""The tree of units, and one unit's page."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core import clock
from app.core.permissions import Permission, scope_of
from app.people import facts
from app.people.forms.fields import number_or_none
from app.people.forms.units import UnitForm
from app.people.models import Unit
from app.people.queries import unit_lists
from app.people.queries.history import changes_of, moves_of
from app.people.queries.people_lists import PeopleFilter, people_page
from app.people.queries.units import unit_or_404
from app.people.routes.offers import unit_offers
from app.people.routes.saving import saved
from app.people.routes.tables import units_table
from app.people.services import units as services
from app.people.wording import history
from app.people.wording.units import kind_name
from app.web.gate import actor, requires
from app.web.pagination import page_number

_YEARS_BACK = 4

bp = Blueprint("units", __name__, url_prefix="/units", template_folder="../templates")


@bp.get("/")
@requires(Permission.UNIT_READ)
def index() -> str:
    words = request.args.get("q", "").strip()
    paths = scope_of(actor(), Permission.UNIT_READ)
    return render_template(
        "units/index.html",
        page=unit_lists.unit_page(paths, words, clock.today(), page_number()),
        words=words,
        kind_name=kind_name,
    )


@bp.get("/table.<any(csv, xlsx):ending>")
@requires(Permission.UNIT_READ)
def table(ending: str) -> Response:
    words = request.args.get("q", "").strip()
    paths = scope_of(actor(), Permission.UNIT_READ)
    return units_table(ending, unit_lists.all_units(paths, words, clock.today()))


@bp.get("/<int:unit_id>")
@requires(Permission.UNIT_READ, load=unit_or_404)
def show(unit: Unit) -> str:
    today = clock.today()
    paths = scope_of(actor(), Permission.PERSON_LIST_READ)
    here = PeopleFilter(unit_path=unit.path, working_on=today)
    return render_template(
        "units/show.html",
        unit=unit,
        around=unit_lists.surroundings_of(unit, today),
        page=people_page(paths, here, page_number()),
        moves=moves_of(unit, since=date(today.year - _YEARS_BACK, 1, 1)),
        history=changes_of("unit", unit.id),
        kind_name=kind_name,
        wording=history,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.UNIT_EDIT)
def new() -> ResponseReturnValue:
    form = UnitForm(data={"parent_id": number_or_none(request.args.get("parent"))})
    form.offer(unit_offers(actor()))
    unit = saved(form, lambda: services.create_unit(_parent_of(form), form.details(), by=actor()))
    if unit:
        flash(_("%(name)s has been added.", name=unit.short_name), "success")
        return redirect(url_for("units.show", unit_id=unit.id))
    return render_template("units/new.html", form=form)


@bp.route("/<int:unit_id>/edit", methods=["GET", "POST"])
@requires(Permission.UNIT_EDIT, load=unit_or_404)
def edit(unit: Unit) -> ResponseReturnValue:
    form = _form_of(unit)
    if saved(
        form,
        lambda: services.change_unit(
            unit,
            _parent_of(form) if "parent_id" in form else None,
            form.details(),
            form.seen.data or "",
            form.reason.data or "",
            by=actor(),
            today=clock.today(),
        ),
    ):
        flash(_("The changes have been saved."), "success")
        return redirect(url_for("units.show", unit_id=unit.id))
    return render_template("units/edit.html", form=form, unit=unit)


def _form_of(unit: Unit) -> UnitForm:
    stored = facts.of_unit(unit)
    offers = unit_offers(actor(), unit)
    form = UnitForm(data={**stored, "parent_id": unit.parent_id, "seen": facts.fingerprint(stored)})
    if unit.parent_id is None:
        del form.parent_id
        del offers["parent_id"]
    form.offer(offers)
    return form


def _parent_of(form: UnitForm) -> Unit:
    return unit_or_404(form.parent_id.data or 0)
