"""Versions of the programme of a training."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core.db import transaction
from app.core.permissions import Permission
from app.training.forms.trainings import VersionForm
from app.training.models.trainings import Topic, Training, TrainingVersion
from app.training.queries.trainings import is_frozen, training_or_404, version_or_404
from app.training.services import trainings as services
from app.training.services.trainings import VersionInUse, VersionTaken
from app.training.wording import register as wording
from app.web.gate import actor, requires

Answer = str | Response | tuple[str, int]

bp = Blueprint("versions", __name__, template_folder="../templates")


@bp.route("/trainings/<int:training_id>/versions/new", methods=["GET", "POST"])
@requires(Permission.TRAINING_EDIT, load=training_or_404)
def new(training: Training) -> Answer:
    """A training gets one more version, starting from what the newest one covers."""
    form = _bound(VersionForm(data=_suggestion(training)))
    if form.validate_on_submit():
        try:
            with transaction():
                services.add_version(training, **_facts(form), by=actor())
        except VersionTaken as taken:
            _explain(form, taken)
        else:
            flash(_("The version was added."), "success")
            return redirect(url_for("trainings.show", training_id=training.id))
    return render_template("versions/new.html", form=form, training=training)


@bp.route("/trainings/versions/<int:version_id>/edit", methods=["GET", "POST"])
@requires(Permission.TRAINING_EDIT, load=version_or_404)
def edit(version: TrainingVersion) -> Answer:
    """A version is changed, as long as nobody has completed it."""
    form = _bound(VersionForm(obj=version))
    if is_frozen(version.id):
        return _refusal(version)
    if form.validate_on_submit():
        try:
            with transaction():
                services.edit_version(version, **_facts(form), by=actor())
        except VersionTaken as taken:
            _explain(form, taken)
        except VersionInUse:
            return _refusal(version)
        else:
            flash(_("The version was changed."), "success")
            return redirect(url_for("trainings.show", training_id=version.training_id))
    return render_template("versions/edit.html", form=form, version=version)


def _refusal(version: TrainingVersion) -> Answer:
    """Why it cannot be changed any more, and what to do instead."""
    page = render_template("versions/_frozen.html", version=version)
    return page, HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK


def _bound(form: VersionForm) -> VersionForm:
    form.offer({"topics": [(t.value, wording.topic_choice(t)) for t in Topic]})
    return form


def _facts(form: VersionForm) -> dict[str, Any]:
    return {
        "label": form.label.data,
        "in_force_from": form.in_force_from.data,
        "minutes": form.minutes.data,
        "topics": [Topic(code) for code in form.topics.data or ()],
    }


def _suggestion(training: Training) -> dict[str, Any]:
    """What the newest version holds: the next one seldom differs much."""
    newest = next(iter(training.versions), None)
    return {"minutes": newest.minutes, "topics": newest.topics} if newest else {}


def _explain(form: VersionForm, taken: VersionTaken) -> None:
    message = _(
        "The training already has a version with this name or from this day."
        " Give each version a name and a day of its own."
    )
    form.reject(form.label if taken.by_label else form.in_force_from, message)
