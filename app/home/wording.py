"""The log in words."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

#: areas of the log → what they are called
AREAS = {
    "people": _l("People and units"),
    "training": _l("Trainings"),
    "accounts": _l("Accounts"),
}

_ACTIONS = {
    "accounts.closed": _l("account closed"),
}


def action(code: str) -> str:
    """What was done; the code itself where it has no words."""
    words = _ACTIONS.get(code)
    return str(words) if words else code


def changes(fields: Mapping[str, Sequence[object]]) -> list[str]:
    """What changed, one line per field: "ended_on: – → 2026-06-30"."""
    return [f"{name}: {_value(old)} → {_value(new)}" for name, (old, new) in fields.items()]


def _value(value: object) -> str:
    return "–" if value is None or value == "" else str(value)


def area_choices() -> list[tuple[str, str]]:
    """The areas as choices of a list, all of them first."""
    return [("", _("Everything")), *((code, str(label)) for code, label in AREAS.items())]
