"""Lists of confirmation in words: what is doubtful, skipped or refused, and why."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.core.imports import ImportState
from app.core.tables.errors import TABLE_MESSAGES, VALUE_MESSAGES
from app.training.lists.results import PASS_MARK_PERCENT
from app.web.languages import date_short
from app.web.table_wording import file_sentence, value_sentence

Item = Mapping[str, Any]

_FIELDS = {
    "first_name": _l("First name"),
    "last_name": _l("Surname"),
    "full_name": _l("Surname and first name"),
    "email": _l("E-mail"),
    "unit": _l("School"),
    "rspo": _l("RSPO number"),
    "training": _l("Training"),
    "completed_on": _l("Date"),
    "result": _l("Result"),
    "score": _l("Percent"),
}

_STATES = {
    ImportState.WAITING: _l("Being read"),
    ImportState.FAILED: _l("Cannot be read"),
    ImportState.PREVIEWED: _l("Waits for your decision"),
    ImportState.COMMITTED: _l("Recorded"),
}

#: kinds of the chip that shows a state
STATE_CHIPS = {
    ImportState.WAITING: "plain",
    ImportState.FAILED: "bad",
    ImportState.PREVIEWED: "short",
    ImportState.COMMITTED: "met",
}


def state_label(state: ImportState) -> str:
    return str(_STATES[state])


def remark(item: Item) -> str:
    """Why the line is refused or skipped, or what to know about it: one or two full sentences."""
    code, data = item["code"], item["data"]
    if code in VALUE_MESSAGES:
        return value_sentence(code, str(_FIELDS[data["field"]]), data["value"])
    if code in TABLE_MESSAGES:
        return file_sentence(code, data)
    return _SENTENCES[code](data)


def doubt(item: Item) -> str:
    """Why the person of a line is not certain."""
    return _DOUBTS[item["code"]]()


def doubt_with_candidates(item: Item) -> str:
    """The doubt for somebody who cannot choose here: with the people who may be meant."""
    names = "; ".join(candidate(one) for one in item["candidates"])
    return _("%(doubt)s It may be: %(names)s.", doubt=doubt(item), names=names)


def candidate(person: Item) -> str:
    """Who may be meant: name, schools, address."""
    units = ", ".join(person["units"])
    return _(
        "%(name)s (%(units)s, %(email)s)", name=person["name"], units=units, email=person["email"]
    )


def failure(code: str, data: Item) -> str:
    """Why the file as a whole could not be read."""
    if code in TABLE_MESSAGES:
        return file_sentence(code, data)
    return _("Something went wrong on our side. Nothing was recorded. Send the file again.")


_DOUBTS: Mapping[str, Callable[[], str]] = {
    "several": lambda: _("Several people of this school have this name."),
    "unit_missing": lambda: _("The list does not say at which school this person works."),
    "unit_unknown": lambda: _("The list names a school that is not among your units."),
    "other_unit": lambda: _("Nobody with this name worked at the school that the list names."),
    "name_swapped": lambda: _("Surname and first name seem to have changed places."),
    "name_similar": lambda: _("Nobody at this school is called exactly so, but somebody nearly."),
    "name_differs": lambda: _("The e-mail address belongs to somebody with another name."),
    "email_differs": lambda: _(
        "The name and the school fit, but Kadra knows another e-mail address."
    ),
}


def _day(iso: str) -> str:
    return date_short(date.fromisoformat(iso))


def _result_unclear(data: Item) -> str:
    return _(
        "The result “%(value)s” is not clear. Write “zaliczony” or “niezaliczony”,"
        " or a percentage like 85%%.",
        value=data["value"],
    )


def _training_unknown(data: Item) -> str:
    return _(
        "There is no training “%(training)s” in the catalogue. Correct the line,"
        " or choose the training for the whole list.",
        training=data["training"],
    )


def _result_differs(data: Item) -> str:
    return _(
        "The register has this completion of %(name)s with another result."
        " If the list is right, revoke that entry first.",
        name=data["name"],
    )


def _person_unknown(data: Item) -> str:
    if not data["unit"]:
        return _(
            "Nobody among your units is called %(name)s. Add the e-mail address or the school.",
            name=data["name"],
        )
    return _(
        "Nobody called %(name)s works or worked at %(unit)s."
        " Check the name, or add the e-mail address.",
        name=data["name"],
        unit=data["unit"],
    )


def _result_inferred(data: Item) -> str:
    return ngettext(
        "%(num)s line gives only a percentage. %(mark)s%% or more was taken as passed.",
        "%(num)s lines give only a percentage. %(mark)s%% or more was taken as passed.",
        data["rows"],
        mark=PASS_MARK_PERCENT,
    )


_SENTENCES: Mapping[str, Callable[[Item], str]] = {
    "person_missing": lambda _data: _("Neither an e-mail address nor a name is given."),
    "person_unknown": _person_unknown,
    "email_unknown": lambda data: _(
        "Nobody among your units has the address %(name)s. Correct it, or write name and school.",
        name=data["name"],
    ),
    "absent": lambda data: _(
        "%(name)s was absent, so there is nothing to record.", name=data["name"]
    ),
    "left_out": lambda data: _("%(name)s was left out, as you chose.", name=data["name"]),
    "result_missing": lambda _data: _(
        "The result is missing, although the list has a column for it."
    ),
    "result_unclear": _result_unclear,
    "result_differs": _result_differs,
    "score_unclear": lambda data: _(
        "The percentage “%(value)s” is not a number from 0 to 100.", value=data["value"]
    ),
    "score_range": lambda data: _(
        "The percentage “%(value)s” is not a number from 0 to 100.", value=data["value"]
    ),
    "day_missing": lambda _data: _(
        "There is no date. Add it, or give the date of the training for the whole list."
    ),
    "day_in_future": lambda data: _(
        "%(day)s has not come yet. Check the date.", day=_day(data["day"])
    ),
    "day_too_early": lambda data: _(
        "%(day)s is before the year 2000. Check the date.", day=_day(data["day"])
    ),
    "training_missing": lambda _data: _(
        "The line names no training. Add it, or choose the training for the whole list."
    ),
    "training_unknown": _training_unknown,
    "training_ambiguous": lambda data: _(
        "Several trainings are called “%(training)s”. Write the code instead.",
        training=data["training"],
    ),
    "training_without_version": lambda data: _(
        "The training %(training)s has no version yet, so nobody can complete it."
        " Describe its programme first.",
        training=data["training"],
    ),
    "training_assumed": lambda data: _(
        "The list calls the training “%(training)s”. It was taken as %(chosen)s.",
        training=data["training"],
        chosen=data["chosen"],
    ),
    "result_inferred": _result_inferred,
}
