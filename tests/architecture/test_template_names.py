"""Everything that a template names exists, and everything that it imports is used."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta, nodes

from app.factory import create_app
from tests.architecture.source import TEMPLATES, modules
from tests.conftest import settings_for


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """The application with every page it can have, those of the demo too; no database is asked."""
    return create_app(settings_for("", tmp_path, KADRA_DEMO="1"))


def test_every_template_compiles(app: Flask) -> None:
    """A typing error is found here, not by the one user who opens that page."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def test_every_named_template_exists(app: Flask) -> None:
    """Whether it is rendered, extended, included or imported."""
    known = set(app.jinja_env.list_templates())
    named = {name for tree in parsed(app).values() for name in meta.find_referenced_templates(tree)}
    assert {name for name in named | set(rendered()) if name} <= known


def test_every_link_leads_to_an_endpoint(app: Flask) -> None:
    """url_for with a literal name, in templates and in code."""
    missing = [
        f"{path}: {endpoint}"
        for path, endpoint in (*linked_by_templates(app), *linked_by_code())
        if not endpoint.startswith(".") and endpoint not in app.view_functions
    ]
    assert missing == []


def test_every_imported_macro_is_used(app: Flask) -> None:
    """What a template imports, it needs."""
    unused = [
        f"{path}: {name}"
        for path, tree in parsed(app).items()
        for name in imported_names(tree)
        if name not in {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    ]
    assert unused == []


def parsed(app: Flask) -> dict[str, nodes.Template]:
    """The syntax tree of every template."""
    return {path: app.jinja_env.parse(text) for path, text in TEMPLATES.items()}


def imported_names(tree: nodes.Template) -> Iterator[str]:
    """The names that `{% import %}` and `{% from … import %}` bind."""
    yield from (statement.target for statement in tree.find_all(nodes.Import))
    for statement in tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in statement.names)


def rendered() -> Iterator[str]:
    """The literal names given to `render_template`."""
    return (name for _, name in literals("render_template"))


def linked_by_code() -> Iterator[tuple[str, str]]:
    """Path and literal endpoint of every `url_for` in Python."""
    return literals("url_for")


def linked_by_templates(app: Flask) -> Iterator[tuple[str, str]]:
    """Path and literal endpoint of every `url_for` in templates."""
    for path, tree in parsed(app).items():
        for call in tree.find_all(nodes.Call):
            match call:
                case nodes.Call(
                    node=nodes.Name(name="url_for"), args=[nodes.Const(value=str(name)), *_]
                ):
                    yield path, name


def literals(function: str) -> Iterator[tuple[str, str]]:
    """Path and first argument of every call of `function` with a literal."""
    for module in modules():
        for node in ast.walk(module.tree):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(text)), *_]) if (
                    name == function
                ):
                    yield module.path, text
