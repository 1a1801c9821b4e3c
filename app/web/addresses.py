"""Addresses: what they match, and when they are compiled."""

from collections.abc import Callable

from flask import Flask
from werkzeug.routing import IntegerConverter, Map, Rule, UnicodeConverter, ValidationError

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


class Route(Rule):
    """A rule whose address is not compiled before somebody builds one.

    To compile all of them takes longer than everything else that makes an application ready, and
    a command or a worker builds few.
    """

    def _compile_builder(
        self,
        append_unknown: bool = True,  # noqa: FBT001, FBT002 - as Werkzeug passes it
    ) -> Callable[..., tuple[str, str]]:
        compile_now = super()._compile_builder
        name = "_build_unknown" if append_unknown else "_build"

        def build(route: Route, **values: object) -> tuple[str, str]:
            compiled = compile_now(append_unknown).__get__(route, None)
            setattr(route, name, compiled)
            return compiled(**values)

        return build


def init_addresses(app: Flask) -> None:
    """What addresses match is what rows can hold; call it before routes are added."""
    app.url_rule_class = Route
    app.url_map.converters.update(int=RowNumber, string=Word, default=Word)
