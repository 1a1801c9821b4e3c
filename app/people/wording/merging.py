"""What is kept about a person, in words, wherever in Kadra it is kept."""

from flask_babel import lazy_gettext as _l

from app.people.models import Person
from app.people.queries.merging import Weight

#: tables that refer to persons → what their rows are
TABLES = {
    "absences": _l("Absences"),
    "accounts": _l("Account"),
    "attendance_corrections": _l("Corrections of attendance"),
    "certificates": _l("Certificates"),
    "check_ins": _l("Arrivals at trainings"),
    "check_outs": _l("Departures from trainings"),
    "completions": _l("Completed trainings"),
    "employments": _l("Employments"),
    "enrolments": _l("Online courses"),
    "further_scans": _l("Further scans at trainings"),
    "notices": _l("Mails about live trainings"),
    "outside_certificates": _l("Certificates from elsewhere"),
    "refused_scans": _l("Refused scans"),
    "reminder_items": _l("Reminders"),
    "replaced_links": _l("Replaced badges and calendars"),
    "sign_ups": _l("Seats at live trainings"),
    "waivers": _l("Waivers"),
}


def weight_label(weight: Weight) -> str:
    """What the rows of the table are."""
    return str(TABLES[weight.table])


def entry_label(person: Person) -> str:
    """An entry, told apart from another of the same name."""
    return f"{person.full_name}, {person.email}"
