"""What anybody may ask: is this certificate genuine, and still valid?"""

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response as AnyResponse

from app.accounts.guesses import network_of
from app.accounts.misses import Misses
from app.attendance.queries.list_register import is_list_code
from app.core import clock
from app.core.paper.codes import BadCode, grouped, read_code
from app.web.gate import public
from certificates.forms import CodeForm
from certificates.queries.verification import by_code
from certificates.wording import verification as wording

bp = Blueprint("verification", __name__, template_folder="../templates", url_prefix="/v")

NOT_FOUND, TOO_MANY = 404, 429
_SHOWN = 40


@bp.record_once
def _keep_misses(state: BlueprintSetupState) -> None:
    state.app.extensions["certificate_misses"] = Misses()


@bp.after_request
def _keep_out_of_search(response: Response) -> Response:
    """Search engines are to keep names and codes out of their lists."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


@bp.get("/")
@public
def ask() -> str | AnyResponse:
    """A code can be typed; one that could be right leads on."""
    form = CodeForm(request.args)
    if "code" not in request.args or not form.validate():
        return _asked(form)
    try:
        return redirect(url_for("verification.show", code=read_code(form.code.data or "")))
    except BadCode as complaint:
        return _asked(form, wording.code_complaint(complaint))


@bp.get("/<code>")
@public
def show(code: str) -> str | AnyResponse:
    """The state of a certificate, and what it says: exactly what stands on paper."""
    try:
        plain = read_code(code)
    except BadCode as complaint:
        return _refused(wording.code_complaint(complaint), code, NOT_FOUND)
    now = clock.now()
    found = by_code(plain, clock.local(now).date())
    if found is None:
        if is_list_code(plain):  # the code of a list of participation, typed here
            return redirect(url_for("participation.check", code=plain))
        return _missed(plain)
    return render_template(
        "verification/show.html",
        certificate=found,
        answer=wording.standing(found, now),
        wording=wording,
    )


def _missed(code: str) -> Response:
    """The answer to a code that nobody has; after many from one network a shorter one."""
    now = clock.now()
    misses: Misses = current_app.extensions["certificate_misses"]
    until = misses.count(network_of(request.remote_addr), now)
    if until is None:
        return _refused(wording.unknown_code(), grouped(code), NOT_FOUND)
    response = _refused(wording.too_many(until, now), grouped(code), TOO_MANY)
    response.headers["Retry-After"] = str(int((until - now).total_seconds()) + 1)
    return response


def _refused(answer: wording.Answer, typed: str, status: int) -> Response:
    form = CodeForm(data={"code": typed[:_SHOWN]})
    return make_response(_asked(form, answer), status)


def _asked(form: CodeForm, answer: wording.Answer | None = None) -> str:
    return render_template("verification/ask.html", form=form, answer=answer)
