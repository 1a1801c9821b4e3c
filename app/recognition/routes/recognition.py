"""Trainings taken elsewhere: sent in, confirmed by the head, accepted by the office."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.core import clock
from app.core.db import transaction
from app.core.errors import NotFound
from app.core.permissions import Permission
from app.recognition import services
from app.recognition.forms import SubmitForm
from app.recognition.models import OutsideCertificate, State
from app.recognition.papers.taking import PDF
from app.recognition.queries.certificates import (
    certificate_or_404,
    content_of,
    countable_versions,
)
from app.recognition.queries.queue import Show, queue, sent_by, whole_queue
from app.recognition.routes.deciding import (
    carry_out,
    confirm_form,
    decide_form,
    page_of,
    refusal_in,
    shown_twins,
)
from app.recognition.routes.sending import Sending
from app.recognition.wording import certificates as wording
from app.training.queries.trainings import version_or_404
from app.training.services.completions import AlreadyRecorded
from app.web.downloads import TABLE_FORMATS, jpeg_response, pdf_response
from app.web.gate import actor, requires
from app.web.pagination import page_number

bp = Blueprint("recognition", __name__, template_folder="../templates")

#: so much of a file is read before it is refused: a page that says why is kinder than a cut line
_READ_AT_MOST = 64 * 1024 * 1024


@bp.url_value_preprocessor
def _read_large_files(endpoint: str | None, _values: Mapping[str, Any] | None) -> None:
    """Whoever sends a file that is too large gets the form back, with all that was typed."""
    if endpoint == "recognition.submit":
        request.max_content_length = _READ_AT_MOST


def own_certificate(certificate_id: int) -> OutsideCertificate:
    """The actor's own certificate with this number.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    certificate = certificate_or_404(certificate_id)
    if certificate.person_id != actor().person_id:
        raise NotFound
    return certificate


@bp.get("/recognition/")
@requires(Permission.RECOGNITION_READ)
def index() -> str:
    """The queue: what waits for the actor first, then all the rest."""
    show = _asked()
    return render_template(
        "recognition/index.html",
        page=queue(actor(), show, page_number(), clock.today()),
        show=show,
        wording=wording,
    )


@bp.get("/recognition/table.<any(csv, xlsx):ending>")
@requires(Permission.RECOGNITION_READ)
def table(ending: str) -> Response:
    """Everything that the queue shows, as CSV or XLSX."""
    answer = TABLE_FORMATS[ending]
    rows = whole_queue(actor(), _asked(), clock.today())
    return answer(
        _("Trainings taken elsewhere"), wording.table_headers(), map(wording.table_cells, rows)
    )


@bp.get("/my-certificates/elsewhere")
@requires(Permission.RECOGNITION_SUBMIT)
def own() -> str:
    """What the actor sent in, and where each of them stands."""
    sent = sent_by(actor().person_id or 0, clock.today())
    return render_template("recognition/own.html", sent=sent, wording=wording)


@bp.route("/my-certificates/elsewhere/new", methods=["GET", "POST"])
@requires(Permission.RECOGNITION_SUBMIT)
def submit() -> ResponseReturnValue:
    """A certificate is sent in: refused with all that was typed, or on its way."""
    sending = Sending(SubmitForm())
    certificate = sending.send()
    if certificate is not None:
        flash(_("Your certificate has been sent in. You will be told by mail."), "success")
        return redirect(url_for("recognition.show", certificate_id=certificate.id))
    sending.form.ask_for_file(is_kept=bool(sending.form.kept.data))
    return render_template(
        "recognition/submit.html", form=sending.form, twins=shown_twins(sending.twins)
    )


@bp.get("/recognition/<int:certificate_id>")
@requires(Permission.RECOGNITION_READ, load=certificate_or_404)
def show(certificate: OutsideCertificate) -> str:
    """One certificate: its facts, the paper, what was decided, and what is to be decided now."""
    return page_of(certificate)


@bp.get("/recognition/<int:certificate_id>/file")
@requires(Permission.RECOGNITION_READ, load=certificate_or_404)
def file(certificate: OutsideCertificate) -> AnyResponse:
    """The paper, to take away; nothing in it runs, even if it is opened in the browser.

    The browser asks before it shows it again: who sits there then may be somebody else.
    """
    answer = pdf_response if certificate.media_type == PDF else jpeg_response
    response = answer(wording.file_name(certificate), content_of(certificate))
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(certificate.sha256)
    return response.make_conditional(request)


@bp.post("/recognition/<int:certificate_id>/confirm")
@requires(Permission.RECOGNITION_CONFIRM, load=certificate_or_404)
def confirm(certificate: OutsideCertificate) -> ResponseReturnValue:
    """The head says whether the certificate is genuine."""
    form = confirm_form()
    if not form.validate_on_submit():
        return page_of(certificate, form)
    reason, outcome = refusal_in(form), State.REFUSED
    if reason:
        command: Callable[..., object] = partial(services.refuse, certificate, reason)
    else:
        command, outcome = partial(services.confirm, certificate), State.WAITS_FOR_OFFICE
    return carry_out(certificate, partial(command, by=actor(), at=clock.now()), outcome, reason)


@bp.post("/recognition/<int:certificate_id>/decide")
@requires(Permission.RECOGNITION_DECIDE, load=certificate_or_404)
def decide(certificate: OutsideCertificate) -> ResponseReturnValue:
    """The office says what the training counts as, or why it does not count."""
    form = decide_form(countable_versions())
    if not form.validate_on_submit():
        return page_of(certificate, form)
    reason, outcome = refusal_in(form), State.REJECTED
    if reason:
        command: Callable[..., object] = partial(services.reject, certificate, reason)
    else:
        version = version_or_404(int(form.version.data))
        command, outcome = partial(services.accept, certificate, version), State.ACCEPTED
    try:
        return carry_out(certificate, partial(command, by=actor(), at=clock.now()), outcome, reason)
    except AlreadyRecorded:
        form.reject(form.version, wording.already_recorded())
        return page_of(certificate, form)


@bp.post("/recognition/<int:certificate_id>/withdraw")
@requires(Permission.RECOGNITION_SUBMIT, load=own_certificate)
def withdraw(certificate: OutsideCertificate) -> ResponseReturnValue:
    """Nobody has to decide about it any more."""
    try:
        with transaction():
            services.withdraw(certificate, by=actor(), at=clock.now())
    except services.NotWaiting as late:
        flash(wording.not_waiting(late.state), "warning")
    else:
        flash(_("The certificate is withdrawn. You can send it in again at any time."), "success")
    return redirect(url_for("recognition.show", certificate_id=certificate.id))


def _asked() -> State | Show | None:
    asked = request.args.get("state", "")
    if asked in set(Show):
        return Show(asked)
    return State(asked) if asked in set(State) else None
