"""Who may do what: the one table, and the few predicates it is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.core.actors import Actor, Role, Scoped


class Permission(StrEnum):
    """What can be allowed, as `thing:action`. A `read` never changes anything."""

    HOME_READ = "home:read"
    OWN_ACCOUNT_READ = "own_account:read"
    OWN_ACCOUNT_EDIT = "own_account:edit"
    PERSON_READ = "person:read"
    PERSON_LIST_READ = "person_list:read"
    PERSON_EDIT = "person:edit"
    ROSTER_IMPORT = "roster:import"
    UNIT_READ = "unit:read"
    UNIT_EDIT = "unit:edit"
    POST_READ = "post:read"
    POST_EDIT = "post:edit"
    TRAINING_READ = "training:read"
    TRAINING_EDIT = "training:edit"
    COMPLETION_READ = "completion:read"
    COMPLETION_IMPORT = "completion:import"
    COMPLETION_RECORD = "completion:record"
    COMPLETION_CONFIRM = "completion:confirm"
    COMPLETION_REVOKE = "completion:revoke"
    COVERAGE_READ = "coverage:read"
    RULE_EDIT = "rule:edit"
    STAFF_CONFIRM = "staff:confirm"
    SNAPSHOT_READ = "snapshot:read"
    SNAPSHOT_PUBLISH = "snapshot:publish"
    EVIDENCE_READ = "evidence:read"
    COURSE_READ = "course:read"
    COURSE_PREVIEW = "course:preview"
    COURSE_TAKE = "course:take"
    ASSIGNMENT_READ = "assignment:read"
    ASSIGNMENT_EDIT = "assignment:edit"
    WAIVER_EDIT = "waiver:edit"
    REMINDER_READ = "reminder:read"
    REMINDER_SEND = "reminder:send"
    MAILING_RELEASE = "mailing:release"
    RECOGNITION_SUBMIT = "recognition:submit"
    RECOGNITION_READ = "recognition:read"
    RECOGNITION_CONFIRM = "recognition:confirm"
    RECOGNITION_DECIDE = "recognition:decide"
    CERTIFICATE_READ = "certificate:read"
    CERTIFICATE_LIST_READ = "certificate_list:read"
    CERTIFICATE_ISSUE = "certificate:issue"
    SESSION_LIST_READ = "session_list:read"
    SESSION_READ = "session:read"
    SESSION_PLAN = "session:plan"
    SESSION_EDIT = "session:edit"
    SESSION_JOIN = "session:join"
    ATTENDANCE_RECORD = "attendance:record"
    PARTICIPATION_READ = "participation:read"
    PARTICIPATION_ACCEPT = "participation:accept"
    BADGE_READ = "badge:read"
    BADGE_EDIT = "badge:edit"
    ACCOUNT_READ = "account:read"
    ACCOUNT_EDIT = "account:edit"
    AUDIT_READ = "audit:read"
    JOB_READ = "job:read"
    JOB_RETRY = "job:retry"
    INTERFACE_READ = "interface:read"
    INTERFACE_EDIT = "interface:edit"
    PERSON_MERGE = "person:merge"


Predicate = Callable[[Actor, Scoped | None], bool]


@dataclass(frozen=True, slots=True)
class OneOf:
    """Some roles, and where somebody holds one of them today."""

    roles: frozenset[Role]

    def paths(self, actor: Actor) -> tuple[str, ...]:
        return tuple(grant.unit_path for grant in actor.grants if grant.role in self.roles)


class AtUnit(OneOf):
    """Holds one of the roles at a unit above the thing (or anywhere, if there is no thing)."""

    def __call__(self, actor: Actor, subject: Scoped | None) -> bool:
        paths = self.paths(actor)
        if subject is None:
            return bool(paths)
        return any(_covers(path, inside) for inside in subject.scope_paths for path in paths)


def at_unit(*roles: Role) -> AtUnit:
    """Predicate: holds one of `roles` at a unit above the thing."""
    return AtUnit(frozenset(roles))


class AtRoot(AtUnit):
    """Holds one of the roles at the root of the tree: what all units share is decided there."""

    def paths(self, actor: Actor) -> tuple[str, ...]:
        return tuple(path for path in AtUnit.paths(self, actor) if path.count(".") == 1)


def signed_in(actor: Actor, _subject: Scoped | None) -> bool:
    """Predicate: has an account."""
    return actor.account_id is not None


def is_self(actor: Actor, subject: Scoped | None) -> bool:
    """Predicate: the thing is the actor's own person."""
    own_id = getattr(subject, "person_id", None)
    return own_id is not None and own_id == actor.person_id


