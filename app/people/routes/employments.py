"""Where, as what and how long a person works: added, changed, ended by hand."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.permissions import Permission
from app.people import facts
from app.people.forms.employments import EmploymentForm, EndForm
from app.people.models import Employment, Person
from app.people.queries.employments import employment_or_404
from app.people.queries.people import person_or_404
from app.people.routes.offers import employment_offers
from app.people.routes.saving import saved
from app.people.services import employments as services
from app.people.wording.history import plain_number
from app.web.gate import actor, requires

bp = Blueprint("employments", __name__, url_prefix="/people", template_folder="../templates")


@bp.route("/<int:person_id>/employments/new", methods=["GET", "POST"])
@requires(Permission.PERSON_EDIT, load=person_or_404)
def new(person: Person) -> ResponseReturnValue:
    form = EmploymentForm(data={"fte": "1", "started_on": clock.today()})
    form.offer(employment_offers(actor()))
    if saved(
        form,
        lambda: services.add_employment(
            person, form.terms(), form.reason.data or "", by=actor(), today=clock.today()
        ),
    ):
        flash(_("The employment has been added."), "success")
        return redirect(url_for("people.show", person_id=person.id))
    return render_template("employments/new.html", form=form, person=person)


@bp.route("/employments/<int:employment_id>/edit", methods=["GET", "POST"])
@requires(Permission.PERSON_EDIT, load=employment_or_404)
def edit(employment: Employment) -> ResponseReturnValue:
    form = _form_of(employment)
    if saved(
        form,
        lambda: services.change_employment(
            employment,
            form.terms(),
            form.seen.data or "",
            form.reason.data or "",
            by=actor(),
            today=clock.today(),
        ),
    ):
        flash(_("The changes have been saved."), "success")
        return redirect(url_for("people.show", person_id=employment.person_id))
    return render_template("employments/edit.html", form=form, employment=employment)


@bp.route("/employments/<int:employment_id>/end", methods=["GET", "POST"])
@requires(Permission.PERSON_EDIT, load=employment_or_404)
def end(employment: Employment) -> ResponseReturnValue:
    seen = facts.fingerprint(facts.of_employment(employment))
    form = EndForm(data={"ended_on": clock.today(), "seen": seen})
    if saved(
        form,
        lambda: services.end_employment(
            employment,
            form.last_day(),
            form.seen.data or "",
            form.reason.data or "",
            by=actor(),
            today=clock.today(),
        ),
    ):
        flash(_("The last day has been saved."), "success")
        return redirect(url_for("people.show", person_id=employment.person_id))
    return render_template("employments/end.html", form=form, employment=employment)


def _form_of(employment: Employment) -> EmploymentForm:
    stored = {
        "unit_id": employment.unit_id,
        "post_id": employment.post_id,
        "fte": plain_number(employment.fte),
        "started_on": employment.started_on,
        "ended_on": employment.ended_on,
        "seen": facts.fingerprint(facts.of_employment(employment)),
    }
    form = EmploymentForm(data=stored)
    form.offer(employment_offers(actor()))
    return form
