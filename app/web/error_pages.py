"""Every error becomes a page that says what happened and what to do next."""

import logging
from http import HTTPStatus

from flask import Flask, g, render_template, request
from flask_babel import gettext as _
from jinja2 import TemplateError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.core.db import db
from app.core.errors import Conflict, DomainError, Forbidden, NotFound

log = logging.getLogger(__name__)

_STATUS = {NotFound: 404, Forbidden: 403, Conflict: 409}

_LAST_RESORT = (
    "<!doctype html><html lang='pl'><meta charset='utf-8'><title>Kadra</title>"
    "<h1>Coś poszło nie tak</h1><p>Proszę spróbować za chwilę. Numer zgłoszenia: {request_id}</p>"
    "<p><a href='/'>Strona początkowa</a></p></html>"
)


def words(status: int) -> tuple[str, str]:
    """What happened, and what to do now."""
    texts = {
        400: (
            _("The request was incomplete"),
            _("Go back, reload the page and send the form again."),
        ),
        401: (_("Please sign in again"), _("The session has ended. Sign in and repeat the last step.")),
        403: (
            _("This is not open to your role"),
            _("If you need it, ask the administrator in the shared services centre."),
        ),
        404: (
            _("There is no such page"),
            _("The address may be mistyped, or the page is outside your units."),
        ),
        405: (_("The page cannot be used this way"), _("Go back and use the buttons on the page.")),
        409: (
            _("This has changed in the meantime"),
            _("Go back, reload the page and check before you repeat it."),
        ),
        413: (
            _("The file is too large"),
            _("Divide the list into smaller files and send them one after another."),
        ),
        429: (
            _("Too many attempts"),
            _("Wait a quarter of an hour, then try again. Nothing is lost."),
        ),
    }
    return texts.get(
        status,
        (
            _("Something went wrong on our side"),
            _("Nothing was saved half-way. Try again in a moment; if it comes back, quote the number below."),
        ),
    )


def page(status: int) -> Response:
    """The error page with this status, without touching the database."""
    what, now = words(status)
    try:
        body = render_template("error.html", status=status, what=what, now=now)
    except (TemplateError, SQLAlchemyError):
        log.exception("error page failed")
        body = _LAST_RESORT.format(request_id=g.get("request_id", ""))
    return Response(body, status=status, content_type="text/html; charset=utf-8")


def init_error_pages(app: Flask) -> None:
    """Errors of Werkzeug, of the domain, and unexpected ones are answered with `page`."""

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        if isinstance(error.response, Response):
            return error.response
        response = page(error.code or 500)
        response.headers.extend(
            (name, value) for name, value in error.get_headers() if name in {"Allow", "Retry-After"}
        )
        return response

    @app.errorhandler(DomainError)
    def domain_error(error: DomainError) -> Response:
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 409)
        log.info("%s answered %s on %s", type(error).__name__, status, request.endpoint)
        return page(status)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        db.session.rollback()
        log.error("request failed", exc_info=error)
        return page(HTTPStatus.INTERNAL_SERVER_ERROR)
