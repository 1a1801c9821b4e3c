"""Lists of confirmation: uploaded, looked at, decided about, recorded."""

from functools import partial
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.wrappers import Response as JsonResponse
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core.db import transaction
from app.core.imports import FileImport, ImportKind, ImportState, decide, locked
from app.core.permissions import Permission, scope_of
from app.people.queries.units import top_unit
from app.people.wording.roster import place
from app.training.forms.lists import CommitForm, ListForm
from app.training.lists.outcome import LISTS
from app.training.queries.lists import list_or_404, past_lists
from app.training.queries.trainings import every_training
from app.training.routes.list_steps import look, write
from app.training.routes.list_tables import list_table, sample_list
from app.training.wording import lists as wording
from app.web import intake
from app.web.gate import actor, requires
from app.web.pagination import page_number

bp = Blueprint("lists", __name__, url_prefix="/completions/imports", template_folder="../templates")

_CHOICE = "choice-"


@bp.route("/", methods=["GET", "POST"])
@requires(Permission.COMPLETION_IMPORT)
def index() -> str | Response:
    """The way in for a new list, and those that came before."""
    form = _bound(ListForm())
    scope = scope_of(actor(), Permission.COMPLETION_IMPORT)
    if form.validate_on_submit():
        with transaction():
            unit_path = top_unit(scope).path
            added = intake.receive(
                form.file.data, ImportKind.COMPLETIONS, unit_path, _decisions(form), by=actor()
            )
        intake.start_preview(added.id, partial(look, by=actor()))
        return redirect(url_for("lists.show", import_id=added.id))
    return render_template(
        "lists/index.html", form=form, page=past_lists(scope, page_number()), wording=wording
    )


@bp.get("/<int:import_id>")
@requires(Permission.COMPLETION_IMPORT, load=list_or_404)
def show(file_import: FileImport) -> str:
    """How far a list has come: being read, unreadable, waiting for decisions, or recorded."""
    progress = intake.progress_of(file_import.id)
    return render_template(
        "lists/show.html",
        file_import=file_import,
        progress=progress,
        state=ImportState.WAITING if progress else file_import.state,
        states=ImportState,
        form=CommitForm(),
        urls=_downloads(file_import),
        place=place,
        wording=wording,
    )


@bp.get("/sample.csv")
@requires(Permission.COMPLETION_IMPORT)
def sample() -> Response:
    """A list to be filled in."""
    return sample_list()


@bp.get(f"/<int:import_id>/<any({', '.join(LISTS)}):name>.<any(csv, xlsx):ending>")
@requires(Permission.COMPLETION_IMPORT, load=lambda import_id, **_more: list_or_404(import_id))
def table(file_import: FileImport) -> Response:
    """All lines of one kind, as CSV or XLSX."""
    asked = request.view_args or {}
    return list_table(file_import, asked["name"], asked["ending"])


@bp.get("/<int:import_id>/progress")
@requires(Permission.COMPLETION_IMPORT, load=list_or_404)
def progress(file_import: FileImport) -> JsonResponse:
    """How far the running step is, for the bar on the page."""
    finished_url = url_for("lists.show", import_id=file_import.id)
    return jsonify(intake.progress_answer(file_import.id, finished_url))


@bp.post("/<int:import_id>/decisions")
@requires(Permission.COMPLETION_IMPORT, load=list_or_404)
def choose(file_import: FileImport) -> Response:
    """The choices about doubtful lines are kept, and the list is looked at again."""
    choices = {**file_import.decisions.get("choices", {}), **_choices()}
    with transaction():
        decide(locked(file_import.id), {"choices": choices})
    intake.start_preview(file_import.id, partial(look, by=actor()))
    return redirect(url_for("lists.show", import_id=file_import.id))


@bp.post("/<int:import_id>/commit")
@requires(Permission.COMPLETION_IMPORT, load=list_or_404)
def commit(file_import: FileImport) -> Response:
    """Every certain line of the list is recorded, if the list still does what was shown."""
    form = CommitForm()
    step = partial(write, seen=form.seen.data or "", by=actor())
    if not intake.start_commit(file_import.id, step):
        flash(_("The list is being worked on already. Wait a moment."))
    return redirect(url_for("lists.show", import_id=file_import.id))


def _bound(form: ListForm) -> ListForm:
    known = [(t.code, f"{t.code}: {t.title}") for t in every_training()]
    form.offer({"training": [("", _("as the list says")), *known]})
    return form


def _decisions(form: ListForm) -> dict[str, Any]:
    day = form.completed_on.data
    return {
        "training": form.training.data,
        "completed_on": day.isoformat() if day else None,
        "is_signed": form.is_signed.data,
    }


def _downloads(file_import: FileImport) -> dict[str, list[str]]:
    """Where each list of the import can be taken from, as CSV and as XLSX."""
    return {
        name: [
            url_for("lists.table", import_id=file_import.id, name=name, ending=ending)
            for ending in ("csv", "xlsx")
        ]
        for name in LISTS
    }


def _choices() -> dict[str, int]:
    """Whom the user chose, by the line's key; `NOBODY` leaves the line out."""
    return {
        name.removeprefix(_CHOICE): int(value)
        for name, value in request.form.items()
        if name.startswith(_CHOICE) and value.isdecimal()
    }
