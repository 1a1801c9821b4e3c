"""Who need not complete a training, and why."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.db import transaction
from app.core.permissions import Permission
from app.people.models import Person
from app.people.queries.people import person_or_404
from app.training.forms.assignments import WaiverForm
from app.training.models.assignments import Waiver
from app.training.queries.trainings import every_training, training_or_404
from app.training.queries.waivers import waiver_or_404
from app.training.services import waivers as services
from app.training.services.waivers import AlreadyWaived, Grounds, LastDayGone, WaiverWithdrawn
from app.training.wording import waivers as wording
from app.web.gate import actor, requires

bp = Blueprint("waivers", __name__, template_folder="../templates")


@bp.route("/people/<int:person_id>/waivers/new", methods=["GET", "POST"])
@requires(Permission.WAIVER_EDIT, load=person_or_404)
def new(person: Person) -> ResponseReturnValue:
    """The person need not complete a training, for a reason."""
    form = _bound(WaiverForm())
    if form.validate_on_submit():
        try:
            with transaction():
                waiver = _waived(person, form)
        except LastDayGone as gone:
            form.reject(form.until_on, wording.day_gone(gone.day))
        except AlreadyWaived:
            form.reject(form.training, wording.waived_already())
        else:
            flash(wording.waived(waiver), "success")
            return redirect(url_for("completions.person", person_id=person.id))
    return render_template("waivers/new.html", form=form, person=person)


@bp.post("/waivers/<int:waiver_id>/withdraw")
@requires(Permission.WAIVER_EDIT, load=waiver_or_404)
def withdraw(waiver: Waiver) -> ResponseReturnValue:
    """What is asked of the person is asked again."""
    try:
        with transaction():
            services.withdraw(waiver, by=actor(), at=clock.now())
    except WaiverWithdrawn:
        flash(_("Somebody has taken back this waiver already."))
    else:
        flash(_("The waiver is withdrawn. What is asked of this person is due again."), "success")
    return redirect(url_for("completions.person", person_id=waiver.person_id))


def _bound(form: WaiverForm) -> WaiverForm:
    trainings = [(str(one.id), f"{one.title} ({one.code})") for one in every_training()]
    form.offer({"training": [("", _("Choose a training")), *trainings]})
    return form


def _waived(person: Person, form: WaiverForm) -> Waiver:
    grounds = Grounds(form.reason.data or "", form.until_on.data)
    training = training_or_404(int(form.training.data))
    return services.waive(person, training, grounds, by=actor(), at=clock.now())
