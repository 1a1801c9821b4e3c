"""What entries of the log about sessions mean."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.attendance.models.sessions import Form
from app.attendance.wording.sessions import form_label
from app.web.languages import moment

_ACTIONS = {
    "attendance.session_planned": _l("Session planned"),
    "attendance.session_changed": _l("Session changed"),
    "attendance.session_cancelled": _l("Session cancelled"),
    "attendance.session_closed": _l("Session closed"),
    "attendance.meeting_planned": _l("Meeting added"),
    "attendance.meeting_moved": _l("Meeting moved"),
    "attendance.meeting_ended": _l("Meeting ended before its time"),
    "attendance.meeting_removed": _l("Meeting taken off"),
    "attendance.units_invited": _l("Units invited to a session"),
    "attendance.unit_uninvited": _l("Unit not invited any more"),
    "attendance.invitations_mailed": _l("Invitations mailed"),
    "attendance.seat_given": _l("Seat given by name"),
    "attendance.seat_taken_back": _l("Seat taken back"),
    "attendance.signed_up": _l("Signed up for a session"),
    "attendance.withdrawn": _l("Withdrew from a session"),
    "attendance.corrected": _l("Attendance corrected"),
    "attendance.list_drawn_up": _l("List of participation drawn up"),
    "attendance.list_accepted": _l("List of participation accepted"),
    "attendance.badge_replaced": _l("Badge replaced"),
    "attendance.calendar_replaced": _l("Address of a calendar replaced"),
}

_FIELDS = {
    "arrived_at": _l("Came at"),
    "capacity": _l("Seats"),
    "closing": _l("Closing"),
    "completions": _l("Completions"),
    "credited": _l("People with credit"),
    "credit_minutes": _l("Minutes that earn credit"),
    "credit_percent": _l("Share in percent that earns credit"),
    "ends_at": _l("To"),
    "form": _l("Form"),
    "has_check_out": _l("Check-out"),
    "invited": _l("Invited, everybody"),
    "invited_teaching": _l("Invited, teaching posts"),
    "is_excused": _l("Excused"),
    "is_present": _l("Was present"),
    "late_after_minutes": _l("Late after minutes"),
    "ledger": _l("Hash of the ledger"),
    "left_at": _l("Left at"),
    "link": _l("Link"),
    "lists": _l("Lists"),
    "mails": _l("Mails"),
    "meeting": _l("Meeting of the session"),
    "number": _l("Number"),
    "opens_before_minutes": _l("Check-in opens minutes before"),
    "people": _l("People"),
    "person": _l("Person"),
    "place": _l("Place"),
    "remarks": _l("Remarks"),
    "revoked": _l("Revoked completions"),
    "sha256": _l("Hash"),
    "starts_at": _l("From"),
    "title": _l("Title"),
    "trainers": _l("Trainers"),
    "training": _l("Training"),
    "unit": _l("Organised by"),
    "version": _l("Version"),
    "walk_ins": _l("Others may come in"),
}


def action_name(action: str) -> str:
    """What an entry of the log says was done; its code if it is none of ours."""
    return str(_ACTIONS.get(action, action))


def change(name: str, before: object, after: object) -> str:
    """Such as "Place: hall 1 → hall 2"; what is new stands alone."""
    label = str(_FIELDS.get(name, name))
    if before is None:
        return _("%(name)s: %(value)s", name=label, value=_value(name, after))
    return _(
        "%(name)s: %(before)s → %(after)s",
        name=label,
        before=_value(name, before),
        after=_value(name, after),
    )


def _value(name: str, value: object) -> str:
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name.endswith("_at") and isinstance(value, str):
        return moment(datetime.fromisoformat(value))
    if name == "form" and value in set(Form):
        return form_label(Form(str(value)))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
