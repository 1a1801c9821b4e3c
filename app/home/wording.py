"""The log in words: each feature says what its own entries mean."""

import re
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.accounts import wording as accounts
from app.attendance.wording import log as attendance
from app.core.audit import AuditEntry
from app.coverage.wording import log as coverage
from app.people.wording import history as people
from app.recognition.wording import log as recognition
from app.web.languages import date_short

#: areas of the log → what they are called
AREAS = {
    "people": _l("People and units"),
    "training": _l("Trainings"),
    "courses": _l("Courses"),
    "attendance": _l("Sessions and attendance"),
    "accounts": _l("Accounts"),
    "certificates": _l("Certificates"),
    "jobs": _l("Jobs"),
    "interface": _l("Interface for programs"),
    "reminders": _l("Reminders"),
    "coverage": _l("Figures and rules"),
    "recognition": _l("Trainings taken elsewhere"),
    "evidence": _l("Evidence of published figures"),
}

_TRAINING_ACTIONS = {
    "training.training_created": _l("Training added"),
    "training.training_edited": _l("Training changed"),
    "training.version_added": _l("Programme version added"),
    "training.version_edited": _l("Programme version changed"),
    "training.completion_recorded": _l("Completion recorded"),
    "training.completions_recorded": _l("Completions recorded"),
    "training.completion_confirmed": _l("Completion accepted"),
    "training.completion_revoked": _l("Completion revoked"),
    "training.list_imported": _l("List of completions imported"),
    "training.assigned": _l("Training assigned"),
    "training.assignment_withdrawn": _l("Assignment withdrawn"),
    "training.waived": _l("Training waived"),
    "training.waiver_withdrawn": _l("Waiver withdrawn"),
    "courses.published": _l("Course published"),
    "courses.started": _l("Course started"),
    "courses.finished": _l("Course finished"),
    "courses.quiz_published": _l("Quiz published"),
    "courses.quiz_started": _l("Quiz started"),
    "courses.quiz_submitted": _l("Quiz handed in"),
    "certificates.issued": _l("Certificate issued"),
    "jobs.retried": _l("Failed job tried again"),
    "interface.token_given": _l("Token given to a program"),
    "interface.token_revoked": _l("Token of a program revoked"),
    "reminders.planned": _l("Reminders planned"),
    "reminders.asked_for": _l("Reminders asked for"),
    "reminders.released": _l("Reminders released"),
    "reminders.cancelled": _l("Reminders cancelled"),
    "imports.file_received": _l("List uploaded"),
    "imports.file_removed": _l("Uploaded list removed, nobody imported it"),
    "coverage.figure_published": _l("Figure published"),
    "coverage.staff_confirmed": _l("Staff list confirmed"),
    "evidence.pack_taken": _l("Evidence pack taken"),
}

_FIELDS = {
    "sha256": _l("SHA-256"),
    "excluded": _l("Left out"),
    "trained": _l("Trained"),
    "eligible": _l("Counted"),
    "as_of": _l("As of"),
    "category": _l("Category"),
    "code": _l("Code"),
    "completed_on": _l("Completed on"),
    "completions": _l("Completions"),
    "attempts": _l("Attempts"),
    "digest": _l("SHA-256"),
    "draw": _l("Questions on a paper"),
    "due_days": _l("Days after the first day of work"),
    "due_on": _l("To be completed by"),
    "expires_on": _l("Last day"),
    "given_up": _l("Given up"),
    "in_force_from": _l("In force from"),
    "is_confirmed": _l("Accepted"),
    "is_passed": _l("Passed"),
    "label": _l("Version"),
    "language": _l("Language"),
    "mails": _l("Mails"),
    "minutes": _l("Minutes"),
    "pass_percent": _l("Pass mark in percent"),
    "percent": _l("Result in percent"),
    "people": _l("People"),
    "person_id": _l("Person"),
    "posts": _l("Posts"),
    "questions": _l("Questions"),
    "number": _l("Number"),
    "organiser": _l("Organiser"),
    "reference": _l("List"),
    "role": _l("Role"),
    "score_percent": _l("Result in percent"),
    "sees_people": _l("Reads about people"),
    "source": _l("How"),
    "teaching_only": _l("Teaching posts only"),
    "title": _l("Title"),
    "topics": _l("Topics"),
    "training": _l("Training"),
    "until_on": _l("Last day"),
    "validity_months": _l("Months of validity"),
    "version": _l("Version"),
    "version_id": _l("Version"),
}

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def action(code: str) -> str:
    """What was done."""
    area = code.partition(".")[0]
    if area == "people":
        return people.action_name(code)
    if area == "accounts":
        return accounts.action_name(code)
    if area == "attendance":
        return attendance.action_name(code)
    if area == "recognition":
        return str(recognition.ACTIONS.get(code, code))
    return str(coverage.ACTIONS.get(code) or _TRAINING_ACTIONS.get(code, code))


def subject(entry: AuditEntry) -> str:
    """What was changed."""
    return _with_days(entry.subject_label)


def changes(entry: AuditEntry) -> list[str]:
    """What changed, one line per field: "Last day: – → 31.08.2026"."""
    return [_change(entry.area, name, old, new) for name, (old, new) in entry.changes.items()]


def _change(area: str, name: str, old: object, new: object) -> str:
    if area == "people":
        return people.change(name, old, new)
    if area == "attendance":
        return attendance.change(name, old, new)
    if area == "coverage" and name in coverage.FIELDS:
        return coverage.change(name, old, new)
    label = str(_FIELDS.get(name) or people.field_name(name))
    before, after = _value(name, old), _value(name, new)
    if old is None:
        return f"{label}: {after}"
    return f"{label}: {before} → {after}"


def _value(name: str, value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name.endswith("_id"):
        return _("no. %(number)s", number=value)
    return _with_days(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def _with_days(text: str) -> str:
    """The text, its days as people write them; what only looks like a day stays as it is."""
    return _DAY.sub(_day, text)


def _day(found: re.Match[str]) -> str:
    try:
        return date_short(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def area_choices() -> list[tuple[str, str]]:
    """The areas as choices of a list, all of them first."""
    return [("", _("Everything")), *((code, str(label)) for code, label in AREAS.items())]
