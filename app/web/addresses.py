"""Numbers in addresses: those that no row can have lead nowhere, without asking the database."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST_ROW_NUMBER = 2**31 - 1


class RowNumber(IntegerConverter):
    """An `<int:...>` in an address, no larger than the databases keep."""

    def __init__(self, map: Map) -> None:  # noqa: A002 - the name Werkzeug passes it by
        super().__init__(map, max=LARGEST_ROW_NUMBER)


def init_addresses(app: Flask) -> None:
    """`<int:...>` in addresses matches numbers of rows only; call it before routes are added."""
    app.url_map.converters["int"] = RowNumber
