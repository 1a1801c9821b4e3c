"""A package holds modules, not objects; otherwise importing one part imports all."""

import ast

from tests.architecture.source import PRODUCT, modules


def test_an_init_file_is_a_docstring_and_nothing_else() -> None:
    """`from app.factory import create_app`, never `from app import create_app`."""
    packages = [m for m in modules(*PRODUCT, "tests") if m.path.endswith("/__init__.py")]
    fuller = [m.path for m in packages if len(m.tree.body) != 1 or not ast.get_docstring(m.tree)]
    assert fuller == []
