"""Rules in versions: a draft may be changed or dropped; once in force, it stays for ever."""

from datetime import date, datetime

from sqlalchemy import func, select

from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.errors import Conflict
from app.core.folding import fold
from app.coverage.indicator.rule import Rule
from app.coverage.models.rules import IndicatorRule, RuleVersion
from app.coverage.queries.ground import rule_of
from app.coverage.queries.rule_effects import counts_anybody
from app.coverage.queries.rules import fingerprint, is_published, rule_names


class DraftExists(Conflict):
    """The rule has a draft already, the one with this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class KeyTaken(Conflict):
    """Another rule has this key, however its letters are typed."""


class InForce(Conflict):
    """The version is in force, so it stays as it is: draft the next one."""


class NamePublished(Conflict):
    """Published figures bear the name of the rule, so it stays."""


class ChangedMeanwhile(Conflict):
    """The draft is not what was shown."""


class CountsNobody(Conflict):
    """As of today nobody at all would be counted, and nobody has said that this is meant."""


def draft_version(version: RuleVersion, *, by: Actor, at: datetime) -> RuleVersion:
    """The rule has a draft that says what `version` says.

    Raises:
        DraftExists: there is one already.
    """
    rule = version.rule
    _hold(rule)
    if rule.draft is not None:
        raise DraftExists(rule.draft.code)
    return _drafted(rule, version, rule.versions[0].number + 1, by, at)


def copy_rule(source: RuleVersion, *, key: str, title: str, by: Actor, at: datetime) -> RuleVersion:
    """A rule with this key and title stands last, with a draft that says what `source` says.

    Raises:
        KeyTaken
    """
    keys = db.session.scalars(select(IndicatorRule.key))
    if fold(key) in map(fold, keys):
        raise KeyTaken(key)
    last = db.session.scalar(select(func.max(IndicatorRule.position))) or 0
    rule = IndicatorRule(key=key, title=title, is_official=False, position=last + 1)
    db.session.add(rule)
    return _drafted(rule, source, 1, by, at)


def edit_draft(
    draft: RuleVersion, said: Rule, *, note: str, title: str | None = None, seen: str, by: Actor
) -> None:
    """The draft says this; with `title`, its rule is called so from now on, on every page.

    Raises:
        NamePublished: it has another title already under which a figure was published.
        InForce: it was put in force.
        ChangedMeanwhile: it is not what the fingerprint `seen` was made of.
    """
    _demand_draft(draft, seen)
    before = _facts(draft)
    draft.settings, draft.note = said.settings(), note
    if title is not None and title != draft.rule.title:
        if is_published(draft.rule):
            raise NamePublished
        draft.rule.title = title
    db.session.flush()
    changes = audit.difference(before, _facts(draft))
    if changes:
        audit.record("coverage.draft_edited", _subject(draft), by=by, changes=changes)


def put_in_force(
    draft: RuleVersion,
    *,
    seen: str,
    may_count_nobody: bool = False,
    by: Actor,
    at: datetime,
    today: date,
) -> None:
    """Figures of every day follow this version from now on, and it is never changed again.

    Raises:
        InForce: it was put in force.
        ChangedMeanwhile: it is not what the fingerprint `seen` was made of.
        CountsNobody: without `may_count_nobody`.
    """
    _demand_draft(draft, seen)
    if not may_count_nobody and not counts_anybody(rule_of(draft), today):
        raise CountsNobody
    replaced = draft.rule.in_force
    draft.in_force_at, draft.in_force_by = at, by.name
    db.session.flush()
    audit.record(
        "coverage.rule_put_in_force",
        _subject(draft),
        by=by,
        changes=audit.difference(_facts(replaced) if replaced else {}, _facts(draft)),
        is_correction=replaced is not None,
        reason=draft.note,
    )


def discard_draft(draft: RuleVersion, *, seen: str, by: Actor) -> None:
    """The draft is gone, and so is its rule if it never had another version; the log keeps both.

    Raises:
        InForce: it was put in force.
        ChangedMeanwhile: it is not what the fingerprint `seen` was made of.
    """
    _demand_draft(draft, seen)
    rule, was_new = draft.rule, draft.number == 1
    lost: dict[str, tuple[object, object]] = {
        name: (value, None) for name, value in _facts(draft).items()
    }
    audit.record("coverage.draft_discarded", _subject(draft), by=by, changes=lost)
    db.session.delete(draft)
    db.session.flush()
    if was_new:
        db.session.delete(rule)
        db.session.flush()


def _drafted(
    rule: IndicatorRule, source: RuleVersion, number: int, by: Actor, at: datetime
) -> RuleVersion:
    draft = RuleVersion(
        rule=rule,
        number=number,
        settings=rule_of(source).settings(),
        note="",
        drafted_at=at,
        drafted_by=by.name,
        in_force_at=None,
        in_force_by=None,
    )
    db.session.add(draft)
    db.session.flush()
    changes = audit.difference({}, {"copied_from": source.code, "title": rule.title})
    audit.record("coverage.rule_drafted", _subject(draft), by=by, changes=changes)
    return draft


def _hold(rule: IndicatorRule) -> None:
    """Nobody else drafts a version of the rule before this transaction ends."""
    db.session.refresh(rule, with_for_update=True)
    db.session.refresh(rule, ["versions"])


def _demand_draft(version: RuleVersion, seen: str) -> None:
    db.session.refresh(version, with_for_update=True)
    if version.in_force_at is not None:
        raise InForce(version.code)
    if fingerprint(version) != seen:
        raise ChangedMeanwhile(version.code)


def _subject(version: RuleVersion) -> Subject:
    return Subject("rule_version", version.id, f"{version.code}: {version.rule.title}")


def _facts(version: RuleVersion) -> dict[str, object]:
    """What the version says, so that the log can be read alone: names instead of numbers."""
    rule, names = rule_of(version), rule_names()
    named = {
        "post_ids": sorted(filter(None, map(names.post, rule.post_ids))),
        "all_of": sorted(filter(None, map(names.training, rule.all_of))),
        "any_of": sorted(filter(None, map(names.training, rule.any_of))),
    }
    return {"title": version.rule.title, "note": version.note, **version.settings, **named}
