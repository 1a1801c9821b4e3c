"""What programs read first: themselves, units, rules, and the description of everything."""

from flask import Blueprint, current_app
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from app.api import answers, queries, telling
from app.api.bearer import init_bearer, reader, reads, sent
from app.api.description import described
from app.api.questions import PAGE_SIZE, Listed, Question
from app.core.permissions import Permission
from app.coverage.queries.ground import ground, grounds
from app.coverage.queries.rules import rule_names
from app.people.models import Unit
from app.people.queries.units import unit_or_404
from app.web.gate import public

bp = Blueprint("v1", __name__, url_prefix="/api/v1")


@bp.record_once
def _prepare(state: BlueprintSetupState) -> None:
    init_bearer(state.app)


@bp.get("/openapi.json")
@public
def description() -> Response:
    """Everything that can be asked, in the terms of OpenAPI 3.1."""
    return sent(described(current_app), "application/json")


@bp.get("/token")
@reads(Permission.UNIT_READ, answers=answers.Bearer)
def token(*, asked: Question) -> answers.Bearer:  # noqa: ARG001 - nothing can be asked
    """The token that is shown: what it may read, and until when."""
    shown = reader().token
    return answers.Bearer(
        name=shown.name,
        unit_id=shown.unit_id,
        sees_people=shown.sees_people,
        expires_on=shown.expires_on,
    )


@bp.get("/units")
@reads(Permission.UNIT_READ, asks=Listed, answers=answers.Units)
def units(*, asked: Listed) -> answers.Units:
    """The units that the token reads, in Polish order of their names."""
    top = reader().path
    page = queries.units_page(top, asked.page, PAGE_SIZE)
    items = [telling.unit(one, top) for one in page.items]
    return answers.Units(page=telling.place(page), items=items)


@bp.get("/units/<int:unit_id>")
@reads(Permission.UNIT_READ, load=unit_or_404, answers=answers.Unit)
def unit(subject: Unit, _asked: Question) -> answers.Unit:
    """One unit."""
    return telling.unit(subject, reader().path)


@bp.get("/rules")
@reads(Permission.COVERAGE_READ, answers=answers.Rules)
def rules(*, asked: Question) -> answers.Rules:  # noqa: ARG001 - nothing can be asked
    """The rules in force, each with what it says in plain words."""
    names = rule_names()
    return answers.Rules(items=[telling.rule(base, names) for base in grounds()])


@bp.get("/rules/<key>")
@reads(Permission.COVERAGE_READ, answers=answers.Rule)
def rule(key: str, *, asked: Question) -> answers.Rule:  # noqa: ARG001 - nothing can be asked
    """One rule, by its key."""
    return telling.rule(ground(key), rule_names())
