"""Assignments in words."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from app.training.models.assignments import Assignment
from app.training.queries.asked import AskedPerson, Progress
from app.training.queries.assigned import AssignmentRow
from app.web.downloads import Value
from app.web.languages import date_full, date_short


def audience_choices() -> list[tuple[str, str]]:
    """Who of a unit may be asked."""
    return [
        ("teaching", _("Those on teaching posts")),
        ("everybody", _("Everybody who works there")),
        ("posts", _("Only those on some posts")),
    ]


def timing_choices() -> list[tuple[str, str]]:
    """By when it may be asked."""
    return [
        ("day", _("By the same day for everybody")),
        ("start", _("Some days after each person’s first day of work")),
    ]


def audience_label(assignment: Assignment) -> str:
    if assignment.posts:
        return _post_names(assignment)
    return _("teaching posts") if assignment.teaching_only else _("everybody")


def due_label(assignment: Assignment) -> str:
    """By when, in a few words."""
    if assignment.due_on is not None:
        return date_short(assignment.due_on)
    return ngettext(
        "%(num)s day after starting", "%(num)s days after starting", assignment.due_days or 0
    )


def sentence(assignment: Assignment) -> str:
    """Who, where, by when."""
    unit, day = assignment.unit.name, assignment.due_on
    if day is None:
        return _sentence_from_start(assignment)
    named = {"unit": unit, "day": date_full(day)}
    if assignment.posts:
        posts = _post_names(assignment)
        return _("In %(unit)s, on these posts: %(posts)s. By %(day)s.", posts=posts, **named)
    if assignment.teaching_only:
        return _("Those on teaching posts in %(unit)s, by %(day)s.", **named)
    return _("Everybody who works in %(unit)s, by %(day)s.", **named)


def _sentence_from_start(assignment: Assignment) -> str:
    """The same, where each person has a day of her own."""
    unit, days = assignment.unit.name, assignment.due_days or 0
    if assignment.posts:
        return ngettext(
            "In %(unit)s, on these posts: %(posts)s. Within %(num)s day of the first day of work.",
            "In %(unit)s, on these posts: %(posts)s. Within %(num)s days of the first day of work.",
            days,
            unit=unit,
            posts=_post_names(assignment),
        )
    if assignment.teaching_only:
        return ngettext(
            "Those on teaching posts in %(unit)s, within %(num)s day of the first day of work.",
            "Those on teaching posts in %(unit)s, within %(num)s days of the first day of work.",
            days,
            unit=unit,
        )
    return ngettext(
        "Everybody who works in %(unit)s, within %(num)s day of the first day of work.",
        "Everybody who works in %(unit)s, within %(num)s days of the first day of work.",
        days,
        unit=unit,
    )


def _post_names(assignment: Assignment) -> str:
    return ", ".join(post.name for post in assignment.posts)


def state(row: AssignmentRow, today: date) -> tuple[str, str]:
    """Kind and words of the chip that says how it stands."""
    assignment = row.assignment
    if assignment.withdrawn_at is not None:
        return "plain", _("withdrawn")
    if row.people and row.completed == row.people:
        return "met", _("everybody has completed it")
    if assignment.due_on is not None and assignment.due_on < today:
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


def left_chip(person: AskedPerson, today: date) -> tuple[str, str]:
    """Kind and words for somebody who has not completed it."""
    if person.progress is Progress.WAIVED:
        return "plain", _("waived")
    if person.due_on is not None and person.due_on < today:
        return "short", _("late")
    return "plain", _("not completed")


def progress_choices(
    row: AssignmentRow, chosen: Progress | None, urls: Mapping[str, str]
) -> list[tuple[str, int, str, bool]]:
    """The parts of the list of people: name, how many, address, whether it is shown."""
    left = row.people - row.completed
    parts: list[tuple[Progress | None, str, int]] = [
        (None, _("Everybody"), row.people + row.waived),
        (Progress.LEFT, _("Not completed yet"), left),
        (Progress.DONE, _("Completed"), row.completed),
    ]
    if row.waived or chosen is Progress.WAIVED:
        parts.append((Progress.WAIVED, _("Waived"), row.waived))
    return [(name, count, urls[one or ""], one is chosen) for one, name, count in parts]


def progress(row: AssignmentRow) -> str:
    """How many of how many."""
    if row.assignment.withdrawn_at is not None:
        return "–"
    return _("%(done)s of %(total)s", done=row.completed, total=row.people)


def waived_note(row: AssignmentRow) -> str:
    """Of how many people it is not asked; empty if of none."""
    if not row.waived:
        return ""
    return ngettext("waived for %(num)s person", "waived for %(num)s people", row.waived)


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
        _("Days after starting"),
        _("People"),
        _("Completed"),
        _("Waived"),
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
        one.due_days,
        row.people if stands else None,
        row.completed if stands else None,
        row.waived if stands else None,
        one.assigned_by,
        one.assigned_at,
        one.withdrawn_by,
        one.withdrawn_at,
    ]


def person_headers() -> list[str]:
    """What stands above the columns of `person_cells`."""
    return [
        _("Surname"),
        _("First name"),
        _("E-mail"),
        _("School"),
        _("Completed on"),
        _("To be completed by"),
        _("Waived"),
    ]


def person_cells(person: AskedPerson) -> list[Value]:
    """Somebody whom an assignment concerns, as she is taken away."""
    return [
        person.last_name,
        person.first_name,
        person.email,
        ", ".join(person.units),
        person.completed_on,
        person.due_on,
        _("yes") if person.progress is Progress.WAIVED else "",
    ]
