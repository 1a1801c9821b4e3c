"""How the draft of a rule is shown to be changed, and kept."""

from app.coverage.forms.rule_answers import answers, described
from app.coverage.forms.rules import RuleForm
from app.coverage.models.rules import RuleVersion
from app.coverage.queries import rules as queries
from app.coverage.queries.ground import rule_of
from app.coverage.queries.rules import RuleNames
from app.coverage.services import rules as services
from app.coverage.wording import rule_versions
from app.coverage.wording.rule_choices import choices
from app.web.gate import actor


def editor(version: RuleVersion, names: RuleNames) -> RuleForm:
    """The form as it was sent, or else with what the draft says."""
    kept = {
        "seen": queries.fingerprint(version),
        "title": version.rule.title,
        "note": version.note,
    }
    form = RuleForm(data={**answers(rule_of(version)), **kept})
    if queries.is_published(version.rule):
        del form.title  # those figures bear it
    form.offer(choices(names))
    return form


def save(version: RuleVersion, form: RuleForm) -> None:
    services.edit_draft(
        version,
        described(form, version.code),
        note=form.note.data or "",
        title=form.title.data if "title" in form else None,
        seen=form.seen.data or "",
        by=actor(),
    )


def overtaken(version: RuleVersion, form: RuleForm, names: RuleNames) -> list[tuple[str, str, str]]:
    """Who saves again knows what somebody else has saved; the settings in which both differ."""
    form.seen.data = queries.fingerprint(version)
    return rule_versions.differences(rule_of(version), described(form, version.code), names)