def is_person(actor: Actor, _subject: Scoped | None) -> bool:
    """Predicate: the account belongs to somebody who works or worked here, and so can learn."""
    return actor.person_id is not None


#: whoever holds one of these may be named trainer of a session
LEADS_SESSIONS = frozenset({Role.TRAINER})


def is_trainer(actor: Actor, subject: Scoped | None) -> bool:
    """Predicate: leads the session that the thing belongs to, and may still lead any."""
    is_named = actor.account_id in getattr(subject, "trainer_ids", ())
    return is_named and bool(OneOf(LEADS_SESSIONS).paths(actor))


class AtInvitedUnit(OneOf):
    """Holds one of the roles at a unit that is invited, or at one above or below such a unit."""

    def __call__(self, actor: Actor, subject: Scoped | None) -> bool:
        own = self.paths(actor)
        invited = getattr(subject, "invited_paths", ())
        return any(_covers(one, path) or _covers(path, one) for path in invited for one in own)


#: who hears of people who are late with a training: their head, and once very late the office
HEARS_OF_LATE, HEARS_OF_VERY_LATE = frozenset({Role.SCHOOL_HEAD}), frozenset({Role.COORDINATOR})

_STAFF_OFFICE = at_unit(Role.COORDINATOR)
_ROOT_OFFICE = AtRoot(frozenset({Role.COORDINATOR}))
_OVERSIGHT = at_unit(Role.COORDINATOR, Role.SCHOOL_HEAD, Role.AUDITOR)

