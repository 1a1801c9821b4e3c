"""Packages of the system, where there is apt and we may use it."""

import os
import shutil
import subprocess
import sys


def install(*packages: str) -> bool:
    """Whether apt says that the packages are on this machine now; what it does goes to stderr."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get"):
        return False
    if as_root and not (shutil.which("sudo") and _run(*as_root, "true")):
        return False
    _run(*as_root, "apt-get", "update")
    return _run(*as_root, "apt-get", "install", "--yes", "--no-install-recommends", *packages)


def _run(*command: str) -> bool:
    done = subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        check=False,
    )
    return done.returncode == 0
