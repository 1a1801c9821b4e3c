"""The main menu: what the actor may open, in the order of the work."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext, lazy_gettext as _l

from app.core.permissions import Permission
from app.web.gate import can
from app.web.languages import LANGUAGES, select_language


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in a menu, and where it leads."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A language that can be switched to."""

    code: str
    label: str
    is_current: bool


_MENU = (
    (_l("Coverage"), "coverage.index", Permission.COVERAGE_READ),
    (_l("Trainings"), "trainings.index", Permission.TRAINING_READ),
    (_l("People"), "people.index", Permission.PERSON_LIST_READ),
    (_l("Units"), "units.index", Permission.UNIT_READ),
    (_l("Accounts"), "accounts.index", Permission.ACCOUNT_READ),
    (_l("Log"), "home.log", Permission.AUDIT_READ),
)


#: blueprints that stand under another one's word in the menu
_SECTIONS = {
    "employments": "people",
    "absences": "people",
    "roster": "people",
    "posts": "units",
    "versions": "trainings",
    "completions": "trainings",
    "lists": "trainings",
}


def navigation() -> list[Entry]:
    """Entries of the main menu that the actor may open."""
    return list(_entries())


def _entries() -> Iterator[Entry]:
    for label, endpoint, permission in _MENU:
        if can(permission):
            yield Entry(str(label), url_for(endpoint), _is_current(endpoint))


def _is_current(endpoint: str) -> bool:
    here = request.endpoint or ""
    if endpoint.startswith("home."):
        return here == endpoint
    section = here.partition(".")[0]
    return _SECTIONS.get(section, section) == endpoint.partition(".")[0]


def languages() -> list[LanguageChoice]:
    """Every language, the chosen one marked."""
    chosen = select_language()
    return [LanguageChoice(code, label, code == chosen) for code, label in LANGUAGES.items()]


def template_globals() -> dict[str, object]:
    """What every page frame needs."""
    return {
        "navigation": navigation(),
        "dock": [],
        "languages": languages(),
        "switch_language_url": url_for("home.switch_language"),
        "site_name": gettext("Kadra"),
    }
