"""Import each named module into an interpreter that holds none of ours yet.

Libraries are loaded once; then every module gets a fork of its own, which costs milliseconds
where a new interpreter costs half a second.
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
    """Exit with the names that failed, in words, or with 0."""
    for library in LIBRARIES:
        import_module(library)
    failed = [name for name in sys.argv[1:] if not imports(name)]
    sys.exit(f"cannot be imported first: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
