"""When a person is away: added, changed, removed by hand. Never why."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.permissions import Permission
from app.people import facts
from app.people.forms.absences import AbsenceForm
from app.people.forms.fields import CorrectionForm
from app.people.models import Absence, Person
from app.people.queries.absences import absence_or_404
from app.people.queries.people import person_or_404
from app.people.routes.offers import absence_offers
from app.people.routes.saving import saved
from app.people.services import absences as services
from app.web.gate import actor, requires

bp = Blueprint("absences", __name__, url_prefix="/people", template_folder="../templates")


@bp.route("/<int:person_id>/absences/new", methods=["GET", "POST"])
@requires(Permission.PERSON_EDIT, load=person_or_404)
def new(person: Person) -> ResponseReturnValue:
    form = AbsenceForm()
    form.offer(absence_offers(person, actor()))
    if saved(
        form,
        lambda: services.add_absence(
            person, form.terms(), form.reason.data or "", by=actor(), today=clock.today()
        ),
    ):
        flash(_("The absence has been added."), "success")
        return redirect(url_for("people.show", person_id=person.id))
    return render_template("absences/new.html", form=form, person=person)


@bp.route("/absences/<int:absence_id>/edit", methods=["GET", "POST"])
@requires(Permission.PERSON_EDIT, load=absence_or_404)
def edit(absence: Absence) -> ResponseReturnValue:
    stored = facts.of_absence(absence)
    seen = facts.fingerprint(stored)
    form = AbsenceForm(data={**stored, "unit_id": absence.unit_id, "seen": seen})
    form.offer(absence_offers(absence.person, actor()))
    if saved(
        form,
        lambda: services.change_absence(
            absence,
            form.terms(),
            form.seen.data or "",
            form.reason.data or "",
            by=actor(),
            today=clock.today(),
        ),
    ):
        flash(_("The changes have been saved."), "success")
        return redirect(url_for("people.show", person_id=absence.person_id))
    return render_template("absences/edit.html", form=form, absence=absence)


@bp.route("/absences/<int:absence_id>/remove", methods=["GET", "POST"])
@requires(Permission.PERSON_EDIT, load=absence_or_404)
def remove(absence: Absence) -> ResponseReturnValue:
    form = CorrectionForm(data={"seen": facts.fingerprint(facts.of_absence(absence))})
    person = saved(
        form,
        lambda: services.remove_absence(
            absence, form.seen.data or "", form.reason.data or "", by=actor(), today=clock.today()
        ),
    )
    if person:
        flash(_("The absence has been removed."), "success")
        return redirect(url_for("people.show", person_id=person.id))
    return render_template("absences/remove.html", form=form, absence=absence)
