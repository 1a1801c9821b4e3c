"""Who need not complete a training, and why."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.permissions import Permission
from app.people.models import Person
from app.people.queries.people import person_or_404
from app.training.models.assignments import Waiver
from app.training.queries.waivers import waiver_or_404
from app.web.gate import requires

bp = Blueprint("waivers", __name__, template_folder="../templates")


@bp.route("/people/<int:person_id>/waivers/new", methods=["GET", "POST"])
@requires(Permission.WAIVER_EDIT, load=person_or_404)
def new(person: Person) -> ResponseReturnValue:
    """The person need not complete a training, for a reason."""
    return render_template("waivers/new.html", person=person)


@bp.post("/waivers/<int:waiver_id>/withdraw")
@requires(Permission.WAIVER_EDIT, load=waiver_or_404)
def withdraw(waiver: Waiver) -> ResponseReturnValue:
    """What is asked of the person is asked again."""
    return redirect(url_for("completions.person", person_id=waiver.person_id))
