"""The rules of the indicator: side by side, each in versions, drafted and put in force."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from types import SimpleNamespace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core import clock
from app.core.db import transaction
from app.core.errors import Conflict, NotFound
from app.core.permissions import Permission, scope_of
from app.coverage.forms.rules import InForceForm, NewRuleForm
from app.coverage.indicator.rule import Rule
from app.coverage.models.rules import IndicatorRule, RuleVersion
from app.coverage.queries import rules as queries
from app.coverage.queries.ground import rule_of, rule_version
from app.coverage.queries.rule_effects import counts_anybody, figures_of_rules
from app.coverage.routes.rule_editing import editor, overtaken, save
from app.coverage.routes.rule_preview import previewed
from app.coverage.services import rules as services
from app.coverage.services.rules import ChangedMeanwhile, DraftExists, InForce, KeyTaken
from app.coverage.wording import labels, reasons, rule_effects, rule_versions, rules
from app.coverage.wording.rule_refusals import refusal
from app.people.queries.units import top_unit
from app.training.wording import register
from app.web.gate import actor, can, requires

WORDS = SimpleNamespace(
    effects=rule_effects,
    labels=labels,
    reasons=reasons,
    register=register,
    rules=rules,
    versions=rule_versions,
)

Answer = str | Response | tuple[str, int]

bp = Blueprint("rules", __name__, url_prefix="/coverage/rules", template_folder="../templates")


@bp.get("/")
@requires(Permission.COVERAGE_READ)
def index() -> str:
    """All rules side by side, with today's figure of the highest unit that the actor oversees."""
    unit = top_unit(scope_of(actor(), Permission.COVERAGE_READ))
    everything = queries.rules_side_by_side()
    return render_template(
        "rules/index.html",
        rules=everything,
        official=_official(everything),
        names=queries.rule_names(),
        unit=unit,
        figures=figures_of_rules(unit.path, clock.today()),
        rule_of=rule_of,
        words=WORDS,
    )


def _official(everything: Iterable[IndicatorRule]) -> Rule | None:
    held = (one.in_force for one in everything if one.is_official)
    return next((rule_of(version) for version in held if version), None)


@bp.get("/<code>")
@requires(Permission.HOME_READ, load=rule_version)
def show(version: RuleVersion) -> str:
    """What this version says, in plain words. A draft is shown to those who oversee."""
    if version.is_draft and not can(Permission.COVERAGE_READ):
        raise NotFound
    names, rule = queries.rule_names(), rule_of(version)
    before = version.before
    return render_template(
        "rules/show.html",
        version=version,
        said=rules.explained(rule, names),
        topics=register.topics_by_law(rule.required_topics),
        before=before,
        differences=rule_versions.differences(rule_of(before), rule, names) if before else [],
        remarks=queries.remarks_on(rule, names, clock.today()) if not version.is_replaced else [],
        uses=queries.publications_of(version.rule),
        published=queries.published_under(version, scope_of(actor(), Permission.SNAPSHOT_READ)),
        fingerprint=queries.fingerprint(version),
        words=WORDS,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.RULE_EDIT)
def new() -> Answer:
    """One more rule, that begins as a copy of another one."""
    form = NewRuleForm(data={"source": request.args.get("from", "")})
    form.offer({"source": [("", _("Choose a rule")), *queries.rule_choices()]})
    if form.validate_on_submit():
        try:
            with transaction():
                draft = _copy(form)
        except KeyTaken:
            form.reject(form.key, _("Another rule has this code. Choose another one."))
        else:
            flash(_("The rule was added as a draft. Now say what it counts."), "success")
            return redirect(url_for("rules.edit", code=draft.code))
    return render_template("rules/new.html", form=form)


def _copy(form: NewRuleForm) -> RuleVersion:
    return services.copy_rule(
        rule_version(form.source.data),
        key=form.key.data or "",
        title=form.title.data or "",
        by=actor(),
        at=clock.now(),
    )


@bp.post("/<code>/draft")
@requires(Permission.RULE_EDIT, load=rule_version)
def draft(version: RuleVersion) -> Response:
    """The rule has a draft that says what this version says."""
    try:
        with transaction():
            drafted = services.draft_version(version, by=actor(), at=clock.now())
    except DraftExists as there:
        flash(refusal(there), "error")
        return redirect(url_for("rules.show", code=there.code))
    flash(_("The draft is there. It changes no figure until it is put in force."), "success")
    return redirect(url_for("rules.edit", code=drafted.code))


@bp.route("/<code>/edit", methods=["GET", "POST"])
@requires(Permission.RULE_EDIT, load=rule_version)
def edit(version: RuleVersion) -> Answer:
    """A draft is changed."""
    if not version.is_draft:
        return _frozen(version)
    names = queries.rule_names()
    form = editor(version, names)
    meanwhile = None
    if form.validate_on_submit():
        try:
            with transaction():
                save(version, form)
        except InForce:
            return _frozen(version)
        except ChangedMeanwhile:
            meanwhile = overtaken(version, form, names)
        else:
            flash(_("The draft was saved. It changes no figure yet."), "success")
            return redirect(url_for("rules.show", code=version.code))
    return render_template("rules/edit.html", version=version, form=form, meanwhile=meanwhile)


def _frozen(version: RuleVersion) -> Answer:
    """Why it cannot be changed any more, and what to do instead."""
    page = render_template("rules/_frozen.html", version=version)
    return page, HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK


@bp.get("/<code>/preview")
@requires(Permission.RULE_EDIT, load=rule_version)
def preview(version: RuleVersion) -> str:
    """What the version would do to the figures, beside what holds now."""
    form = InForceForm(None, data={"seen": queries.fingerprint(version)})
    shown = previewed(version)
    return render_template(
        "rules/preview.html",
        version=version,
        shown=shown,
        form=form,
        words=WORDS,
        counts_anybody=counts_anybody(shown.rule, clock.today()),
    )


@bp.post("/<code>/put-in-force")
@requires(Permission.RULE_EDIT, load=rule_version)
def put_in_force(version: RuleVersion) -> Response:
    """The draft holds from now on, as it was shown."""
    form = InForceForm()
    if not _done(lambda: _put_in_force(version, form)):
        return redirect(url_for("rules.preview", code=version.code))
    flash(_("%(code)s is in force. All figures follow it now.", code=version.code), "success")
    return redirect(url_for("rules.show", code=version.code))


def _put_in_force(version: RuleVersion, form: InForceForm) -> None:
    services.put_in_force(
        version,
        seen=form.seen.data or "",
        may_count_nobody=form.may_count_nobody.data,
        by=actor(),
        at=clock.now(),
        today=clock.today(),
    )


@bp.post("/<code>/discard")
@requires(Permission.RULE_EDIT, load=rule_version)
def discard(version: RuleVersion) -> Response:
    """The draft is gone."""
    form = InForceForm()
    code = version.code
    if not _done(lambda: services.discard_draft(version, seen=form.seen.data or "", by=actor())):
        return redirect(url_for("rules.show", code=code))
    flash(_("The draft %(code)s was discarded.", code=code), "success")
    return redirect(url_for("rules.index"))


def _done(command: Callable[[], object]) -> bool:
    """Whether it could be done; the reader is told why not."""
    try:
        with transaction():
            command()
    except Conflict as conflict:
        flash(refusal(conflict), "error")
        return False
    return True
