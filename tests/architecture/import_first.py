"""Import each named module into an interpreter that holds none of ours yet.

Libraries are loaded once, and so is every layer of which all modules have passed: nothing in it
imports what stands above. Then every module gets a fork of its own, which costs milliseconds where
a new interpreter costs half a second.
"""

import os
import sys
import traceback
from importlib import import_module

LIBRARIES = (
    *("alembic.command", "argon2", "flask_babel", "flask_login", "flask_sqlalchemy"),
    *("holidays", "huey.api", "icalendar", "itsdangerous", "PIL.Image"),
    *("flask_wtf", "markdown_it", "mdit_py_plugins.container", "nh3", "pikepdf"),
    *("pydantic.json_schema", "python_calamine", "redis"),
    *("qrcode.main", "reportlab.pdfbase.ttfonts", "reportlab.pdfgen.canvas"),
    *("ruamel.yaml", "whitenoise", "wtforms", "xlsxwriter"),
)

_FEATURES = (
    *("app.people", "app.accounts", "app.training", "courses", "quizzes"),
    *("app.attendance", "app.recognition", "certificates", "app.coverage", "app.reminders"),
)
#: from the ground up; whatever belongs to none stands above them all
LAYERS = (
    *("app.core.", "app.web."),
    *(f"{feature}.{part}" for feature in _FEATURES for part in ("models.", "queries.", "")),
    "",
)


def imports(name: str) -> bool:
    """Whether `name` can be imported first; if not, the traceback is on stderr."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    try:
        import_module(name)
    except BaseException:  # noqa: BLE001 - even an exit at import is a failure to import
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def main() -> None:
    """Exit with the names that failed in the lowest layer where any does, or with 0."""
    for library in LIBRARIES:
        import_module(library)
    left = sys.argv[1:]
    for layer in LAYERS:
        own = [name for name in left if f"{name}.".startswith(layer)]
        left = [name for name in left if name not in own]
        if failed := [name for name in own if not imports(name)]:
            sys.exit(f"cannot be imported first: {', '.join(failed)}")
        for name in own if layer else ():
            import_module(name)


if __name__ == "__main__":
    main()
