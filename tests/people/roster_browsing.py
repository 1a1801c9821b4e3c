"""How tests walk through the import of a staff list in the browser."""

import io
import re
import time
from collections.abc import Sequence

from werkzeug.datastructures import FileStorage

from app.web import intake
from tests.support.pages import Visitor


def uploaded(office: Visitor, lines: Sequence[str] | bytes, **more: object) -> str:
    """The address of the import of a file with these lines, once it has been read."""
    content = lines if isinstance(lines, bytes) else "\n".join(lines).encode()
    answers = {"unit_id": office.city.units["city"], "as_of": "2026-11-22", **more}
    file = FileStorage(io.BytesIO(content), "kadra.csv")
    response = office.post("/people/imports/", {**answers, "file": file})
    return settled(office, response.location)


def settled(office: Visitor, url: str) -> str:
    """The same address, once nothing runs."""
    number = int(url.rsplit("/", 1)[-1])
    with office.city.app.app_context():
        while intake.progress_of(number):
            time.sleep(0.01)
    return url


def committed(office: Visitor, url: str, **answers: object) -> str:
    """The page after the list was imported as seen."""
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', office.get(url))
    assert seen is not None
    data = {"seen": seen[1], "ending": "none", **answers}
    return office.get(settled(office, office.post(f"{url}/commit", data).location))
