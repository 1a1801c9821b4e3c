"""The main menu: what the actor may open, in the order of the work."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from flask import Flask, current_app, render_template, request, session, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from app.core.actors import Actor
from app.core.memory import Memory
from app.core.permissions import Permission
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
    (_l("Sessions"), "sessions.index", Permission.SESSION_LIST_READ),
    (_l("Courses"), "courses.index", Permission.COURSE_READ),
    (_l("Reminders"), "reminders.index", Permission.REMINDER_READ),
    (_l("People"), "people.index", Permission.PERSON_LIST_READ),
    (_l("Units"), "units.index", Permission.UNIT_READ),
    (_l("Accounts"), "accounts.index", Permission.ACCOUNT_READ),
    (_l("Log"), "home.log", Permission.AUDIT_READ),
    (_l("Jobs"), "jobs.index", Permission.INTERFACE_EDIT),
    (_l("Interface"), "tokens.index", Permission.INTERFACE_EDIT),
)

#: what everybody may open: whoever may open nothing else has the dock instead of a menu
_FOR_EVERYBODY = {Permission.COURSE_READ}

#: bars that are kept; one is some four kilobytes
_TOP_BARS = 512

#: blueprints that stand under another one's word in the menu
_SECTIONS = {
    "comparison": "coverage",
    "forecast": "coverage",
    "snapshots": "coverage",
    "staff": "coverage",
    "roles": "accounts",
    "employments": "people",
    "absences": "people",
    "roster": "people",
    "posts": "units",
    "versions": "trainings",
    "assignments": "trainings",
    "waivers": "people",
    "lessons": "courses",
    "quizzes": "courses",
    "completions": "trainings",
    "lists": "trainings",
    "certificates": "trainings",
    "recognition": "trainings",
    "merging": "people",
    "meetings": "sessions",
    "invitations": "sessions",
    "presence": "sessions",
    "projector": "sessions",
    "closing": "sessions",
    "participation": "sessions",
    "paper": "sessions",
    "rules": "coverage",
}


def navigation() -> list[Entry]:
    """Entries of the main menu that the actor may open."""
    return list(_entries())


def _entries() -> Iterator[Entry]:
    if not _has_menu():
        return
    for label, endpoint, permission in _MENU:
        if can(permission):
            yield Entry(str(label), url_for(endpoint), _is_current(endpoint))


def _is_current(endpoint: str) -> bool:
    return _section(request.endpoint or "") == _section(endpoint)


def _section(endpoint: str) -> str:
    """The word of the menu that a page stands under; pages of `home` stand for themselves."""
    blueprint = endpoint.partition(".")[0]
    return endpoint if blueprint == "home" else _SECTIONS.get(blueprint, blueprint)


def languages() -> list[LanguageChoice]:
    """Every language, the chosen one marked."""
    chosen = select_language()
    return [LanguageChoice(code, label, code == chosen) for code, label in LANGUAGES.items()]


def init_navigation(app: Flask) -> None:
    """Every page has its frame: the bar at the top, the dock, the foot."""
    app.extensions["top_bars"] = Memory(_TOP_BARS)
    app.jinja_env.globals.update(top_bar=top_bar, languages=languages)
    app.context_processor(template_globals)


def template_globals() -> dict[str, object]:
    """What the frame of a page needs anew each time."""
    who = actor_or_none()
    return {
        "actor": who,
        "language": select_language(),
        "dock": [] if _has_menu() else _dock(who),
        "footer_links": _demo_links(),
    }


def top_bar() -> Markup:
    """The bar at the top: the same for one browser on every page of a section, so it is kept."""
    generate_csrf()  # gives the session its token, if it has none yet
    bars: Memory = current_app.extensions["top_bars"]
    return bars.answer(_frame(), None, _written_top_bar)


def frame_key() -> Hashable | None:
    """All that the frame of this page depends on; None if it shows a message, once only."""
    is_new = "csrf_token" not in session
    return None if is_new or "_flashes" in session else _frame()


def _frame() -> Hashable:
    who = actor_or_none()
    reader = (who.name, who.grants, who.person_id) if who else None
    place = _section(request.endpoint or "")
    return reader, place, select_language(), session["csrf_token"]


def _written_top_bar() -> Markup:
    text = render_template(
        "_top_bar.html",
        navigation=navigation(),
        account_links=list(_account_links(actor_or_none())),
    )
    return Markup(text)  # noqa: S704 - a template wrote it


def _account_links(who: Actor | None) -> Iterator[Entry]:
    """What is the actor's own, under the name at the top; a dock has its code already."""
    if who is not None and who.person_id is not None and _has_menu():
        yield Entry(gettext("My code"), url_for("badges.own"), False)
    yield Entry(gettext("My account"), url_for("own_account.show"), False)


def _has_menu() -> bool:
    return any(can(permission) for _, _, permission in _MENU if permission not in _FOR_EVERYBODY)


def _dock(who: Actor | None) -> list[DockEntry]:
    """Words at the thumb of somebody who only learns; others have the menu."""
    if who is None or who.person_id is None:
        return []
    return [
        _dock_entry(gettext("Start"), "home", "home.index"),
        _dock_entry(gettext("Courses"), "course", "courses.index"),
        _dock_entry(gettext("My code"), "code", "badges.own"),
        _dock_entry(gettext("Certificates"), "certificate", "certificates.person", who.person_id),
        _dock_entry(gettext("My account"), "person", "own_account.show"),
    ]


def _dock_entry(label: str, icon: str, endpoint: str, person_id: int | None = None) -> DockEntry:
    url = url_for(endpoint, person_id=person_id)
    return DockEntry(label, url, _is_current(endpoint), icon)


def _demo_links() -> list[Entry]:
    """Pages that only the demo has."""
    if not current_app.extensions["settings"].demo:
        return []
    return [
        Entry(gettext("Mail of the demo"), url_for("demo.mail"), False),
        Entry(gettext("How Kadra looks"), url_for("demo.style"), False),
    ]
