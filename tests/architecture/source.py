"""The source the rules are about, read and parsed once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("app", "courses", "quizzes", "certificates")


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file; `path` is relative to the repository."""

    path: str
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """The dotted name it is imported by."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function, nested ones and methods included."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def calls(self) -> Iterator[tuple[int, str]]:
        """Line and dotted callee of every call, such as (12, "db.session.commit")."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node.lineno, ast.unparse(node.func)

    def is_part(self, part: str) -> bool:
        """Whether it is, or belongs to, the `routes`, `services`, ... of a feature."""
        return part in Path(self.path).with_suffix("").parts[1:]


def files(pattern: str, *folders: str) -> list[Path]:
    """The files under `folders` that match, in a fixed order."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob(pattern))


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """The Python files under `folders`, those of the product by default."""
    found = files("*.py", *(folders or PRODUCT))
    texts = {relative(path): path.read_text(encoding="utf-8") for path in found}
    return tuple(Module(path, text, ast.parse(text, path)) for path, text in texts.items())


def relative(path: Path) -> str:
    """The path as the repository knows it."""
    return path.relative_to(ROOT).as_posix()


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function from `def` on, without decorators."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


TEMPLATES = {relative(path): path.read_text() for path in files("templates/**/*.html", *PRODUCT)}
