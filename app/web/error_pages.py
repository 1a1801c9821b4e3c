"""Every error becomes a page that says what happened and what to do next."""

import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType

from flask import Flask, current_app, g, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import AnonymousUserMixin
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.core.db import db
from app.core.errors import Conflict, DomainError, Forbidden, Moved, NotFound
from app.web.pagination import same_filters

log = logging.getLogger(__name__)

#: other errors of the domain answer 409 too
_STATUS: dict[type, int] = {NotFound: 404, Forbidden: 403, Conflict: 409}

#: status → what happened, and what to do now
_WORDS = {
    400: (
        _l("The request was incomplete"),
        _l("Go back, reload the page and send the form again."),
    ),
    401: (
        _l("Please sign in again"),
        _l("The session has ended. Sign in and repeat the last step."),
    ),
    403: (
        _l("This is not open to your role"),
        _l("If you need it, ask the administrator in the shared services centre."),
    ),
    404: (
        _l("There is no such page"),
        _l("The address may be mistyped, or the page is outside your units."),
    ),
    405: (_l("The page cannot be used this way"), _l("Go back and use the buttons on the page.")),
    409: (
        _l("This has changed in the meantime"),
        _l("Go back, reload the page and check before you repeat it."),
    ),
    413: (
        _l("The file is too large"),
        _l("Divide the list into smaller files and send them one after another."),
    ),
    429: (
        _l("Too many attempts"),
        _l("Wait a quarter of an hour, then try again. Nothing is lost."),
    ),
    500: (
        _l("Something went wrong on our side"),
        _l(
            "Nothing was saved half-way. Try again in a moment; "
            "if it comes back, quote the number below."
        ),
    ),
}

#: of what Werkzeug wants to say beside the status
_KEPT_HEADERS = {"Allow", "Retry-After", "WWW-Authenticate"}

_LAST_RESORT = (
    "<!doctype html><html lang='pl'><meta charset='utf-8'><title>Kadra</title>"
    "<h1>Coś poszło nie tak</h1><p>Proszę spróbować za chwilę. Numer zgłoszenia: {request_id}</p>"
    "<p><a href='/'>Strona początkowa</a></p></html>"
)


def words(status: int) -> tuple[str, str]:
    """What happened, and what to do now; a status without words of its own has its family's."""
    family = 500 if status >= HTTPStatus.INTERNAL_SERVER_ERROR else 400
    what, now = _WORDS.get(status, _WORDS[family])
    return str(what), str(now)


def page(status: int) -> Response:
    """The error page with this status; when the fault is ours, the database is asked nothing."""
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        # Flask-Login keeps the user here; whoever is not known by now stays unknown
        g.setdefault("_login_user", AnonymousUserMixin())
    try:
        what, now = words(status)
        body = render_template("error.html", status=status, what=what, now=now)
    except Exception:  # whatever it is, somebody waits for an answer
        log.exception("the error page of request %s failed", g.get("request_id"))
        body = _LAST_RESORT.format(request_id=g.get("request_id", ""))
    return Response(body, status=status, content_type="text/html; charset=utf-8")


#: says what went wrong to somebody who does not read pages
Teller = Callable[[int, Exception], Response]


def init_error_pages(app: Flask, elsewhere: Mapping[str, Teller] = MappingProxyType({})) -> None:
    """Errors of Werkzeug, of the domain, and unexpected ones are answered with `page`.

    Below the paths of `elsewhere` they are told by these instead.
    """
    app.extensions["error_tellers"] = elsewhere

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        if isinstance(error.response, Response):
            return error.response
        response = _told(error.code or 500, error)
        for name, value in error.get_headers():
            if name in _KEPT_HEADERS:
                response.headers[name] = value
        return response

    app.register_error_handler(Moved, _where_it_is)

    @app.errorhandler(DomainError)
    def domain_error(error: DomainError) -> Response:
        status = next((_STATUS[kind] for kind in type(error).mro() if kind in _STATUS), 409)
        log.info("%s answered %s on %s", type(error).__name__, status, request.endpoint)
        return _told(status, error)

    @app.errorhandler(StaleDataError)
    @app.errorhandler(ObjectDeletedError)
    def overtaken(error: Exception) -> Response:
        """A row that was read is gone: somebody else was quicker."""
        db.session.rollback()
        return _told(HTTPStatus.CONFLICT, error)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        log.error("request %s failed", g.get("request_id"), exc_info=error)
        db.session.rollback()
        return _told(HTTPStatus.INTERNAL_SERVER_ERROR, error)


def _told(status: int, error: Exception) -> Response:
    tellers: Mapping[str, Teller] = current_app.extensions["error_tellers"]
    for path, tell in tellers.items():
        if request.path.startswith(path):
            return tell(status, error)
    return page(status)


def _where_it_is(moved: Moved) -> Response:
    """An old link leads to where the thing is now; a form was about something else."""
    if request.method not in {"GET", "HEAD"} or request.endpoint is None:
        return page(HTTPStatus.CONFLICT)
    path = url_for(request.endpoint, **{**(request.view_args or {}), **moved.address})
    return redirect(same_filters(path) if request.query_string else path)
