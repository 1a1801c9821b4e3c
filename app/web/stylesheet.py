"""One stylesheet out of many: each piece keeps its own file, and a phone asks only once."""

from collections.abc import Iterator
from pathlib import Path

from flask import Flask, Response

from app.web.gate import public

NAME = "kadra.css"

_FIRST = ("fonts.css", "tokens.css", "base.css")
_YEAR_SECONDS = 31536000


def init_stylesheet(app: Flask, folder: Path, prefix: str) -> None:
    """The stylesheet is answered at `prefix`, where the fonts it speaks of stand beside it."""
    sheet = "\n".join(_parts(folder)).encode()

    @app.get(f"{prefix}/{NAME}")
    @public
    def stylesheet() -> Response:
        response = Response(sheet, content_type="text/css; charset=utf-8")
        response.headers["Cache-Control"] = f"public, max-age={_YEAR_SECONDS}, immutable"
        return response


def _parts(folder: Path) -> Iterator[str]:
    """Foundations first, then every piece; what is for paper only stands last, by itself."""
    for name in _FIRST:
        yield (folder / name).read_text()
    for path in sorted((folder / "pieces").glob("*.css")):
        yield path.read_text()
    yield f"@media print {{\n{(folder / 'print.css').read_text()}}}"
