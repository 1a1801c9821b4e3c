"""What does not fit on a screen is not read."""

from tests.architecture.source import PRODUCT, files, length, modules, relative

EVERYTHING = (*PRODUCT, "tests")
EXCEPTIONS: frozenset[str] = frozenset()  # paths, or path::function


def test_functions_have_at_most_40_lines() -> None:
    """A function fits on a screen."""
    long = {
        f"{module.path}::{function.name}": length(function)
        for module in modules(*EVERYTHING)
        for function in module.functions()
        if length(function) > 40
    }
    assert long.keys() <= EXCEPTIONS, long


def test_modules_have_at_most_250_lines() -> None:
    """A module that grows further becomes a package with one file per noun."""
    lines = {module.path: module.text.count("\n") for module in modules(*EVERYTHING)}
    long = {path: count for path, count in lines.items() if count > 250}
    assert long.keys() <= EXCEPTIONS, long


def test_templates_have_at_most_120_lines() -> None:
    """A page that grows further is made of partials and macros."""
    lines = {relative(path): path.read_text().count("\n") for path in files("*.html", *PRODUCT)}
    long = {path: count for path, count in lines.items() if count > 120}
    assert long.keys() <= EXCEPTIONS, long
