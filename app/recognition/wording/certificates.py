"""Certificates of other organisers: their states, what is decided, and their table."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from flask_babel import gettext as _

from app.recognition.models import (
    OutsideCertificate,
    RecognitionDecision,
    State,
    Step,
)
from app.recognition.queries.certificates import View
from app.recognition.queries.queue import QueueRow, Show
from app.training.models.trainings import TrainingVersion
from app.training.wording.register import minutes_label
from app.web.downloads import Value
from app.web.languages import moment

_STATES: Mapping[State, Callable[[], str]] = {
    State.WAITS_FOR_HEAD: lambda: _("Waits for the school head"),
    State.WAITS_FOR_OFFICE: lambda: _("Waits for the office"),
    State.ACCEPTED: lambda: _("Recognised"),
    State.REFUSED: lambda: _("Not confirmed by the head"),
    State.REJECTED: lambda: _("Not accepted"),
    State.WITHDRAWN: lambda: _("Withdrawn"),
}

#: kinds of the chip that shows a state
STATE_CHIPS = {
    State.WAITS_FOR_HEAD: "short",
    State.WAITS_FOR_OFFICE: "short",
    State.ACCEPTED: "met",
    State.REFUSED: "bad",
    State.REJECTED: "bad",
    State.WITHDRAWN: "plain",
}

_TO_ITS_OWNER: Mapping[State, Callable[[], str]] = {
    State.WAITS_FOR_HEAD: lambda: _(
        "The head of your school is to confirm that the certificate is genuine."
    ),
    State.WAITS_FOR_OFFICE: lambda: _(
        "The shared services centre is to decide what the training counts as."
    ),
    State.ACCEPTED: lambda: _("The training stands in the register and counts."),
    State.REFUSED: lambda: _(
        "The head of your school did not confirm the certificate. The reason stands below."
    ),
    State.REJECTED: lambda: _(
        "The shared services centre did not accept the training. The reason stands below."
    ),
    State.WITHDRAWN: lambda: _("You have withdrawn the certificate. Nobody decides about it."),
}

_DECISIONS: Mapping[tuple[Step, bool], Callable[[], str]] = {
    (Step.HEAD, True): lambda: _("Confirmed as genuine"),
    (Step.HEAD, False): lambda: _("Not confirmed"),
    (Step.OFFICE, True): lambda: _("Recognised"),
    (Step.OFFICE, False): lambda: _("Not accepted"),
}


def state_label(state: State) -> str:
    return _STATES[state]()


def own_sentence(state: State) -> str:
    """Where the certificate stands, told to whose it is."""
    return _TO_ITS_OWNER[state]()


def not_waiting(state: State) -> str:
    """Why nothing more can be done: somebody was quicker."""
    return _(
        "Nothing was changed: the certificate has gone on in the meantime."
        " Its state now: %(state)s.",
        state=state_label(state),
    )


def done_sentence(outcome: State) -> str:
    """What was done by a decision."""
    if outcome is State.WAITS_FOR_OFFICE:
        return _("You have confirmed the certificate. The shared services centre decides next.")
    if outcome is State.ACCEPTED:
        return _("The training is accepted and stands in the register. The person is told by mail.")
    return _("Your decision is kept with its reason. The person is told by mail.")


def already_recorded() -> str:
    """Why a certificate cannot count as this version."""
    return _(
        "The register already holds this training on this day for the person."
        " If it is the same one, do not accept the certificate, and say so in the reason."
    )


def choices() -> list[tuple[str, str]]:
    """The filters of the queue."""
    every = [(state.value, state_label(state)) for state in State]
    return [("", _("all")), (Show.MINE.value, _("Waits for me")), *every]


def verdict_choices(step: Step) -> list[tuple[str, str]]:
    """What can be decided in a step."""
    if step is Step.HEAD:
        return [
            ("yes", _("I confirm: the certificate is genuine")),
            ("no", _("I do not confirm it")),
        ]
    return [("yes", _("Accept: the training counts")), ("no", _("Do not accept"))]


def version_label(version: TrainingVersion) -> str:
    """A version of a training, to choose from a list."""
    return _(
        "%(code)s: %(title)s, version %(label)s (%(length)s)",
        code=version.training.code,
        title=version.training.title,
        label=version.label,
        length=minutes_label(version.minutes),
    )


def events(view: View) -> list[tuple[str, str, str | None, str]]:
    """What happened to the certificate, the newest first, for a timeline."""
    return list(reversed(list(_events(view.certificate, view.decisions))))


def _events(
    certificate: OutsideCertificate, decisions: Sequence[RecognitionDecision]
) -> Iterator[tuple[str, str, str | None, str]]:
    sent = moment(certificate.submitted_at)
    yield sent, _("Sent in"), _by(certificate.submitted_by), "plain"
    for one in decisions:
        kind = "met" if one.is_accepted else "bad"
        title = _DECISIONS[one.step, one.is_accepted]()
        yield moment(one.decided_at), title, _detail(one), kind
    if certificate.withdrawn_at is not None:
        withdrawn = moment(certificate.withdrawn_at)
        yield withdrawn, _("Withdrawn"), _by(certificate.withdrawn_by or ""), "plain"


def _detail(decision: RecognitionDecision) -> str:
    said = _by(decision.decided_by)
    if decision.reason:
        return f"{decision.reason} · {said}"
    if decision.version is not None:
        return f"{version_label(decision.version)} · {said}"
    return said


def _by(name: str) -> str:
    return _("By: %(name)s", name=name)


def table_headers() -> list[str]:
    """What stands above the columns of `table_cells`."""
    return [
        _("Surname"),
        _("First name"),
        _("School"),
        _("Training"),
        _("Organiser"),
        _("Number"),
        _("Day"),
        _("Minutes"),
        _("Sent in"),
        _("State"),
    ]


def table_cells(row: QueueRow) -> list[Value]:
    """A certificate as it is taken away."""
    return [
        row.last_name,
        row.first_name,
        ", ".join(row.units),
        row.title,
        row.organiser,
        row.number,
        row.completed_on,
        row.minutes,
        row.submitted_at,
        state_label(row.state),
    ]


def file_name(certificate: OutsideCertificate) -> str:
    """What the paper is called when it is taken away, without its ending."""
    person = certificate.person
    return f"{person.last_name} {person.first_name} {certificate.completed_on}"
