"""Who is to complete a training by when."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.core import clock
from app.core.db import transaction
from app.core.errors import NotFound
from app.core.permissions import Permission, scope_of
from app.people.queries.posts import post_choices, post_or_404
from app.people.queries.unit_lists import unit_choices
from app.people.queries.units import unit_or_404
from app.training.forms.assignments import AssignForm
from app.training.models.assignments import Assignment
from app.training.models.trainings import Training
from app.training.queries import assigned as queries
from app.training.queries.asked import Asked, Progress, asked_page, everybody_asked
from app.training.queries.assigned import AssignmentRow, SharedAssignment
from app.training.queries.trainings import training_or_404
from app.training.services import assignments as services
from app.training.services.assignments import (
    AlreadyAssigned,
    AlreadyWithdrawn,
    Audience,
    DueDayGone,
)
from app.training.wording import assignments as wording
from app.web.downloads import TABLE_FORMATS
from app.web.gate import actor, requires
from app.web.pagination import page_number

bp = Blueprint("assignments", __name__, template_folder="../templates")


@bp.get("/trainings/<int:training_id>/assignments")
@requires(Permission.ASSIGNMENT_READ, load=training_or_404)
def index(training: Training) -> str:
    """Every assignment of the training within reach, and how far the people are."""
    return render_template(
        "assignments/index.html",
        training=training,
        rows=_rows(training),
        today=clock.today(),
        wording=wording,
    )


@bp.get("/trainings/<int:training_id>/assignments.<any(csv, xlsx):ending>")
@requires(
    Permission.ASSIGNMENT_READ, load=lambda training_id, **_more: training_or_404(training_id)
)
def table(training: Training) -> Response:
    """The same as CSV or XLSX."""
    download = TABLE_FORMATS[(request.view_args or {})["ending"]]
    return download(
        _("Assignments of %(code)s", code=training.code),
        wording.headers(),
        map(wording.cells, _rows(training)),
    )


@bp.get("/trainings/assignments/<int:assignment_id>")
@requires(Permission.ASSIGNMENT_READ, load=queries.shared_or_404)
def show(shared: SharedAssignment) -> str:
    """The people whom an assignment concerns, and who of them has completed the training."""
    wanted = _wanted(shared)
    row = queries.counts_of(wanted.assignment, wanted.paths, wanted.today)
    return render_template(
        "assignments/show.html",
        row=row,
        chosen=wanted.progress,
        page=asked_page(wanted, page_number()),
        today=wanted.today,
        wording=wording,
    )


@bp.get("/trainings/assignments/<int:assignment_id>/people.<any(csv, xlsx):ending>")
@requires(Permission.ASSIGNMENT_READ, load=queries.shared_or_404)
def people(shared: SharedAssignment) -> Response:
    """The same people as CSV or XLSX."""
    wanted, asked = _wanted(shared), shared.assignment
    rows = map(wording.person_cells, everybody_asked(wanted))
    name = f"{asked.training.code}, {asked.unit.short_name}"
    return TABLE_FORMATS[(request.view_args or {})["ending"]](name, wording.person_headers(), rows)


@bp.route("/trainings/<int:training_id>/assignments/new", methods=["GET", "POST"])
@requires(Permission.ASSIGNMENT_EDIT, load=training_or_404)
def new(training: Training) -> str | AnyResponse:
    """People of a unit are to complete the training, by a day or so many days after starting."""
    form = _bound(AssignForm())
    if form.validate_on_submit():
        try:
            with transaction():
                assignment = _assigned(training, form)
        except DueDayGone as gone:
            form.reject(form.due_on, wording.day_gone(gone.day))
        except AlreadyAssigned:
            form.reject(form.unit, wording.assigned_already())
        else:
            people = queries.counts_of(assignment, ("",), clock.today()).people
            flash(wording.assigned(people), "success")
            return redirect(url_for("assignments.index", training_id=training.id))
    return render_template("assignments/new.html", form=form, training=training)


@bp.post("/trainings/assignments/<int:assignment_id>/withdraw")
@requires(Permission.ASSIGNMENT_EDIT, load=queries.assignment_or_404)
def withdraw(assignment: Assignment) -> AnyResponse:
    """Nobody is asked any more."""
    try:
        with transaction():
            services.withdraw(assignment, by=actor(), at=clock.now())
    except AlreadyWithdrawn:
        flash(_("Somebody has withdrawn it already."))
    else:
        flash(_("The assignment is withdrawn. What people have completed stays."), "success")
    return redirect(url_for("assignments.index", training_id=assignment.training_id))


def _rows(training: Training) -> list[AssignmentRow]:
    reach = scope_of(actor(), Permission.ASSIGNMENT_READ)
    return queries.assignments_of(training, reach, clock.today())


def _wanted(shared: SharedAssignment) -> Asked:
    """What the address asks for, as far as the actor may know it.

    Raises:
        NotFound: it concerns nobody within reach.
    """
    reach = scope_of(actor(), Permission.ASSIGNMENT_READ)
    if not shared.concerns(reach):
        raise NotFound
    state = request.args.get("state", "")
    progress = Progress(state) if state in set(Progress) else None
    return Asked(shared.assignment, reach, clock.today(), progress)


def _bound(form: AssignForm) -> AssignForm:
    units = unit_choices(scope_of(actor(), Permission.ASSIGNMENT_EDIT))
    form.offer({
        "unit": [("", _("Choose the unit")), *((str(number), name) for number, name in units)],
        "audience": wording.audience_choices(),
        "posts": [(str(number), name) for number, name in post_choices()],
        "timing": wording.timing_choices(),
    })
    return form


def _assigned(training: Training, form: AssignForm) -> Assignment:
    unit, chosen = unit_or_404(int(form.unit.data)), form.audience.data
    numbers = form.posts.data or () if chosen == "posts" else ()
    audience = Audience(
        unit,
        teaching_only=chosen == "teaching",
        posts=tuple(post_or_404(int(number)) for number in numbers),
    )
    return services.assign(training, audience, form.due(), by=actor(), at=clock.now())
