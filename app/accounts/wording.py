"""Roles, states and refusals in words."""

import re
from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.accounts.models import AccountState
from app.accounts.passwords import MAX_LENGTH, MIN_LENGTH, PasswordFault
from app.accounts.services.accounts import AccountIsClosed, NameNeeded
from app.accounts.services.roles import (
    EndsBeforeStart,
    LastAdministrator,
    OnlyRole,
    RoleHeldAlready,
    RoleIsOver,
)
from app.core.actors import Role
from app.core.audit import AuditEntry
from app.core.errors import DomainError, Forbidden
from app.web.languages import date_short, moment

_ROLES = {
    "learner": (_l("Teacher"), _l("Sees the own trainings, deadlines and certificates.")),
    "trainer": (_l("Trainer"), _l("Runs trainings and keeps their attendance lists.")),
    "school_head": (
        _l("School head"),
        _l("Sees the staff of the own school and its figure, confirms lists."),
    ),
    "coordinator": (
        _l("Coordinator"),
        _l("Keeps staff, trainings and completions of all units below, sees every figure."),
    ),
    "author": (_l("Course author"), _l("Writes courses and question banks.")),
    "auditor": (_l("Auditor"), _l("Reads everything and the log, changes nothing.")),
    "admin": (_l("Administrator"), _l("Opens and closes accounts and gives roles.")),
}

_STATES = {
    AccountState.INVITED: (_l("Invited"), "short"),
    AccountState.ACTIVE: (_l("Active"), "met"),
    AccountState.CLOSED: (_l("Closed"), "plain"),
}

_ACTIONS = {
    "accounts.invited": _l("Invitation sent"),
    "accounts.accepted": _l("First password chosen"),
    "accounts.reset_sent": _l("Link to a new password sent"),
    "accounts.password_reset": _l("New password chosen by a mailed link"),
    "accounts.password_changed": _l("Password changed"),
    "accounts.role_granted": _l("Role given"),
    "accounts.role_ended": _l("Last day of a role set"),
    "accounts.role_withdrawn": _l("Role taken back before it began"),
    "accounts.closed": _l("Account closed"),
    "accounts.reopened": _l("Account opened again"),
    "accounts.person_matched": _l("Joined with the person of the staff list"),
    "accounts.language_chosen": _l("Language chosen"),
    "accounts.sign_in_ended": _l("One browser signed out from afar"),
    "accounts.sign_ins_ended": _l("Signed out everywhere"),
}

#: what a browser calls itself → its name; the first that fits, as each pretends to be others too
_BROWSERS = (
    (r"Edg", "Edge"),
    (r"OPR|Opera", "Opera"),
    (r"SamsungBrowser", "Samsung Internet"),
    (r"Firefox|FxiOS", "Firefox"),
    (r"Chrome|CriOS", "Chrome"),
    (r"Safari", "Safari"),
)
_SYSTEMS = (
    (r"Windows", "Windows"),
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android", "Android"),
    (r"Mac OS", "macOS"),
    (r"CrOS", "ChromeOS"),
    (r"Linux", "Linux"),
)


def role_name(role: Role) -> str:
    """The role as people call it."""
    return str(_ROLES[role.value][0])


def role_meaning(role: Role) -> str:
    """One line that says what the role is for."""
    return str(_ROLES[role.value][1])


def role_choices() -> list[tuple[str, str]]:
    """Every role with its meaning, for a list to choose from."""
    return [(role.value, f"{role_name(role)}: {role_meaning(role)}") for role in Role]


def end_choices() -> list[tuple[str, str]]:
    """When a role may end."""
    return [
        ("now", _("At once: today it is no longer held")),
        ("day", _("After the day below")),
    ]


def state_name(state: AccountState) -> str:
    """How far the account has come, in a word."""
    return str(_STATES[state][0])


def state_choices() -> list[tuple[str, str]]:
    """Every state, and none of them in particular."""
    return [("", _("All")), *((state.value, state_name(state)) for state in AccountState)]


def state_kind(state: AccountState) -> str:
    """The kind of the chip that shows the state."""
    return _STATES[state][1]


def action_name(action: str) -> str:
    """What an entry of the log says was done; its code if it is none of ours."""
    return str(_ACTIONS.get(action, action))


def event(entry: AuditEntry) -> tuple[str, str, str, str]:
    """An entry of the log for a timeline: when, what, details, kind."""
    kind = {"accounts.closed": "bad", "accounts.accepted": "met"}.get(entry.action, "plain")
    by = _("By: %(name)s", name=entry.actor_name)
    detail = ". ".join(filter(None, (_role_in(entry), by)))
    return moment(entry.at), action_name(entry.action), detail, kind


def _role_in(entry: AuditEntry) -> str:
    """Which role the entry is about, where, and the days it names."""
    said = {
        key: after if after is not None else before
        for key, (before, after) in entry.changes.items()
    }
    if "role" not in said:
        return ""
    days = [str(said[key]) for key in ("started_on", "ended_on") if said.get(key)]
    shown = [date_short(date.fromisoformat(day)) for day in days]
    return ", ".join([role_name(Role(said["role"])), str(said["unit"]), " – ".join(shown)]).rstrip(
        ", "
    )


def browser_name(user_agent: str) -> str:
    """Name and system ("Firefox, Windows"), from what the browser calls itself."""
    browser, system = _first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)
    return ", ".join(filter(None, (browser, system))) or _("An unknown browser")


def fault(found: PasswordFault) -> str:
    """Why the password is not accepted, and what to do."""
    return {
        PasswordFault.TOO_SHORT: _(
            "This is too short. A password has at least %(count)s characters: four words that you"
            " remember are enough.",
            count=MIN_LENGTH,
        ),
        PasswordFault.TOO_LONG: _(
            "This is too long. A password has at most %(count)s characters.", count=MAX_LENGTH
        ),
        PasswordFault.PERSONAL: _(
            "This is made of your name or address, which anybody knows. Take words that do not"
            " belong to you."
        ),
        PasswordFault.COMMON: _(
            "This is one of the passwords that are tried first. Take a few words that do not belong"
            " together."
        ),
    }[found]


def refusal(error: DomainError) -> str:
    """Why it was not done, and what to do now."""
    if isinstance(error, RoleHeldAlready):
        return _(
            "%(role)s at %(unit)s is a role of this account in that time already.",
            role=role_name(error.grant.role),
            unit=error.grant.unit.short_name,
        )
    if isinstance(error, AccountIsClosed):
        return _("The account %(address)s is closed. Open it again first.", address=error.address)
    return next(str(text) for kind, text in _REFUSALS.items() if isinstance(error, kind))


_REFUSALS: Mapping[type[DomainError], object] = {
    NameNeeded: _l("Nobody in the staff list has this address. Write the first name and surname."),
    EndsBeforeStart: _l("The last day lies before the first one. Correct one of them."),
    RoleIsOver: _l("This role has ended already. Give it again if it is needed."),
    OnlyRole: _l("This is the only role of the account. Close the account instead."),
    LastAdministrator: _l(
        "Nobody else administers the whole city. Give that role to another person first."
    ),
    Forbidden: _l(
        "This account has a role outside the units that you administer."
        " Ask the administrator of the city."
    ),
}


def _first(patterns: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((name for pattern, name in patterns if re.search(pattern, text)), None)
