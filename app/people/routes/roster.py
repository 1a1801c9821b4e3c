"""Staff lists: uploaded, looked at, decided about, imported."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.core import clock
from app.core.db import transaction
from app.core.imports import FileImport, ImportKind, ImportState, decide
from app.core.permissions import Permission, scope_of
from app.people.forms.roster import RosterForm
from app.people.queries.roster import past_imports, roster_or_404
from app.people.queries.unit_lists import unit_choices
from app.people.queries.units import top_unit, unit_or_404
from app.people.roster.outcome import LISTS
from app.people.routes.roster_pages import RosterPage, commit_form_of, page_of, posts_form_of
from app.people.routes.roster_steps import look, write
from app.people.routes.roster_tables import list_table, sample_list
from app.people.wording import roster as wording
from app.people.wording.roster_remarks import remark
from app.web import intake
from app.web.gate import actor, requires
from app.web.pagination import page_number

bp = Blueprint("roster", __name__, url_prefix="/people/imports", template_folder="../templates")

_PAGES = {
    ImportState.WAITING: "roster/waiting.html",
    ImportState.FAILED: "roster/failed.html",
    ImportState.PREVIEWED: "roster/preview.html",
    ImportState.COMMITTED: "roster/done.html",
}
_LOOKED_AT = {ImportState.PREVIEWED, ImportState.COMMITTED}


@bp.route("/", methods=["GET", "POST"])
@requires(Permission.ROSTER_IMPORT)
def index() -> ResponseReturnValue:
    paths = scope_of(actor(), Permission.ROSTER_IMPORT)
    form = RosterForm(data={"as_of": clock.today(), "unit_id": top_unit(paths).id})
    form.offer({"unit_id": unit_choices(paths)})
    if form.validate_on_submit():
        return redirect(url_for("roster.show", import_id=_received(form)))
    page = past_imports(paths, page_number())
    return render_template("roster/index.html", form=form, page=page, wording=wording)


def _received(form: RosterForm) -> int:
    decisions = {"as_of": str(form.as_of.data)}
    path = unit_or_404(form.unit_id.data).path
    with transaction():
        added = intake.receive(form.file.data, ImportKind.ROSTER, path, decisions, by=actor())
    intake.start_preview(added.id, partial(look, by=actor()))
    return added.id


@bp.get("/sample.csv")
@requires(Permission.ROSTER_IMPORT)
def sample() -> Response:
    return sample_list()


@bp.get("/<int:import_id>")
@requires(Permission.ROSTER_IMPORT, load=roster_or_404)
def show(file_import: FileImport) -> str:
    running = intake.progress_of(file_import.id)
    state = ImportState.WAITING if running else file_import.state
    page = page_of(file_import) if state in _LOOKED_AT else None
    return _rendered(state, file_import, page, progress=running)


@bp.get("/<int:import_id>/progress")
@requires(Permission.ROSTER_IMPORT, load=roster_or_404)
def progress(file_import: FileImport) -> Response:
    return jsonify(intake.progress_answer(file_import.id, _address(file_import)))


@bp.get(f"/<int:import_id>/<any({', '.join(LISTS)}):name>.<any(csv, xlsx):ending>")
@requires(Permission.ROSTER_IMPORT, load=lambda import_id, **_more: roster_or_404(import_id))
def table(file_import: FileImport) -> Response:
    asked = request.view_args or {}
    return list_table(file_import, asked["name"], asked["ending"])


@bp.post("/<int:import_id>/restart")
@requires(Permission.ROSTER_IMPORT, load=roster_or_404)
def restart(file_import: FileImport) -> Response:
    return _looked_at_again(file_import, {})


@bp.post("/<int:import_id>/posts")
@requires(Permission.ROSTER_IMPORT, load=roster_or_404)
def decide_posts(file_import: FileImport) -> ResponseReturnValue:
    if file_import.preview is None:
        return redirect(_address(file_import))
    form = posts_form_of(file_import)
    if form.validate_on_submit():
        unknown = [post["folded_name"] for post in file_import.preview["unknown_posts"]]
        return _looked_at_again(file_import, {"posts": form.answers(unknown)})
    page = page_of(file_import, posts=form)
    return _rendered(ImportState.PREVIEWED, file_import, page)


@bp.post("/<int:import_id>/commit")
@requires(Permission.ROSTER_IMPORT, load=roster_or_404)
def commit(file_import: FileImport) -> ResponseReturnValue:
    form = commit_form_of(file_import)
    if file_import.state is ImportState.PREVIEWED and not form.validate_on_submit():
        page = page_of(file_import, commit=form)
        return _rendered(ImportState.PREVIEWED, file_import, page)
    step = partial(write, seen=form.seen.data or "", ending=form.chosen(), by=actor())
    intake.start_commit(file_import.id, step)
    return redirect(_address(file_import))


def _looked_at_again(file_import: FileImport, decisions: Mapping[str, Any]) -> Response:
    with transaction():
        decide(file_import, decisions)
    intake.start_preview(file_import.id, partial(look, by=actor()))
    return redirect(_address(file_import))


def _rendered(
    state: ImportState,
    file_import: FileImport,
    page: RosterPage | None,
    progress: intake.Progress | None = None,
) -> str:
    return render_template(
        _PAGES[state],
        file_import=file_import,
        page=page,
        progress=progress,
        wording=wording,
        remark=remark,
    )


def _address(file_import: FileImport) -> str:
    return url_for("roster.show", import_id=file_import.id)
