"""What the browser of somebody who checks in keeps: its own name, and the receipt of a scan."""

import re
from typing import cast
from uuid import uuid4

from flask import Response, current_app, g, request, url_for

from app.attendance.receipts import Receipt, opened, sealed
from app.core.settings import Settings

DEVICE, RECEIPT = "kadra_device", "kadra_receipt"

_NAME = re.compile(r"[0-9a-f-]{36}")
_YEAR_SECONDS = 365 * 24 * 3600
#: longer than any receipt holds, so that it can be told that one is too old
_DAY_SECONDS = 24 * 3600


def settings() -> Settings:
    """The settings of this application."""
    return cast("Settings", current_app.extensions["settings"])


def this_device() -> str:
    """The random name of this browser; a new one if it has none, see `keep_device`."""
    if "device" not in g:
        known = request.cookies.get(DEVICE, "")
        g.device = known if _NAME.fullmatch(known) else str(uuid4())
    return cast("str", g.device)


def keep_device(response: Response) -> Response:
    """The browser keeps its name for a year from now."""
    _keep(response, DEVICE, this_device(), _YEAR_SECONDS, "/")
    return response


def keep_receipt(response: Response, receipt: Receipt) -> None:
    """The browser keeps the receipt, instead of any that it had, and shows it on one page only."""
    _keep(response, RECEIPT, sealed(receipt, _key()), _DAY_SECONDS, url_for("room.confirm"))


def own_receipt() -> Receipt | None:
    """The receipt of the newest scan by this browser, however old; None if there is none."""
    return opened(request.cookies.get(RECEIPT), _key())


def _keep(response: Response, name: str, value: str, seconds: int, path: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=path,
        secure=settings().secure_cookies,
        httponly=True,
        samesite="Lax",
    )


def _key() -> str:
    return str(current_app.secret_key)
