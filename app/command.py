"""The `kadra` command. Its commands need an application; serving pages needs no command."""

from app.cli.main import kadra
from app.factory import create_app


def main() -> None:
    """The command runs with what was typed."""
    kadra(obj=create_app)
