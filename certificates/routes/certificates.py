"""Certificates: of one person, the register, their files."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.core import clock
from app.core.db import transaction
from app.core.errors import NotFound
from app.core.permissions import Permission, scope_of
from app.people.models import Person
from app.people.queries.people import person_or_404
from app.training.wording.register import source_label
from app.web.addresses import LARGEST_ROW_NUMBER
from app.web.downloads import TABLE_FORMATS, Value
from app.web.gate import actor, requires
from app.web.pagination import page_number, same_filters
from certificates.bundle import bundle
from certificates.facts import public_address
from certificates.models import Certificate
from certificates.queries import certificates as queries
from certificates.queries import register
from certificates.queries.awaiting import MAX_AT_ONCE, awaiting, awaiting_among, groups
from certificates.queries.issuing import schools_on
from certificates.queries.people import certificates_of
from certificates.queries.register import Filter, Numbers
from certificates.routes.asked import asked_choice, asked_filter
from certificates.services.issuing import issue as issue_certificates
from certificates.wording import register as wording
from certificates.wording.document import PolishLabels

bp = Blueprint("certificates", __name__, template_folder="../templates")

PDF_TYPE = "application/pdf"


@bp.get("/people/<int:person_id>/certificates")
@requires(Permission.CERTIFICATE_READ, load=person_or_404)
def person(subject: Person) -> str:
    """Everything that one person was issued, with the address where others can check it."""
    return render_template(
        "certificates/person.html",
        person=subject,
        certificates=certificates_of(subject.id, clock.today()),
        address_of=partial(public_address, _base_url()),
        wording=wording,
    )


@bp.get("/certificates/<int:certificate_id>.pdf")
@requires(Permission.CERTIFICATE_READ, load=queries.certificate_or_404)
def download(certificate: Certificate) -> AnyResponse:
    """The file as it was issued; a browser may keep it, but asks before it shows it again."""
    name = f"zaswiadczenie-{certificate.number.replace('/', '-')}.pdf"
    response = _pdf(queries.content_of(certificate), name)
    response.set_etag(certificate.sha256)
    response.headers["Cache-Control"] = "private, no-cache"
    return response.make_conditional(request)


@bp.get("/certificates/")
@requires(Permission.CERTIFICATE_LIST_READ)
def index() -> str:
    """The register: what was issued to whom, and what it is worth today."""
    form, wanted = asked_filter(_reach())
    page = register.register(wanted, _reach(), page_number(), clock.today())
    return render_template(
        "certificates/index.html",
        form=form,
        wanted=wanted,
        page=page,
        is_narrowed=wanted != Filter(),
        is_filtered=replace(wanted, numbers=None) != Filter(),
        at_once=MAX_AT_ONCE,
        wording=wording,
    )


@bp.get("/certificates/register.<any(csv, xlsx):ending>")
@requires(Permission.CERTIFICATE_LIST_READ)
def table(ending: str) -> Response:
    """Everything that the filters of the register let through, as CSV or XLSX."""
    answer = TABLE_FORMATS[ending]
    return answer(_("Register of certificates"), wording.register_headers(), _all_cells())


@bp.get("/certificates/together.pdf")
@requires(Permission.CERTIFICATE_LIST_READ)
def together() -> AnyResponse:
    """The files that the filters of the register let through, as one PDF to print."""
    _form, wanted = asked_filter(_reach())
    files = register.files_of(wanted, _reach(), clock.today(), MAX_AT_ONCE)
    if files is None:
        flash(_("At most %(num)s fit into one file. Choose fewer.", num=MAX_AT_ONCE), "warning")
        return redirect(same_filters(url_for("certificates.index")))
    if not files:
        raise NotFound
    title = _("Certificates")
    return _pdf(bundle(files, title), "zaswiadczenia.pdf")


@bp.get("/certificates/issue")
@requires(Permission.CERTIFICATE_ISSUE)
def choose() -> str:
    """Who would get a certificate: first for what, then the people, with all that can be known."""
    reach = scope_of(actor(), Permission.CERTIFICATE_ISSUE)
    choice = asked_choice()
    return render_template(
        "certificates/choose.html",
        choice=choice,
        groups=[] if choice else groups(reach),
        found=awaiting(choice, reach) if choice else None,
        schools_on=schools_on,
        source_label=source_label,
        at_once=MAX_AT_ONCE,
    )


@bp.post("/certificates/issue")
@requires(Permission.CERTIFICATE_ISSUE)
def issue() -> AnyResponse:
    """The people who were shown and left marked have their certificates; nobody else."""
    ids = _marked()
    if not 0 < len(ids) <= MAX_AT_ONCE:
        flash(_("Mark at least one person, and at most %(num)s.", num=MAX_AT_ONCE), "warning")
        return redirect(_back())
    with transaction():
        chosen = awaiting_among(ids, scope_of(actor(), Permission.CERTIFICATE_ISSUE))
        issued = issue_certificates(
            chosen, labels=PolishLabels(), base_url=_base_url(), by=actor(), at=clock.now()
        )
    for sentence in wording.issued_sentences(issued):
        flash(sentence, "success" if issued.new else "warning")
    if not issued.new:
        return redirect(_back())
    return redirect(url_for("certificates.index", numbers=Numbers.of(issued.new)))


def _marked() -> set[int]:
    """The completions that were left marked."""
    numbers = request.form.getlist("completion", type=int)
    return {number for number in numbers if 0 < number <= LARGEST_ROW_NUMBER}


def _back() -> str:
    """The address of the people that the form showed."""
    form = request.form
    training, reference = form.get("training"), form.get("reference")
    return url_for("certificates.choose", training=training, reference=reference)


def _base_url() -> str:
    return current_app.extensions["settings"].base_url


def _reach() -> tuple[str, ...]:
    return scope_of(actor(), Permission.CERTIFICATE_LIST_READ)


def _all_cells() -> Iterator[Sequence[Value]]:
    _form, wanted = asked_filter(_reach())
    return map(wording.register_cells, register.whole_register(wanted, _reach(), clock.today()))


def _pdf(content: bytes, name: str) -> Response:
    response = Response(content, content_type=PDF_TYPE)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
