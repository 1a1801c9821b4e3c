"""Every view says who may see it, and reading changes nothing."""

import ast

import pytest
from flask import Flask

from app.core.permissions import Permission
from app.web.gate import PUBLIC, declared_permission
from tests.architecture.source import modules

#: open to everybody, on purpose
PUBLIC_VIEWS = {
    "demo.mail",
    "demo.style",
    "badges.meet",
    "calendar.feed",
    "home.switch_language",
    "participation.check",
    "room.ask",
    "room.exchange",
    "room.type_code",
    "scanner.index",
    "scanner.manifest",
    "scanner.worker",
    "sign_in.ask",
    "sign_in.choose_password",
    "sign_in.enter",
    "sign_in.forgot",
    "sign_in.leave",
    "sign_in.sent",
    "sign_in.show",
    "stylesheet",
    "v1.description",
    "verification.ask",
    "verification.show",
}
SAFE = {"GET", "HEAD", "OPTIONS"}

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # no SQL here


@on_one_database
def test_every_view_declares_a_permission_or_is_public(app: Flask) -> None:
    silent = [
        endpoint for endpoint in app.view_functions if declared_permission(app, endpoint) is None
    ]
    assert silent == []


@on_one_database
def test_public_views_are_few_and_named_here(app: Flask) -> None:
    public = {
        endpoint for endpoint in app.view_functions if declared_permission(app, endpoint) == PUBLIC
    }
    assert public <= PUBLIC_VIEWS
    assert PUBLIC_VIEWS - public <= {"demo.mail", "demo.style"}


@on_one_database
def test_a_permission_to_read_never_changes_anything(app: Flask) -> None:
    """A `:read` permission does not stand on a view that takes a form."""
    writing = {
        rule.endpoint: declared_permission(app, rule.endpoint)
        for rule in app.url_map.iter_rules()
        if (rule.methods or set()) - SAFE
        and str(declared_permission(app, rule.endpoint)).endswith(":read")
    }
    assert writing == {}


def test_every_permission_guards_something() -> None:
    """What no view, template or service asks for would be a promise that nobody keeps."""
    asked = {
        node.attr
        for module in modules()
        if module.path != "app/core/permissions.py"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Permission"
    }
    assert asked == set(Permission.__members__)


def test_only_the_table_of_permissions_asks_about_roles() -> None:
    """Everybody else asks about permissions; the demo casts its players, which is no question."""
    asking = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        if not module.path.startswith(("app/core/permissions", "app/core/actors", "app/cli/demo/"))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Compare) and "Role." in ast.unparse(node)
    ]
    assert asking == []
