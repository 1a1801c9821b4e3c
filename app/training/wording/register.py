"""Trainings and completions in words."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import ngettext

from app.training.models.completions import Completion, Source, State
from app.training.models.trainings import Category, Topic
from app.training.queries.completions import RegisterRow
from app.web.downloads import Value
from app.web.languages import number

_CATEGORIES: dict[Category, Callable[[], str]] = {
    Category.INFORMATION_SECURITY: lambda: _("Information security"),
    Category.DIGITAL_SKILLS: lambda: _("Digital skills"),
    Category.ENTITY_HEAD: lambda: _("Duties of heads"),
    Category.OTHER: lambda: _("Other"),
}

_TOPICS: dict[Topic, Callable[[], str]] = {
    Topic.KRI_A: lambda: _("What threatens the information that the school holds."),
    Topic.KRI_B: lambda: _("What happens when rules are broken, and who answers for it in law."),
    Topic.KRI_C: lambda: _("Which safeguards, devices and programs help to make fewer mistakes."),
    Topic.KSC_A: lambda: _("What kinds of attacks there are, and how to recognise them."),
    Topic.KSC_B: lambda: _("Everyday habits that keep accounts and devices safe."),
    Topic.KSC_C: lambda: _("What to do when something has happened, and whom to tell."),
    Topic.KSC_D: lambda: _("What breaking the security rules leads to."),
    Topic.HDR_PROCEDURES: lambda: _("The security procedures that are in force in the school."),
    Topic.HDR_FAILURES: lambda: _("How to work on when a system fails, and how it is restored."),
}

_LAWS: dict[str, Callable[[], str]] = {
    "KRI": lambda: _("National Interoperability Framework, § 19(2)(6)"),
    "KSC": lambda: _("Act on the National Cybersecurity System, annex 4, I.17"),
    "HDR": lambda: _("The city's plan of development actions"),
}

_SOURCES: dict[Source, Callable[[], str]] = {
    Source.ONLINE: lambda: _("Online course"),
    Source.SESSION: lambda: _("Live training"),
    Source.LIST: lambda: _("List of confirmation"),
    Source.EXTERNAL: lambda: _("Training held elsewhere"),
}

_STATES: dict[State, Callable[[], str]] = {
    State.CONFIRMED: lambda: _("Confirmed"),
    State.PENDING: lambda: _("Waits for confirmation"),
    State.FAILED: lambda: _("Not passed"),
    State.REVOKED: lambda: _("Revoked"),
}

#: kinds of the chip that shows a state
STATE_CHIPS = {
    State.CONFIRMED: "met",
    State.PENDING: "short",
    State.FAILED: "plain",
    State.REVOKED: "bad",
}


def category_label(category: Category) -> str:
    return _CATEGORIES[category]()


def topic_sentence(topic: Topic) -> str:
    """What the topic is about, in one plain sentence."""
    return _TOPICS[topic]()


def topic_choice(topic: Topic) -> str:
    """Code and sentence, for a list to choose from."""
    code = topic.value.partition("_")[0]
    return _("%(code)s: %(sentence)s", code=code, sentence=topic_sentence(topic))


def topics_by_law(codes: Iterable[str]) -> list[tuple[str, list[Topic]]]:
    """The topics under the name of what demands them, both in their order."""
    covered = [topic for topic in Topic if topic.value in set(codes)]
    laws = dict.fromkeys(_law(topic) for topic in covered)
    return [(_LAWS[law](), [t for t in covered if _law(t) == law]) for law in laws]


def _law(topic: Topic) -> str:
    return topic.value.partition(".")[0]


def source_label(source: Source) -> str:
    return _SOURCES[source]()


def state_label(state: State) -> str:
    return _STATES[state]()


def validity_sentence(months: int | None) -> str:
    if months is None:
        return _("Does not expire")
    return ngettext(
        "Should be repeated after %(num)s month", "Should be repeated after %(num)s months", months
    )


def minutes_label(minutes: int) -> str:
    return ngettext("%(num)s minute", "%(num)s minutes", minutes)


def teaching_hours_label(hours: Decimal) -> str:
    """Whole hours in their plural, parts of hours in the form that follows a fraction."""
    if hours == int(hours):
        return ngettext("%(num)s teaching hour", "%(num)s teaching hours", int(hours))
    return _("%(hours)s teaching hours", hours=number(hours))


def result_label(completion: Completion) -> str:
    said = _("Passed") if completion.is_passed else _("Not passed")
    if completion.score_percent is None:
        return said
    return _("%(result)s, %(score)s%%", result=said, score=completion.score_percent)


def day_refusal(day: date, last: date) -> str:
    """Why nothing can be completed on that day; `last` is the latest possible one."""
    if day > last:
        return _("This day has not come yet. Choose today or an earlier day.")
    return _("This is too long ago. Check the year.")


def register_headers() -> list[str]:
    """What stands above the columns of `register_cells`."""
    date_header, *others = record_headers()
    return [date_header, _("Surname"), _("First name"), _("E-mail"), _("School"), *others]


def register_cells(row: RegisterRow) -> list[Value]:
    """A row of the register as it is taken away."""
    person = row.completion.person
    day, *others = record_cells(row.completion)
    units = ", ".join(row.units)
    return [day, person.last_name, person.first_name, person.email, units, *others]


def record_headers() -> list[str]:
    """What stands above the columns of `record_cells`."""
    return [
        _("Date"),
        _("Training code"),
        _("Training"),
        _("Version"),
        _("Result"),
        _("Percent"),
        _("State"),
        _("Source"),
        _("Document"),
        _("Confirmed by"),
        _("Confirmed at"),
        _("Revoked by"),
        _("Revoked at"),
        _("Reason for revoking"),
    ]


def record_cells(completion: Completion) -> list[Value]:
    """A completion as it is taken away, without whose it is."""
    return [
        completion.completed_on,
        completion.version.training.code,
        completion.version.training.title,
        completion.version.label,
        _("Passed") if completion.is_passed else _("Not passed"),
        completion.score_percent,
        state_label(completion.state),
        source_label(completion.source),
        completion.reference,
        completion.confirmed_by,
        completion.confirmed_at,
        completion.revoked_by,
        completion.revoked_at,
        completion.revoked_reason,
    ]
