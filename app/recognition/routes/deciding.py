"""The page of one certificate, and how what is decided on it is carried out."""

from collections.abc import Callable, Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core import clock
from app.core.db import after_commit, transaction
from app.core.permissions import Permission, allows
from app.recognition.forms import NO, ConfirmForm, DecideForm
from app.recognition.mails import outcome_mail
from app.recognition.models import OutsideCertificate, State, Step
from app.recognition.papers.taking import PDF
from app.recognition.queries.certificates import countable_versions, view_of
from app.recognition.queries.twins import Claim, Twin, twins_of
from app.recognition.services import NotWaiting
from app.recognition.wording import certificates as wording
from app.recognition.wording import doubts
from app.training.models.trainings import TrainingVersion
from app.training.wording import register
from app.web.gate import actor

#: a text, and where it leads if the reader may go there
Shown = tuple[str, str | None]


def page_of(certificate: OutsideCertificate, form: ConfirmForm | DecideForm | None = None) -> str:
    """The certificate with what is known about it; `form` is the answer that was refused."""
    view = view_of(certificate, actor(), clock.today())
    versions = countable_versions() if view.step is Step.OFFICE else []
    form = form or (decide_form(versions) if view.step is Step.OFFICE else confirm_form())
    is_own = certificate.person_id == actor().person_id
    twins = [] if is_own else twins_of(Claim.of(certificate), certificate.id)
    return render_template(
        "recognition/show.html",
        certificate=certificate,
        view=view,
        form=form,
        is_own=is_own,
        is_pdf=certificate.media_type == PDF,
        twins=shown_twins(twins),
        versions={str(version.id): version for version in versions},
        wording=wording,
        register=register,
    )


def shown_twins(twins: Sequence[Twin]) -> list[Shown]:
    """The twins in words; who may not know whose they are is told of no name and led nowhere."""
    return [_shown(twin) for twin in twins]


def confirm_form() -> ConfirmForm:
    """What the head is asked."""
    form = ConfirmForm()
    form.offer({"verdict": wording.verdict_choices(Step.HEAD)})
    return form


def decide_form(versions: Sequence[TrainingVersion]) -> DecideForm:
    """What the office is asked: no training is proposed, for nothing but the paper tells it."""
    form = DecideForm()
    form.offer({
        "verdict": wording.verdict_choices(Step.OFFICE),
        "version": [(str(version.id), wording.version_label(version)) for version in versions],
    })
    return form


def carry_out(
    certificate: OutsideCertificate, command: Callable[[], object], outcome: State, reason: str = ""
) -> ResponseReturnValue:
    """What was decided is stored, and the person is told of an outcome, if it is one."""
    try:
        with transaction():
            command()
            if outcome is not State.WAITS_FOR_OFFICE:
                after_commit(outcome_mail(certificate, outcome, reason))
    except NotWaiting as late:
        flash(wording.not_waiting(late.state), "warning")
    else:
        flash(wording.done_sentence(outcome), "success")
    return redirect(url_for("recognition.show", certificate_id=certificate.id))


def refusal_in(form: ConfirmForm | DecideForm) -> str:
    """The reason, if the answer is no; empty if it is yes."""
    return (form.reason.data or "") if form.verdict.data == NO else ""


def _shown(twin: Twin) -> Shown:
    if not allows(actor(), Permission.RECOGNITION_READ, twin.person):
        return doubts.twin_sentence(twin, doubts.somebody_else()), None
    sentence = doubts.twin_sentence(twin, twin.person.full_name)
    if twin.certificate_id is not None:
        return sentence, url_for("recognition.show", certificate_id=twin.certificate_id)
    return sentence, url_for("completions.person", person_id=twin.person.id)
