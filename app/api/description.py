"""The description of the interface (OpenAPI 3.1), made of the views themselves.

Addresses come from the map of the application, parameters and answers from what views declare,
words from their docstrings: what is not so cannot be described, and what is new is.
"""

import json
from collections.abc import Iterator
from inspect import getdoc
from typing import Any, cast

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from app.api import telling
from app.api.answers import Problem
from app.api.bearer import Described
from app.web.addresses import LARGEST_ROW_NUMBER

Json = dict[str, Any]

_SCHEMAS = "#/components/schemas/"
_ABOUT = (
    "Figures, rules and published states of Kadra, for programs. Everything is read by GET; nothing"
    " can be changed. A program shows a token, which an administrator gives for one unit: it reads"
    " what concerns that unit and all below it, and gets 404 for everything else. Without the right"
    " to read about people a token reads figures only.\n\n"
    "Figures are integers; shares are in tenths of a percent, truncated. Days are written"
    " 2026-06-30, instants in ISO 8601. Sentences are in Polish. Every answer has an ETag; whoever"
    " sends it back in If-None-Match is answered 304 while nothing has changed."
)
_PROBLEMS = {
    "400": "A parameter is missing, mistyped or malformed; the sentence says which.",
    "401": "No token was shown, or one that does not work.",
    "403": "The token reads figures only.",
    "404": "There is no such thing, or it lies outside the unit of the token.",
    "409": "The question is too wide, or its days are in the wrong order.",
    "429": "Too many questions; Retry-After says in how many seconds the next one is heard.",
}
#: values in addresses
_VALUES: dict[str, Json] = {
    "unit_id": {"schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_ROW_NUMBER}},
    "snapshot_id": {"schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_ROW_NUMBER}},
    "key": {"schema": {"type": "string", "pattern": "^[A-Za-z0-9-]{1,40}$"}, "example": "W9-2026"},
    "name": {"schema": {"type": "string", "enum": list(telling.PARTS)}},
}
_VALUE_WORDS = {
    "unit_id": "Number of a unit, as in the list of units.",
    "snapshot_id": "Number of a published figure, as in the list of a unit.",
    "key": "Key of a rule.",
    "name": "Name of the file.",
}


def described(app: Flask) -> bytes:
    """The description as JSON; the same bytes each time."""
    kept: bytes | None = app.extensions.get("api_description")
    if kept is None:
        text = json.dumps(_document(app), ensure_ascii=False, indent=1)
        app.extensions["api_description"] = kept = text.encode()
    return kept


def _document(app: Flask) -> Json:
    operations = list(_operations(app))
    models: set[type[BaseModel]] = {Problem}
    models |= {view.answers for _rule, view in operations if view.answers}
    _refs, schemas = models_json_schema(
        [(one, "serialization") for one in sorted(models, key=lambda one: one.__name__)],
        ref_template=_SCHEMAS + "{model}",
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "Kadra", "version": "1", "description": _ABOUT},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": {_path(rule): {"get": _operation(rule, view)} for rule, view in operations},
        "components": {
            "schemas": schemas["$defs"],
            "responses": {status: _problem(words) for status, words in _PROBLEMS.items()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operations(app: Flask) -> Iterator[tuple[Rule, Described]]:
    """Every address of the interface with its view, in the order in which they were added."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if hasattr(view, "answers"):
            yield rule, cast("Described", view)


def _path(rule: Rule) -> str:
    path = rule.rule
    for name in rule.arguments:
        path = path.replace(f"<int:{name}>", f"{{{name}}}").replace(f"<{name}>", f"{{{name}}}")
    return path


def _operation(rule: Rule, view: Described) -> Json:
    return {
        "operationId": rule.endpoint.replace(".", "_"),
        "summary": getdoc(view),
        "parameters": [*map(_value, sorted(rule.arguments)), *_parameters(view.asks)],
        "responses": {
            "200": _answer(view.answers),
            "304": {"description": "The program has this answer already."},
            **{status: {"$ref": f"#/components/responses/{status}"} for status in _PROBLEMS},
        },
    }


def _value(name: str) -> Json:
    about = {"name": name, "in": "path", "required": True, "description": _VALUE_WORDS[name]}
    return {**about, **_VALUES[name]}


def _parameters(asks: type[BaseModel]) -> Iterator[Json]:
    schema = asks.model_json_schema(mode="validation")
    known = schema.get("$defs", {})
    for name, field in schema["properties"].items():
        plain = _without_null(field)
        if "$ref" in plain:
            plain = {**known[plain.pop("$ref").rpartition("/")[2]], **plain}
        yield {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "description": plain.pop("description", ""),
            "schema": {key: value for key, value in plain.items() if key != "title"},
        }


def _without_null(field: Json) -> Json:
    """The schema of a value that is given: leaving it out is how nothing is said in an address."""
    plain = {key: value for key, value in field.items() if key not in {"anyOf", "default"}}
    for one in field.get("anyOf", ()):
        if one.get("type") != "null":
            plain.update(one)
    return plain


def _answer(answers: type[BaseModel] | None) -> Json:
    if answers is None:
        return {"description": "The file.", "content": _FILES, "headers": _HEADERS}
    schema = {"$ref": _SCHEMAS + answers.__name__}
    about = (getdoc(answers) or "").partition("\n")[0]
    return {
        "description": about,
        "content": {"application/json": {"schema": schema}},
        "headers": _HEADERS,
    }


#: what a file of a publication may be: snapshot.json, or a table
_FILES = {
    "application/json": {"schema": {"type": "object"}},
    "text/csv": {"schema": {"type": "string"}},
}
_HEADERS = {"ETag": {"description": "Of this answer.", "schema": {"type": "string"}}}


def _problem(words: str) -> Json:
    schema = {"$ref": _SCHEMAS + Problem.__name__}
    return {"description": words, "content": {"application/problem+json": {"schema": schema}}}
