"""Trainings taken elsewhere: sent in, confirmed by the head, accepted by the office."""

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.core.errors import NotFound
from app.core.permissions import Permission
from app.recognition.models import OutsideCertificate
from app.recognition.queries.certificates import certificate_or_404
from app.web.gate import actor, requires

bp = Blueprint("recognition", __name__, template_folder="../templates")


def own_certificate(certificate_id: int) -> OutsideCertificate:
    """The actor's own certificate with this number.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    certificate = certificate_or_404(certificate_id)
    if certificate.person_id != actor().person_id:
        raise NotFound
    return certificate


@bp.get("/recognition/")
@requires(Permission.RECOGNITION_READ)
def index() -> str:
    return render_template("recognition/index.html")


@bp.get("/recognition/table.<any(csv, xlsx):ending>")
@requires(Permission.RECOGNITION_READ)
def table(ending: str) -> Response:
    return Response(ending)


@bp.get("/my-certificates/elsewhere")
@requires(Permission.RECOGNITION_SUBMIT)
def own() -> str:
    return render_template("recognition/own.html")


@bp.route("/my-certificates/elsewhere/new", methods=["GET", "POST"])
@requires(Permission.RECOGNITION_SUBMIT)
def submit() -> str:
    return render_template("recognition/submit.html")


@bp.get("/recognition/<int:certificate_id>")
@requires(Permission.RECOGNITION_READ, load=certificate_or_404)
def show(certificate: OutsideCertificate) -> str:
    return render_template("recognition/show.html", certificate=certificate)


@bp.get("/recognition/<int:certificate_id>/file")
@requires(Permission.RECOGNITION_READ, load=certificate_or_404)
def file(certificate: OutsideCertificate) -> Response:
    return Response(certificate.title)


@bp.post("/recognition/<int:certificate_id>/confirm")
@requires(Permission.RECOGNITION_CONFIRM, load=certificate_or_404)
def confirm(certificate: OutsideCertificate) -> AnyResponse:
    return redirect(url_for("recognition.show", certificate_id=certificate.id))


@bp.post("/recognition/<int:certificate_id>/decide")
@requires(Permission.RECOGNITION_DECIDE, load=certificate_or_404)
def decide(certificate: OutsideCertificate) -> AnyResponse:
    return redirect(url_for("recognition.show", certificate_id=certificate.id))


@bp.post("/recognition/<int:certificate_id>/withdraw")
@requires(Permission.RECOGNITION_SUBMIT, load=own_certificate)
def withdraw(_certificate: OutsideCertificate) -> AnyResponse:
    return redirect(url_for("recognition.own"))
