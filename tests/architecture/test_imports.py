"""Imports point down the order of the house and never in a circle."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT, modules


def test_every_module_can_be_imported_first() -> None:
    """No module needs another to have been imported before it."""
    names = [module.name for module in modules()]
    command = [sys.executable, "-m", "tests.architecture.import_first", *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_imports_keep_the_contracts() -> None:
    """They stand in pyproject.toml under [tool.importlinter].

    Asked in a process of its own: the linter silences every logger of the one it runs in.
    """
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
