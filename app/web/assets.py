"""Static files: served for ever under an address that changes with their content."""

import hashlib
from functools import partial
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

STATIC_FOLDER = Path(__file__).parent / "static"


def init_assets(app: Flask) -> None:
    """Templates have `asset(path)`; the files are answered before Flask is asked."""
    prefix = f"/static/{digest(STATIC_FOLDER)}"
    app.jinja_env.globals["asset"] = partial("{}/{}".format, prefix)
    files = WhiteNoise(app.wsgi_app, max_age=31536000, immutable_file_test=r"^/static/")
    files.add_files(str(STATIC_FOLDER), prefix=prefix)
    app.wsgi_app = files  # type: ignore[method-assign]


def digest(folder: Path) -> str:
    """A short hash over every file below `folder`, by name and content."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(str(path.relative_to(folder)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:12]
