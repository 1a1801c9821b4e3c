"""Errors of the interface: JSON with a sentence, as RFC 9457 has it."""

from flask import g
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from app.api import wording
from app.api.answers import Problem
from app.core.db import db


def problem(status: int, error: Exception) -> Response:
    """What went wrong, and what to do now."""
    db.session.rollback()
    title, detail = wording.problem(status)
    if isinstance(error, BadRequest) and error.description != BadRequest.description:
        detail = error.description or detail
    said = Problem(
        type="about:blank",
        title=title,
        status=status,
        detail=wording.refusal(error) or detail,
        instance=g.get("request_id", ""),
    )
    body = said.model_dump_json()
    return Response(body, status=status, content_type="application/problem+json")
