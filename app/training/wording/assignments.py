"""Assignments in words."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from app.training.models.assignments import Assignment
from app.training.queries.asked import AskedPerson
from app.training.queries.assigned import AssignmentRow
from app.web.downloads import Value
from app.web.languages import date_full

#: what the form sends → whether only teaching posts are meant
AUDIENCES = {"teaching": True, "everybody": False}

#: what the address of a list of people says → whether those who are done are wanted
PROGRESS = {"done": True, "left": False}
PROGRESS_STATES: Mapping[bool | None, str] = {is_done: state for state, is_done in PROGRESS.items()}


def audience_choices() -> list[tuple[str, str]]:
    """Who of a unit may be asked."""
    return [
        ("teaching", _("Those on teaching posts")),
        ("everybody", _("Everybody who works there")),
    ]


def audience_label(assignment: Assignment) -> str:
    return _("teaching posts") if assignment.teaching_only else _("everybody")


def sentence(assignment: Assignment) -> str:
    """Who, where, by when."""
    unit, day = assignment.unit.name, date_full(assignment.due_on)
    if assignment.teaching_only:
        return _("Those on teaching posts in %(unit)s, by %(day)s.", unit=unit, day=day)
    return _("Everybody who works in %(unit)s, by %(day)s.", unit=unit, day=day)


def state(row: AssignmentRow, today: date) -> tuple[str, str]:
    """Kind and words of the chip that says how it stands."""
    assignment = row.assignment
    if assignment.withdrawn_at is not None:
        return "plain", _("withdrawn")
    if row.people and row.completed == row.people:
        return "met", _("everybody has completed it")
    if assignment.due_on < today:
        return "short", _("the day has passed")
    return "plain", _("under way")


def completed_title(row: AssignmentRow) -> str:
    """How many of how many, as a heading."""
    return ngettext(
        "%(done)s of %(num)s person has completed it",
        "%(done)s of %(num)s people have completed it",
        row.people,
        done=row.completed,
    )


def left_chip(assignment: Assignment, today: date) -> tuple[str, str]:
    """Kind and words for somebody who has not completed it."""
    if assignment.due_on < today:
        return "short", _("late")
    return "plain", _("not completed")


def progress_choices(
    row: AssignmentRow, state: str | None, urls: Mapping[str | None, str]
) -> list[tuple[str, int, str, bool]]:
    """The parts of the list of people: name, how many, address, whether it is shown."""
    counts = {None: row.people, "left": row.people - row.completed, "done": row.completed}
    names = {None: _("Everybody"), "left": _("Not completed yet"), "done": _("Completed")}
    return [(names[one], counts[one], urls[one], one == state) for one in names]


def progress(row: AssignmentRow) -> str:
    """How many of how many."""
    if row.assignment.withdrawn_at is not None:
        return "–"
    return _("%(done)s of %(total)s", done=row.completed, total=row.people)


def assigned(people: int) -> str:
    """What has just happened."""
    return ngettext(
        "The training is assigned. It concerns %(num)s person today.",
        "The training is assigned. It concerns %(num)s people today.",
        people,
    )


def day_gone(day: date) -> str:
    """Why nothing can be due on that day."""
    return _("%(day)s is over. Choose today or a later day.", day=date_full(day))


def assigned_already() -> str:
    """Why the same unit is not asked twice."""
    return _(
        "This training is assigned there already. To change the day or the people, withdraw that"
        " assignment first."
    )


def headers() -> list[str]:
    """What stands above the columns of `cells`."""
    return [
        _("Unit"),
        _("Who"),
        _("To be completed by"),
        _("People"),
        _("Completed"),
        _("Assigned by"),
        _("Assigned at"),
        _("Withdrawn by"),
        _("Withdrawn at"),
    ]


def cells(row: AssignmentRow) -> list[Value]:
    """An assignment as it is taken away."""
    one = row.assignment
    stands = one.withdrawn_at is None
    return [
        one.unit.name,
        audience_label(one),
        one.due_on,
        row.people if stands else None,
        row.completed if stands else None,
        one.assigned_by,
        one.assigned_at,
        one.withdrawn_by,
        one.withdrawn_at,
    ]


def person_headers() -> list[str]:
    """What stands above the columns of `person_cells`."""
    return [_("Surname"), _("First name"), _("E-mail"), _("School"), _("Completed on")]


def person_cells(person: AskedPerson) -> list[Value]:
    """Somebody whom an assignment concerns, as she is taken away."""
    units = ", ".join(person.units)
    return [person.last_name, person.first_name, person.email, units, person.completed_on]
