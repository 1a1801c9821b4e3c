"""Which page of a list the address asks for, and the addresses of the others."""

from urllib.parse import urlencode

from flask import request, url_for

from app.web.addresses import LARGEST_ROW_NUMBER


def page_number() -> int:
    """The page that the address asks for, 1 unless it names another that could exist."""
    asked = request.args.get("page", 1, type=int)
    return asked if 1 <= asked <= LARGEST_ROW_NUMBER else 1


def page_url(number: int) -> str:
    """The address of another page of this list, with the same filters."""
    path = url_for(request.endpoint or "home.index", **(request.view_args or {}))
    filters = [(key, value) for key, value in request.args.items(multi=True) if key != "page"]
    return f"{path}?{urlencode([*filters, ('page', number)])}"


def same_filters(path: str) -> str:
    """The path with the filters of this page, as they stand in its address."""
    return f"{path}?{request.query_string.decode('ascii', 'replace')}"
