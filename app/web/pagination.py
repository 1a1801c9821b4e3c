"""Which page of a list the address asks for, and the addresses of the others."""

from flask import request, url_for


def page_number() -> int:
    """The page that the address asks for, 1 unless it names another."""
    return max(1, request.args.get("page", 1, type=int))


def page_url(number: int) -> str:
    """The address of another page of this list, with the same filters."""
    values = {**request.args.to_dict(flat=False), **(request.view_args or {}), "page": number}
    return url_for(request.endpoint or "home.index", **values)
