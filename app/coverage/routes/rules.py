"""The rules of the indicator: side by side, each in versions, drafted and put in force."""

from types import SimpleNamespace

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.core.permissions import Permission
from app.coverage.models.rules import RuleVersion
from app.coverage.queries.ground import rule_of, rule_version
from app.coverage.queries.rules import rule_names
from app.coverage.wording import rules as wording
from app.web.gate import can, requires

WORDS = SimpleNamespace(rules=wording)

Answer = str | Response | tuple[str, int]

bp = Blueprint("rules", __name__, url_prefix="/coverage/rules", template_folder="../templates")


@bp.get("/")
@requires(Permission.COVERAGE_READ)
def index() -> str:
    """All rules side by side."""
    return render_template("rules/index.html")


@bp.get("/<code>")
@requires(Permission.HOME_READ, load=rule_version)
def show(version: RuleVersion) -> str:
    """What this version says, in plain words. A draft is shown to those who oversee."""
    if version.in_force_at is None and not can(Permission.COVERAGE_READ):
        raise NotFound
    return render_template(
        "rules/show.html",
        version=version,
        rule=rule_of(version),
        names=rule_names(),
        words=WORDS,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.RULE_EDIT)
def new() -> Answer:
    """One more rule, that begins as a copy of another one."""
    return render_template("rules/new.html")


@bp.post("/<code>/draft")
@requires(Permission.RULE_EDIT, load=rule_version)
def draft(version: RuleVersion) -> Response:
    """The rule has a draft that says what its newest version says."""
    return redirect(url_for("rules.show", code=version.code))


@bp.route("/<code>/edit", methods=["GET", "POST"])
@requires(Permission.RULE_EDIT, load=rule_version)
def edit(version: RuleVersion) -> Answer:
    """A draft is changed."""
    return render_template("rules/edit.html", version=version, rule=rule_of(version))


@bp.get("/<code>/preview")
@requires(Permission.RULE_EDIT, load=rule_version)
def preview(version: RuleVersion) -> str:
    """What the draft would do to the figures."""
    return render_template("rules/preview.html", version=version, asked=request.args)


@bp.post("/<code>/put-in-force")
@requires(Permission.RULE_EDIT, load=rule_version)
def put_in_force(version: RuleVersion) -> Response:
    """The draft holds from now on."""
    return redirect(url_for("rules.show", code=version.code))


@bp.post("/<code>/discard")
@requires(Permission.RULE_EDIT, load=rule_version)
def discard(_version: RuleVersion) -> Response:
    """The draft is gone."""
    return redirect(url_for("rules.index"))
