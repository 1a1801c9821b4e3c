"""Security headers of every answer, and the number of every request."""

import uuid

from flask import Flask, g
from werkzeug.wrappers import Response

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_WITH_CAMERA = (
    CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
    + "; worker-src 'self'; manifest-src 'self'"
)
_POWERS = "camera={camera}, geolocation=(), microphone=()"


def init_headers(app: Flask) -> None:
    """Every answer carries a strict policy and its request's number; pages are not cached.

    What is no page, such as a picture, may bring a policy and a life of its own.
    """

    @app.before_request
    def number_the_request() -> None:
        g.request_id = str(uuid.uuid4())

    @app.after_request
    def add_headers(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers.setdefault("Permissions-Policy", _POWERS.format(camera="()"))
        headers.setdefault("Cache-Control", "no-store")
        headers["X-Request-ID"] = g.get("request_id", "")
        if app.config["SESSION_COOKIE_SECURE"]:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        return response


def allow_camera(response: Response) -> Response:
    """The page may use the camera, read codes by compiled code, and stay on the phone as an app."""
    response.headers["Content-Security-Policy"] = _WITH_CAMERA
    response.headers["Permissions-Policy"] = _POWERS.format(camera="(self)")
    return response
