"""Addresses that nothing can have lead nowhere, without asking the database."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter, ValidationError

LARGEST_ROW_NUMBER = 2**31 - 1


class RowNumber(IntegerConverter):
    """An `<int:...>` in an address, no larger than the databases keep."""

    def __init__(self, map: Map) -> None:  # noqa: A002 - the name Werkzeug passes it by
        super().__init__(map, max=LARGEST_ROW_NUMBER)


class Word(UnicodeConverter):
    """A `<...>` in an address, of letters that the databases keep."""

    def to_python(self, value: str) -> str:
        if "\0" in value:
            raise ValidationError
        return super().to_python(value)


def init_addresses(app: Flask) -> None:
    """What addresses match is what rows can hold; call it before routes are added."""
    app.url_map.converters.update(int=RowNumber, string=Word, default=Word)
