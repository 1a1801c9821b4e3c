"""The register of completions."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as AnyResponse

from app.core import clock
from app.core.db import transaction
from app.core.errors import NotFound
from app.core.permissions import Permission, scope_of
from app.people.models import Person
from app.people.queries.people import person_or_404
from app.training.forms.completions import RecordForm, RevokeForm
from app.training.models.completions import Completion, Source, State
from app.training.models.trainings import version_in_force
from app.training.queries import completions as queries
from app.training.queries import trainings
from app.training.queries.completions import Filter
from app.training.queries.people import people_named
from app.training.queries.waivers import waivers_of
from app.training.routes.asked import asked_filter
from app.training.services import completions as services
from app.training.services.completions import (
    AlreadyConfirmed,
    AlreadyRecorded,
    DayOutOfRange,
    NewCompletion,
)
from app.training.wording import register as wording
from app.training.wording import waivers as waiver_wording
from app.web.addresses import LARGEST_ROW_NUMBER
from app.web.downloads import Value, csv_response, xlsx_response
from app.web.gate import actor, requires
from app.web.pagination import page_number

bp = Blueprint("completions", __name__, template_folder="../templates")

#: what somebody types by hand was not earned online
_TYPED_SOURCES = (Source.LIST, Source.SESSION, Source.EXTERNAL)


@bp.get("/completions/")
@requires(Permission.COMPLETION_READ)
def index() -> str:
    """The register: who completed what, when, and who stands for it."""
    form, wanted = asked_filter(_reach())
    page = queries.register(wanted, _reach(), page_number())
    return render_template(
        "completions/index.html",
        form=form,
        page=page,
        is_narrowed=wanted != Filter(),
        is_waiting_list=wanted.state is State.PENDING,
        all_marked=request.args.get("marked", type=int) == page.number,
        wording=wording,
    )


@bp.get("/completions/register.csv")
@requires(Permission.COMPLETION_READ)
def as_csv() -> Response:
    """Everything that the filters of the register let through, as CSV."""
    return csv_response(_("Register of completions"), wording.register_headers(), _all_cells())


@bp.get("/completions/register.xlsx")
@requires(Permission.COMPLETION_READ)
def as_xlsx() -> Response:
    """Everything that the filters of the register let through, as XLSX."""
    return xlsx_response(_("Register of completions"), wording.register_headers(), _all_cells())


@bp.get("/completions/<int:completion_id>")
@requires(Permission.COMPLETION_READ, load=queries.completion_or_404)
def show(completion: Completion) -> str:
    """One completion: its facts, who stands for it, whether it was revoked."""
    return _page_of(completion, RevokeForm())


@bp.post("/completions/<int:completion_id>/confirm")
@requires(Permission.COMPLETION_CONFIRM, load=queries.completion_or_404)
def confirm(completion: Completion) -> AnyResponse:
    """The actor stands for a completion."""
    try:
        with transaction():
            services.confirm(completion, by=actor(), at=clock.now())
    except AlreadyConfirmed:
        flash(_("Somebody has confirmed it already."))
    else:
        flash(_("The completion is confirmed."), "success")
    return redirect(url_for("completions.show", completion_id=completion.id))


@bp.post("/completions/confirm")
@requires(Permission.COMPLETION_CONFIRM)
def confirm_marked() -> AnyResponse:
    """The actor stands for the completions that were marked on the waiting list."""
    marked = request.form.getlist("completion", type=int)
    ids = [number for number in marked if 0 < number <= LARGEST_ROW_NUMBER]
    reach = scope_of(actor(), Permission.COMPLETION_CONFIRM)
    with transaction():
        waiting = queries.waiting_among(ids, reach)
        count = services.confirm_all(waiting, by=actor(), at=clock.now())
    said = ngettext("%(num)s completion is confirmed.", "%(num)s completions are confirmed.", count)
    flash(said, "success" if count else "info")
    return redirect(url_for("completions.index", state=State.PENDING.value))


@bp.post("/completions/<int:completion_id>/revoke")
@requires(Permission.COMPLETION_REVOKE, load=queries.completion_or_404)
def revoke(completion: Completion) -> str | AnyResponse:
    """The completion no longer counts, for a reason."""
    form = RevokeForm()
    if not form.validate_on_submit():
        return _page_of(completion, form)
    with transaction():
        services.revoke(completion, reason=form.reason.data or "", by=actor(), at=clock.now())
    flash(_("The completion is revoked. It stays in the register with the reason."), "success")
    return redirect(url_for("completions.show", completion_id=completion.id))


@bp.get("/people/<int:person_id>/completions")
@requires(Permission.PERSON_READ, load=person_or_404)
def person(subject: Person) -> str:
    """Everything that one person completed."""
    return render_template(
        "completions/person.html",
        person=subject,
        completions=queries.completions_of(subject.id),
        waivers=waivers_of(subject.id),
        today=clock.today(),
        wording=wording,
        waiver_wording=waiver_wording,
    )


@bp.get("/people/<int:person_id>/completions.<any(csv, xlsx):ending>")
@requires(Permission.PERSON_READ, load=lambda person_id, **_more: person_or_404(person_id))
def person_table(subject: Person) -> Response:
    """Everything that one person completed, as CSV or XLSX."""
    download = csv_response if request.path.endswith(".csv") else xlsx_response
    rows = map(wording.record_cells, queries.completions_of(subject.id))
    return download(subject.full_name, wording.record_headers(), rows)


@bp.get("/completions/new")
@requires(Permission.COMPLETION_RECORD)
def find_person() -> str:
    """Recording a completion by hand begins with whose it is."""
    words = request.args.get("q", "").strip()
    reach = scope_of(actor(), Permission.COMPLETION_RECORD)
    people = people_named(words, reach) if words else []
    return render_template("completions/find_person.html", words=words, people=people)


@bp.route("/people/<int:person_id>/completions/new", methods=["GET", "POST"])
@requires(Permission.COMPLETION_RECORD, load=person_or_404)
def new(subject: Person) -> str | AnyResponse:
    """One completion of this person is recorded by hand."""
    form = _bound(RecordForm())
    if form.validate_on_submit():
        try:
            with transaction():
                services.record_completion(
                    _achieved(form, subject), **_origin(form), by=actor(), at=clock.now()
                )
        except DayOutOfRange as refused:
            form.reject(form.completed_on, wording.day_refusal(refused.day, refused.last))
        except AlreadyRecorded:
            form.reject(form.completed_on, _("This completion is already in the register."))
        else:
            flash(_("The completion is in the register."), "success")
            return redirect(url_for("completions.person", person_id=subject.id))
    return render_template("completions/new.html", form=form, person=subject)


def _reach() -> tuple[str, ...]:
    return scope_of(actor(), Permission.COMPLETION_READ)


def _page_of(completion: Completion, form: RevokeForm) -> str:
    return render_template(
        "completions/show.html", completion=completion, form=form, wording=wording
    )


def _all_cells() -> Iterator[Sequence[Value]]:
    _form, wanted = asked_filter(_reach())
    return map(wording.register_cells, queries.whole_register(wanted, _reach()))


def _bound(form: RecordForm) -> RecordForm:
    known = [(t.code, f"{t.code}: {t.title}") for t in trainings.every_training() if t.versions]
    form.offer({
        "training": [("", _("Choose")), *known],
        "result": [("passed", _("Passed, or presence confirmed")), ("failed", _("Not passed"))],
        "source": [(source.value, wording.source_label(source)) for source in _TYPED_SOURCES],
    })
    return form


def _achieved(form: RecordForm, person: Person) -> NewCompletion:
    """What the form says.

    Raises:
        NotFound: the training has gone in the meantime.
    """
    day = form.completed_on.data
    training = trainings.training_by_code(form.training.data)
    version = version_in_force(training.versions, day) if day else None
    if day is None or version is None:
        raise NotFound
    return NewCompletion(
        person_id=person.id,
        version_id=version.id,
        completed_on=day,
        is_passed=form.result.data == "passed",
        score_percent=form.score_percent.data,
    )


def _origin(form: RecordForm) -> dict[str, Any]:
    return {
        "source": Source(form.source.data),
        "reference": form.reference.data,
        "is_confirmed": form.is_confirmed.data,
    }
