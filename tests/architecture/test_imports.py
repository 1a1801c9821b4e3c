"""Imports point down the order of the house and never in a circle."""

import subprocess
import sys

import pytest
from importlinter.cli import lint_imports

from tests.architecture.source import ROOT, modules


def test_every_module_can_be_imported_first() -> None:
    """No module needs another to have been imported before it."""
    names = [module.name for module in modules()]
    command = [sys.executable, "-m", "tests.architecture.import_first", *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_imports_keep_the_contracts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The contracts stand in pyproject.toml under [tool.importlinter]."""
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out
