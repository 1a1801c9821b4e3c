"""A route does: gate, form, one service or query, render or redirect."""

import ast

from tests.architecture.source import length, modules

ROUTES = [module for module in modules() if module.is_part("routes")]


def test_routes_have_at_most_20_lines() -> None:
    """What is longer holds a decision that belongs to a service or a query."""
    long = {
        f"{module.path}::{function.name}": length(function)
        for module in ROUTES
        for function in module.functions()
        if length(function) > 20
    }
    assert long == {}


def test_routes_do_not_speak_sql() -> None:
    """Neither SQLAlchemy nor the session is theirs."""
    speaking = [
        f"{module.path}:{getattr(node, 'lineno', 1)}"
        for module in ROUTES
        for node in ast.walk(module.tree)
        if _names_sqlalchemy(node) or _is_session(node)
    ]
    assert speaking == []


def _names_sqlalchemy(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").startswith(("sqlalchemy", "flask_sqlalchemy"))
    return isinstance(node, ast.alias) and node.name.startswith(("sqlalchemy", "flask_sqlalchemy"))


def _is_session(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and ast.unparse(node) == "db.session"
