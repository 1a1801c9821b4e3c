"""The main menu: what the actor may open, in the order of the work."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from app.core.permissions import Actor, Permission
from app.web.gate import actor_or_none, can
from app.web.languages import LANGUAGES, select_language


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in a menu, and where it leads."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class DockEntry:
    """The same with a picture, for the thumb."""

    label: str
    url: str
    is_current: bool
    icon: str


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
    "roles": "accounts",
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
    entries = navigation()
    return {
        "navigation": entries,
        "dock": [] if entries else _dock(actor_or_none()),
        "languages": languages(),
        "switch_language_url": url_for("home.switch_language"),
        "account_links": [Entry(gettext("My account"), url_for("own_account.show"), False)],
        "sign_out_url": url_for("sign_in.leave"),
        "sign_in_url": url_for("sign_in.show"),
        "footer_links": _demo_links(),
    }


def _dock(who: Actor | None) -> list[DockEntry]:
    """Words at the thumb of somebody who only learns; others have the menu."""
    if who is None or who.person_id is None:
        return []
    return [
        _dock_entry(gettext("Start"), "home", "home.index"),
        _dock_entry(gettext("My trainings"), "certificate", "completions.person", who.person_id),
        _dock_entry(gettext("My account"), "person", "own_account.show"),
    ]


def _dock_entry(label: str, icon: str, endpoint: str, person_id: int | None = None) -> DockEntry:
    url = url_for(endpoint, person_id=person_id)
    return DockEntry(label, url, request.endpoint == endpoint, icon)


def _demo_links() -> list[Entry]:
    """Pages that only the demo has."""
    if not current_app.extensions["settings"].demo:
        return []
    return [
        Entry(gettext("Mail of the demo"), url_for("demo.mail"), False),
        Entry(gettext("How Kadra looks"), url_for("demo.style"), False),
    ]
