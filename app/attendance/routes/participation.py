"""Lists of participation: shown, accepted by the school head, taken away, checked by anybody."""

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.accounts.guesses import network_of
from app.accounts.misses import Misses
from app.attendance.models.lists import ParticipationList
from app.attendance.queries import list_register
from app.attendance.queries.lists import State, document_of, list_or_404, sheet_of
from app.attendance.services.acceptance import NotWaiting
from app.attendance.services.acceptance import accept as accept_list
from app.attendance.wording import lists as wording
from app.attendance.wording import participation as words
from app.attendance.wording.paper_list import PolishPrinter
from app.core import clock
from app.core.db import transaction
from app.core.paper.codes import BadCode, grouped, read_code
from app.core.permissions import Permission, scope_of
from app.web.downloads import CSV_TYPE, TABLE_FORMATS
from app.web.gate import actor, public, requires
from app.web.languages import date_full
from app.web.pagination import page_number

bp = Blueprint("participation", __name__, template_folder="../templates")

PDF_TYPE = "application/pdf"
NOT_FOUND, TOO_MANY = 404, 429


@bp.record_once
def _keep_misses(state: BlueprintSetupState) -> None:
    state.app.extensions["list_misses"] = Misses()


@bp.get("/participation/")
@requires(Permission.PARTICIPATION_READ)
def index() -> str:
    """The register: the newest version of each list, those that wait first."""
    state = _asked_state()
    return render_template(
        "participation/index.html",
        page=list_register.register(_reach(), state, page_number()),
        state=state,
        states=list(State),
        wording=wording,
    )


@bp.get("/participation/register.<any(csv, xlsx):ending>")
@requires(Permission.PARTICIPATION_READ)
def table(ending: str) -> Response:
    """Everything that the register shows, as CSV or XLSX."""
    answer = TABLE_FORMATS[ending]
    rows = list_register.whole_register(_reach(), _asked_state())
    cells = map(wording.register_cells, rows)
    return answer(_("Register of participation lists"), wording.register_headers(), cells)


@bp.get("/participation/<int:list_id>")
@requires(Permission.PARTICIPATION_READ, load=list_or_404)
def show(kept: ParticipationList) -> str:
    """One list, as it stands on paper, and what became of it."""
    sheet = sheet_of(kept)
    return render_template(
        "participation/show.html",
        sheet=sheet,
        facts=sheet.facts,
        lines=list(words.fact_lines(sheet.facts, date_full)),
        counts=list(words.count_lines(sheet.facts)),
        words=words,
        wording=wording,
        code=grouped(kept.code),
    )


@bp.post("/participation/<int:list_id>/accept")
@requires(Permission.PARTICIPATION_ACCEPT, load=list_or_404)
def accept(kept: ParticipationList) -> AnyResponse:
    """The head of the school stands for the list."""
    try:
        with transaction():
            count = accept_list(kept, printer=_printer(), by=actor(), at=clock.now())
        flash(wording.accepted_sentence(count), "success")
    except NotWaiting as why:
        flash(wording.not_waiting_sentence(why.fate), "warning")
    return redirect(url_for("participation.show", list_id=kept.id))


@bp.get("/participation/<int:list_id>.pdf")
@requires(Permission.PARTICIPATION_READ, load=list_or_404)
def pdf(kept: ParticipationList) -> Response:
    """The list to print: as it was accepted, or with lines to sign on."""
    content = document_of(kept)
    if content is None:
        sheet = sheet_of(kept)
        content = _printer().document(sheet, sheet.fate)
    return _file(content, PDF_TYPE, f"{_file_name(kept)}.pdf")


@bp.get("/participation/<int:list_id>.csv")
@requires(Permission.PARTICIPATION_READ, load=list_or_404)
def csv(kept: ParticipationList) -> Response:
    """The list as a table: the bytes that its hash is of."""
    return _file(kept.content, CSV_TYPE, f"{_file_name(kept)}.csv")


@bp.get("/l/<code>")
@public
def check(code: str) -> str | Response:
    """What anybody may know about the list with this code: no names."""
    try:
        plain = read_code(code)
    except BadCode:
        return _unknown(code[:40], NOT_FOUND)
    found = list_register.by_code(plain)
    if found is None:
        return _missed(plain)
    return render_template(
        "participation/check.html",
        found=found,
        answer=wording.public_answer(found),
        wording=wording,
        code=grouped(plain),
    )


@bp.after_request
def _keep_out_of_search(response: Response) -> Response:
    """Search engines are to keep codes out of their lists."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _missed(code: str) -> Response:
    """The answer to a code that nobody has; after many from one network another one."""
    now = clock.now()
    misses: Misses = current_app.extensions["list_misses"]
    until = misses.count(network_of(request.remote_addr), now)
    response = _unknown(grouped(code), TOO_MANY if until else NOT_FOUND)
    if until:
        response.headers["Retry-After"] = str(int((until - now).total_seconds()) + 1)
    return response


def _unknown(typed: str, status: int) -> Response:
    answer = wording.too_many() if status == TOO_MANY else wording.unknown_code()
    page = render_template("participation/check.html", found=None, answer=answer, code=typed)
    return make_response(page, status)


def _asked_state() -> State | None:
    asked = request.args.get("state", "")
    return State(asked) if asked in set(State) else None


def _reach() -> tuple[str, ...]:
    return scope_of(actor(), Permission.PARTICIPATION_READ)


def _printer() -> PolishPrinter:
    return PolishPrinter(current_app.extensions["settings"].base_url)


def _file_name(kept: ParticipationList) -> str:
    return kept.number.replace("/", "-")


def _file(content: bytes, content_type: str, name: str) -> Response:
    response = Response(content, content_type=content_type)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