RULES: dict[Permission, tuple[Predicate, ...]] = {
    Permission.HOME_READ: (signed_in,),
    Permission.OWN_ACCOUNT_READ: (signed_in,),
    Permission.OWN_ACCOUNT_EDIT: (signed_in,),
    Permission.PERSON_READ: (_OVERSIGHT, is_self),
    Permission.PERSON_LIST_READ: (_OVERSIGHT,),
    Permission.PERSON_EDIT: (_STAFF_OFFICE,),
    Permission.ROSTER_IMPORT: (_STAFF_OFFICE,),
    Permission.UNIT_READ: (_OVERSIGHT, at_unit(Role.ADMIN)),
    Permission.UNIT_EDIT: (_STAFF_OFFICE,),
    Permission.POST_READ: (_OVERSIGHT,),
    Permission.POST_EDIT: (_ROOT_OFFICE,),
    Permission.TRAINING_READ: (_OVERSIGHT, at_unit(Role.TRAINER, Role.AUTHOR)),
    Permission.TRAINING_EDIT: (_STAFF_OFFICE,),
    Permission.COMPLETION_READ: (_OVERSIGHT,),
    Permission.COMPLETION_IMPORT: (_STAFF_OFFICE,),
    Permission.COMPLETION_RECORD: (_STAFF_OFFICE,),
    Permission.COMPLETION_CONFIRM: (at_unit(Role.COORDINATOR, Role.SCHOOL_HEAD),),
    Permission.COMPLETION_REVOKE: (_STAFF_OFFICE,),
    Permission.COVERAGE_READ: (_OVERSIGHT,),
    Permission.RULE_EDIT: (_ROOT_OFFICE,),
    Permission.STAFF_CONFIRM: (at_unit(Role.SCHOOL_HEAD),),
    Permission.SNAPSHOT_READ: (_OVERSIGHT,),
    Permission.SNAPSHOT_PUBLISH: (_STAFF_OFFICE,),
    Permission.EVIDENCE_READ: (at_unit(Role.COORDINATOR, Role.AUDITOR),),
    Permission.COURSE_READ: (signed_in,),
    Permission.COURSE_PREVIEW: (_OVERSIGHT, at_unit(Role.TRAINER, Role.AUTHOR)),
    Permission.COURSE_TAKE: (is_person,),
    Permission.ASSIGNMENT_READ: (_OVERSIGHT,),
    Permission.ASSIGNMENT_EDIT: (_STAFF_OFFICE,),
    Permission.WAIVER_EDIT: (_STAFF_OFFICE,),
    Permission.REMINDER_READ: (_OVERSIGHT,),
    Permission.REMINDER_SEND: (at_unit(Role.COORDINATOR, Role.SCHOOL_HEAD),),
    Permission.MAILING_RELEASE: (_STAFF_OFFICE,),
    Permission.RECOGNITION_SUBMIT: (is_person,),
    Permission.RECOGNITION_READ: (_OVERSIGHT, is_self),
    Permission.RECOGNITION_CONFIRM: (at_unit(Role.SCHOOL_HEAD),),
    Permission.RECOGNITION_DECIDE: (_STAFF_OFFICE,),
    Permission.CERTIFICATE_READ: (_OVERSIGHT, is_self),
    Permission.CERTIFICATE_LIST_READ: (_OVERSIGHT,),
    Permission.CERTIFICATE_ISSUE: (_STAFF_OFFICE,),
    Permission.SESSION_LIST_READ: (_OVERSIGHT, at_unit(Role.TRAINER)),
    Permission.SESSION_READ: (
        at_unit(Role.COORDINATOR, Role.AUDITOR),
        is_trainer,
        AtInvitedUnit(frozenset({Role.SCHOOL_HEAD})),
    ),
    Permission.SESSION_PLAN: (at_unit(Role.COORDINATOR, Role.TRAINER),),
    Permission.SESSION_EDIT: (_STAFF_OFFICE, is_trainer),
    Permission.SESSION_JOIN: (is_person,),
    Permission.ATTENDANCE_RECORD: (_STAFF_OFFICE, is_trainer),
    Permission.PARTICIPATION_READ: (_OVERSIGHT, is_trainer),
    Permission.PARTICIPATION_ACCEPT: (at_unit(Role.SCHOOL_HEAD),),
    Permission.BADGE_READ: (at_unit(Role.COORDINATOR, Role.SCHOOL_HEAD), is_self),
    Permission.BADGE_EDIT: (at_unit(Role.COORDINATOR, Role.SCHOOL_HEAD), is_self),
    Permission.ACCOUNT_READ: (at_unit(Role.ADMIN, Role.AUDITOR),),
    Permission.ACCOUNT_EDIT: (at_unit(Role.ADMIN),),
    Permission.AUDIT_READ: (at_unit(Role.ADMIN, Role.AUDITOR, Role.COORDINATOR),),
    Permission.JOB_READ: (at_unit(Role.ADMIN, Role.AUDITOR, Role.COORDINATOR),),
    Permission.JOB_RETRY: (at_unit(Role.ADMIN, Role.COORDINATOR),),
    Permission.INTERFACE_READ: (at_unit(Role.ADMIN, Role.AUDITOR),),
    Permission.INTERFACE_EDIT: (at_unit(Role.ADMIN),),
    Permission.PERSON_MERGE: (_STAFF_OFFICE,),
}


def allows(actor: Actor, permission: Permission, subject: Scoped | None = None) -> bool:
    """Whether `actor` may do this, to `subject` if one is given."""
    return actor.is_command or any(rule(actor, subject) for rule in RULES[permission])


def scope_of(actor: Actor, permission: Permission) -> tuple[str, ...]:
    """Paths of the units below which `actor` holds `permission`: the same rule, for SQL lists.

    The empty path stands for the whole tree.
    """
    if actor.is_command:
        return ("",)
    rules = (rule for rule in RULES[permission] if isinstance(rule, AtUnit))
    return tuple(sorted({path for rule in rules for path in rule.paths(actor)}))


def invited_scope_of(actor: Actor, permission: Permission) -> tuple[str, ...]:
    """Paths of the units whose invitation, or that of a unit above or below, gives `permission`."""
    rules = (rule for rule in RULES[permission] if isinstance(rule, AtInvitedUnit))
    return tuple(sorted({path for rule in rules for path in rule.paths(actor)}))


def sees(actor: Actor, subject: Scoped) -> bool:
    """Whether `subject` lies under any unit where `actor` holds any role (403 rather than 404)."""
    return any(
        _covers(grant.unit_path, inside)
        for inside in subject.scope_paths
        for grant in actor.grants
        if grant.role is not Role.LEARNER
    )


def _covers(path: str, inside: str) -> bool:
    return inside.startswith(path) or not inside
