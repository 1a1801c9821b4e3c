"""Static files: served for ever under an address that changes with their content."""

import hashlib
from functools import partial
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from app.web.stylesheet import init_stylesheet

STATIC_FOLDER = Path(__file__).parent / "static"


def init_assets(app: Flask) -> None:
    """Templates have `asset(path)`; the files are answered before Flask is asked."""
    prefix = f"/static/{digest(STATIC_FOLDER)}"
    app.jinja_env.globals["asset"] = partial("{}/{}".format, prefix)
    init_stylesheet(app, STATIC_FOLDER, prefix)
    files = WhiteNoise(
        app.wsgi_app,
        immutable_file_test=r"^/static/",
        allow_all_origins=False,
        add_headers_function=_forbid_guessing,
    )
    files.add_files(str(STATIC_FOLDER), prefix=prefix)
    app.wsgi_app = files  # type: ignore[method-assign]


def _forbid_guessing(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


def digest(folder: Path) -> str:
    """A short hash over every file below `folder`, by name and content."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(str(path.relative_to(folder)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:12]
