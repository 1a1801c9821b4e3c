"""Settings come in through one door."""

import ast

from tests.architecture.source import modules


def test_only_the_settings_read_the_environment() -> None:
    """Everything else is handed a Settings."""
    reading = {
        module.path
        for module in modules()
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"})
        or (isinstance(node, ast.alias) and node.name in {"environ", "environb", "getenv"})
    }
    assert reading == {"app/core/settings.py"}
