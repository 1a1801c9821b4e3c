"""Lists of participation: shown, accepted by the head of the school, taken away, checked by anybody."""

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.attendance.models.lists import ParticipationList
from app.attendance.queries.lists import list_or_404
from app.core.permissions import Permission
from app.web.gate import public, requires

bp = Blueprint("participation", __name__, template_folder="../templates")


@bp.get("/participation/")
@requires(Permission.PARTICIPATION_READ)
def index() -> str:
    """The register: lists that wait for the actor first."""
    return render_template("participation/index.html")


@bp.get("/participation/<int:list_id>")
@requires(Permission.PARTICIPATION_READ, load=list_or_404)
def show(subject: ParticipationList) -> str:
    """One list, as it stands on paper, and what became of it."""
    return render_template("participation/show.html", document=subject)


@bp.post("/participation/<int:list_id>/accept")
@requires(Permission.PARTICIPATION_ACCEPT, load=list_or_404)
def accept(subject: ParticipationList) -> AnyResponse:
    """The head of the school stands for the list."""
    return redirect(url_for("participation.show", list_id=subject.id))


@bp.get("/participation/<int:list_id>.pdf")
@requires(Permission.PARTICIPATION_READ, load=list_or_404)
def pdf(_subject: ParticipationList) -> Response:
    """The list to print."""
    return Response(b"", content_type="application/pdf")


@bp.get("/participation/<int:list_id>.csv")
@requires(Permission.PARTICIPATION_READ, load=list_or_404)
def csv(subject: ParticipationList) -> Response:
    """The list as a table: the bytes that its hash is of."""
    return Response(subject.content, content_type="text/csv; charset=utf-8")


@bp.get("/l/<code>")
@public
def check(code: str) -> str:
    """What anybody may know about the list with this code."""
    return render_template("participation/check.html", code=code)
