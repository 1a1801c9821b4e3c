"""The catalogue of trainings."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.core import clock
from app.core.db import transaction
from app.core.permissions import Permission, scope_of
from app.training.forms.trainings import TrainingForm
from app.training.models.trainings import Category, Training, version_in_force
from app.training.queries import trainings as queries
from app.training.queries.assigned import standing_assignments
from app.training.queries.trainings import CatalogueRow
from app.training.services import trainings as services
from app.training.services.trainings import CodeTaken
from app.training.wording import assignments as assignment_wording
from app.training.wording import register as wording
from app.web.downloads import csv_response, xlsx_response
from app.web.gate import actor, requires

bp = Blueprint("trainings", __name__, url_prefix="/trainings", template_folder="../templates")


@bp.get("/")
@requires(Permission.TRAINING_READ)
def index() -> str:
    """Every training, with the version in force today."""
    return render_template(
        "trainings/index.html",
        rows=_catalogue(),
        category=_category(),
        categories=_categories(),
        year=clock.today().year,
        wording=wording,
    )


@bp.get("/catalogue.csv")
@requires(Permission.TRAINING_READ)
def as_csv() -> Response:
    """The catalogue as CSV."""
    return csv_response(_("Trainings"), _headers(), map(_cells, _catalogue()))


@bp.get("/catalogue.xlsx")
@requires(Permission.TRAINING_READ)
def as_xlsx() -> Response:
    """The catalogue as XLSX."""
    return xlsx_response(_("Trainings"), _headers(), map(_cells, _catalogue()))


@bp.get("/<int:training_id>")
@requires(Permission.TRAINING_READ, load=queries.training_or_404)
def show(training: Training) -> str:
    """One training, its versions, and what each of them covers."""
    return render_template(
        "trainings/show.html",
        training=training,
        current=version_in_force(training.versions, clock.today()),
        use=queries.use_of_versions(training.id, _reach()),
        assignments=standing_assignments(
            training.id, scope_of(actor(), Permission.ASSIGNMENT_READ)
        ),
        wording=wording,
        assignment_wording=assignment_wording,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def new() -> str | AnyResponse:
    """A training enters the catalogue; its first version comes next."""
    form = _bound(TrainingForm())
    if form.validate_on_submit():
        try:
            with transaction():
                training = services.create_training(**_facts(form), by=actor())
        except CodeTaken as taken:
            form.reject(form.code, _code_taken(taken))
        else:
            flash(_("The training is in the catalogue. Now describe its programme."), "success")
            return redirect(url_for("versions.new", training_id=training.id))
    return render_template("trainings/new.html", form=form)


@bp.route("/<int:training_id>/edit", methods=["GET", "POST"])
@requires(Permission.TRAINING_EDIT, load=queries.training_or_404)
def edit(training: Training) -> str | AnyResponse:
    """The facts of a training are changed."""
    form = _bound(TrainingForm(obj=training))
    if form.validate_on_submit():
        try:
            with transaction():
                services.edit_training(training, **_facts(form), by=actor())
        except CodeTaken as taken:
            form.reject(form.code, _code_taken(taken))
        else:
            flash(_("The training was changed."), "success")
            return redirect(url_for("trainings.show", training_id=training.id))
    return render_template("trainings/edit.html", form=form, training=training)


def _bound(form: TrainingForm) -> TrainingForm:
    form.offer({"category": _categories()})
    return form


def _facts(form: TrainingForm) -> dict[str, Any]:
    return {
        "code": form.code.data,
        "title": form.title.data,
        "category": Category(form.category.data),
        "validity_months": form.validity_months.data,
    }


def _code_taken(taken: CodeTaken) -> str:
    return _(
        "Another training already has the code %(code)s. Choose a different one.", code=taken.code
    )


def _categories() -> list[tuple[str, str]]:
    return [(category.value, wording.category_label(category)) for category in Category]


def _category() -> Category | None:
    asked = request.args.get("category", "")
    return Category(asked) if asked in set(Category) else None


def _reach() -> tuple[str, ...]:
    return scope_of(actor(), Permission.COMPLETION_READ)


def _catalogue() -> list[CatalogueRow]:
    return queries.catalogue(clock.today(), _category(), _reach())


def _headers() -> list[str]:
    return [
        _("Code"),
        _("Title"),
        _("Category"),
        _("Minutes"),
        _("Teaching hours"),
        _("Repeat after (months)"),
        _("Version in force"),
        _("Completions this year"),
    ]


def _cells(row: CatalogueRow) -> list[Any]:
    training, version = row.training, row.version
    return [
        training.code,
        training.title,
        wording.category_label(training.category),
        version.minutes if version else None,
        version.teaching_hours if version else None,
        training.validity_months,
        version.label if version else None,
        row.completions_this_year,
    ]
