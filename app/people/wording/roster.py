"""Staff lists in words: columns and values, choices, and how far an import has come."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.core.imports import ImportState
from app.people.roster.posts import NOT_TEACHING, SAME_AS, TEACHING, UNDECIDED
from app.web.languages import date_short, number
from app.web.table_wording import file_sentence

Item = Mapping[str, Any]

_FIELDS = {
    "first_name": _l("First name"),
    "last_name": _l("Surname"),
    "full_name": _l("Surname and first name"),
    "name": _l("First name and surname"),
    "email": _l("E-mail"),
    "unit": _l("Unit"),
    "rspo": _l("RSPO number"),
    "post": _l("Post"),
    "fte": _l("Share of full time"),
    "started_on": _l("First day"),
    "ended_on": _l("Last day"),
    "absence_from": _l("Absent from"),
    "absence_to": _l("Absent to"),
}
_DAYS = frozenset({"started_on", "ended_on", "absence_from", "absence_to"})


def field_name(field: str) -> str:
    """What a column of a staff list is called."""
    return str(_FIELDS[field])


def field_value(field: str, value: str | None) -> str:
    """A value as it is shown; an absent end in words."""
    if value is None:
        return _("no end") if field in {"ended_on", "absence_to"} else _("none")
    if field == "fte":
        return number(Decimal(value))
    return _day(value) if field in _DAYS else value


def field_names(fields: Iterable[str]) -> str:
    """What these columns are called, one after another."""
    return ", ".join(map(field_name, fields))


def columns(sheet: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was found in a sheet: each field with the header above it, and the unit of the title."""
    titled = [(_("Unit from the title"), sheet["unit"])] if sheet["unit"] else []
    return titled + [(field_name(field), header) for field, header in sheet["headings"].items()]


def steps() -> list[str]:
    """The steps of an import."""
    return [_("Choose the file"), _("Check"), _("Done")]


def step_number(file_import_state: ImportState) -> int:
    """At which step an import is; 4 when all are done."""
    return 4 if file_import_state is ImportState.COMMITTED else 2


def place(item: Item) -> str:
    """Where the line stands."""
    if item["sheet"]:
        return _("sheet “%(sheet)s”, line %(line)s", sheet=item["sheet"], line=item["line"])
    return _("line %(line)s", line=item["line"])


def decision_choices(posts: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
    """The answers to what an unknown post is."""
    return [
        ("", _("Choose")),
        (TEACHING, _("A teaching post")),
        (NOT_TEACHING, _("Office or support staff")),
        *(
            (f"{SAME_AS}{number}", _("Another name of “%(post)s”", post=name))
            for number, name in posts
        ),
        (UNDECIDED, _("Decide later; not counted until then")),
    ]


def ending_choices(missing: int, *, can_choose: bool) -> list[tuple[str, str]]:
    """What may happen to employments that the list lacks."""
    everybody = ngettext("%(num)s employment ends", "All %(num)s employments end", missing)
    some = [("some", _("Only those ticked end"))] if can_choose and missing > 1 else []
    return [("none", _("They go on")), ("all", everybody), *some]


def state(file_import_state: ImportState) -> tuple[str, str]:
    """Kind of chip and words for how far an import has come."""
    return {
        ImportState.WAITING: ("plain", _("being read")),
        ImportState.FAILED: ("bad", _("could not be read")),
        ImportState.PREVIEWED: ("short", _("waits for you")),
        ImportState.COMMITTED: ("met", _("imported")),
    }[file_import_state]


def summary(counts: Mapping[str, int]) -> str:
    """What an import changes, in one line."""
    return _(
        "%(new)s new, %(changed)s changed, %(unchanged)s unchanged",
        new=number(counts["persons_new"]),
        changed=number(counts["persons_changed"]),
        unchanged=number(counts["persons_unchanged"]),
    )


def failure(data: Item) -> str:
    """Why a list could not be read, and what to do."""
    if data["code"] == "unexpected":
        return _("Something went wrong on our side. Nothing was changed. Start again.")
    return file_sentence(data["code"], data["data"])


def _day(iso: str) -> str:
    return date_short(date.fromisoformat(iso))
