"""Jobs in words: what they do, how far they are, and why one failed."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.core.jobs.models import Job, JobState
from app.core.jobs.queries import Part, TickRuns
from app.core.jobs.services import TICK

_KINDS = {
    "sessions.mails": _l("Mails about live trainings"),
    "sessions.reminders": _l("Reminders of live trainings"),
    "reminders.run": _l("Reminders of trainings that are due"),
    "coverage.publish": _l("Publication of a large figure"),
    "coverage.pack": _l("Evidence pack of a large figure"),
    "imports.sweep": _l("Removing uploads that nobody imported"),
    "recognition.clean": _l("Removing certificates from elsewhere whose time is over"),
    "jobs.clean": _l("Cleaning up old jobs"),
}

_STATES = {
    JobState.WAITING: ("plain", _l("waits")),
    JobState.RUNNING: ("plain", _l("being done")),
    JobState.RETRYING: ("short", _l("will be tried again")),
    JobState.DONE: ("met", _l("done")),
    JobState.GIVEN_UP: ("bad", _l("given up")),
}

_NO_ANSWER = _l("The mail server, or another one that is needed, did not answer.")
_BUSY = _l("The database was busy or could not be reached.")

#: how an error begins → what it means
_REASONS = {
    "WorkerDied": _l("The process that did it was killed or the machine went down, each time."),
    "NoHandler": _l("This version of Kadra does not know this kind of job."),
    "ConnectionRefusedError": _NO_ANSWER,
    "ConnectionResetError": _NO_ANSWER,
    "OSError": _NO_ANSWER,
    "TimeoutError": _NO_ANSWER,
    "gaierror": _NO_ANSWER,
    "SMTPConnectError": _NO_ANSWER,
    "SMTPServerDisconnected": _NO_ANSWER,
    "SMTPAuthenticationError": _l("The mail server did not accept our name and password."),
    "OperationalError": _BUSY,
    "TransactionTimeout": _BUSY,
}

_PARTS = {
    Part.OPEN: _l("To be done"),
    Part.GIVEN_UP: _l("Given up"),
    Part.DONE: _l("Done so far"),
}

_NOTHING = {
    Part.OPEN: (_l("Nothing waits"), _l("What is to be done later stands here until it is done.")),
    Part.GIVEN_UP: (
        _l("Nothing was given up"),
        _l("What failed again and again would stand here, with the reason."),
    ),
    Part.DONE: (
        _l("Nothing was done yet"),
        _l("What was done in the last 30 days stands here."),
    ),
}

_HOUR, _DAY = 60, 24 * 60


def kind_name(kind: str) -> str:
    """What the job does."""
    return str(_KINDS.get(kind, kind))


def state_chip(job: Job, now: datetime) -> tuple[str, str]:
    """Kind and text of the chip."""
    chip, text = _STATES[job.state_at(now)]
    return chip, str(text)


def tick_chip(run: TickRuns, minutes: int, now: datetime) -> tuple[str, str]:
    """How a job that the clock calls for went: kind and text of the chip."""
    if run.error:
        return "bad", _("failed")
    if run.done_at is None:
        return "plain", _("not done yet")
    is_late = now - run.done_at > 2 * timedelta(minutes=minutes)
    return ("short", _("overdue")) if is_late else ("met", _("in time"))


def asker(job: Job) -> str:
    """Who wanted it done."""
    is_by_clock = job.key is not None and job.key.startswith(TICK)
    return _("the clock") if is_by_clock else job.created_by


def reason(error: str) -> str:
    """Why it failed, for somebody who cannot read code; empty if it did not."""
    if not error:
        return ""
    known = _REASONS.get(error.partition(":")[0])
    return str(known) if known else _("Something unexpected happened. The details say what.")


def every(minutes: int) -> str:
    """How often the clock calls."""
    if minutes % _DAY == 0:
        return ngettext("every day", "every %(num)s days", minutes // _DAY)
    if minutes % _HOUR == 0:
        return ngettext("every hour", "every %(num)s hours", minutes // _HOUR)
    return ngettext("every minute", "every %(num)s minutes", minutes)


def part_name(part: Part, count: int) -> str:
    """The part, and how many jobs it holds."""
    return f"{_PARTS[part]} ({count})"


def nothing(part: Part) -> tuple[str, str]:
    """What to say where there is no job."""
    title, text = _NOTHING[part]
    return str(title), str(text)
