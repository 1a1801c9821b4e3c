"""Lines of a staff list in words: why one was refused, and what to know about it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.core.tables.errors import TABLE_MESSAGES, VALUE_MESSAGES
from app.people.wording.roster import field_name, place
from app.web.languages import date_short
from app.web.table_wording import file_sentence, value_sentence

Item = Mapping[str, Any]


def remark(item: Item) -> str:
    """Why the line was refused, or what to know about it: one or two full sentences."""
    code, data = item["code"], item["data"]
    if code in VALUE_MESSAGES:
        return value_sentence(code, field_name(data["field"]), data["value"])
    if code in TABLE_MESSAGES:
        return file_sentence(code, data)
    return _SENTENCES[code](data)


def _first(data: Item) -> str:
    return place({"sheet": data["first_sheet"], "line": data["first_line"]})


def _day(iso: str) -> str:
    return date_short(date.fromisoformat(iso))


def _two_names(data: Item) -> str:
    return _(
        "The address %(email)s belongs to %(first_name)s (%(first)s), but here it stands beside"
        " %(name)s. Two people cannot share an address: correct one of the lines.",
        email=data["email"],
        first_name=data["first_name"],
        name=data["name"],
        first=_first(data),
    )


def _sheet_without_unit(data: Item) -> str:
    return _(
        "“%(title)s” is no unit that you may import into, and the sheet has no column with units."
        " None of its lines was used. Write the name of the school above the list.",
        title=data["title"],
    )


def _unit_contradicted(data: Item) -> str:
    return _(
        "The RSPO number %(rspo)s is that of %(unit)s, but the name beside it is “%(name)s”."
        " The number was followed.",
        rspo=data["rspo"],
        unit=data["unit"],
        name=data["name"],
    )


def _start_kept(data: Item) -> str:
    return _(
        "The list says since %(listed)s, Kadra since %(kept)s. The earlier day stays, because the"
        " later one would erase days gone by; correct it by hand if it is wrong.",
        listed=_day(data["listed"]),
        kept=_day(data["kept"]),
    )


def _namesake(data: Item) -> str:
    return _(
        "%(name)s already works at this unit under the address %(email)s. If this is one person,"
        " write that address in the list; otherwise there is nothing to do.",
        name=data["name"],
        email=data["email"],
    )


_SENTENCES: Mapping[str, Callable[[Item], str]] = {
    "namesake": _namesake,
    "email_missing": lambda _data: _(
        "There is no e-mail address. People are known by it: add one."
    ),
    "name_missing": lambda _data: _("The first name or the surname is missing."),
    "two_names": _two_names,
    "lines_disagree": lambda data: _(
        "Another line says something else about the same employment: %(first)s. Keep one of them.",
        first=_first(data),
    ),
    "unit_missing": lambda _data: _("No unit is named. Write its name or its RSPO number."),
    "unit_unknown": lambda data: _(
        "There is no unit “%(unit)s” among those you may import into. Check how it is written,"
        " or add it in Units first.",
        unit=data["unit"],
    ),
    "unit_ambiguous": lambda data: _(
        "Several units are called “%(unit)s”. Write the RSPO number too.", unit=data["unit"]
    ),
    "rspo_format": lambda data: _("“%(rspo)s” is not an RSPO number.", rspo=data["rspo"]),
    "sheet_without_unit": _sheet_without_unit,
    "post_missing": lambda _data: _("No post is named, and Kadra does not know it either."),
    "fte_range": lambda data: _(
        "The share of full time is %(value)s. It must be above 0 and at most 2.",
        value=data["value"],
    ),
    "ends_before_start": lambda data: _(
        "The last day (%(ended_on)s) comes before the first (%(started_on)s).",
        started_on=_day(data["started_on"]),
        ended_on=_day(data["ended_on"]),
    ),
    "absence_ends_before_start": lambda data: _(
        "The absence ends (%(ended_on)s) before it begins (%(started_on)s).",
        started_on=_day(data["started_on"]),
        ended_on=_day(data["ended_on"]),
    ),
    "absence_without_start": lambda data: _(
        "The absence has a last day (%(ended_on)s) but no first one.",
        ended_on=_day(data["ended_on"]),
    ),
    "start_unknown": lambda data: _(
        "The employment ended on %(ended_on)s, but the list does not say when it began.",
        ended_on=_day(data["ended_on"]),
    ),
    "job_overlaps": lambda data: _(
        "The person already holds this post at this unit on some of these days (since %(since)s).",
        since=_day(data["since"]),
    ),
    "line_repeated": lambda data: _("The same as %(first)s; counted once.", first=_first(data)),
    "absences_disagree": lambda data: _(
        "The absence overlaps another one (%(first)s), which was followed.", first=_first(data)
    ),
    "start_assumed": lambda data: _(
        "No first day is given, so the employment begins on %(day)s.", day=_day(data["started_on"])
    ),
    "fte_assumed": lambda _data: _("No share of full time is given; taken as full time."),
    "start_kept": _start_kept,
    "end_kept": lambda data: _(
        "Kadra knows of an end on %(ended_on)s, of which a list of an earlier day cannot know."
        " It stays.",
        ended_on=_day(data["ended_on"]),
    ),
    "name_guessed": lambda data: _(
        "The name has more than two words; read as first name “%(first_name)s”,"
        " surname “%(last_name)s”.",
        first_name=data["first_name"],
        last_name=data["last_name"],
    ),
    "unit_contradicted": _unit_contradicted,
    "post_unknown": lambda data: _(
        "The post “%(post)s” is not in the catalogue. It is added, to be decided about.",
        post=data["post"],
    ),
}
