"""Whoever changes something is known, and the change is in the log."""

import ast

from tests.architecture.source import modules

SERVICES = [module for module in modules() if module.is_part("services")]
#: nobody is signed in yet when these are called
ANONYMOUS: frozenset[str] = frozenset()
#: what they keep is a record of its own, see docs/decisions/0015, 0020 and 0032
OWN_RECORDS = {
    "app.attendance.services.check_ins",
    "app.attendance.services.notices",
    "app.attendance.services.paper",
    "app.attendance.services.room",
    "app.attendance.services.scans",
    "app.attendance.services.told",
    "app.coverage.services.errands",
    "app.reminders.services.sending",
    "courses.services.progress",
    "quizzes.services.answers",
}


def test_every_public_service_is_told_by_whom() -> None:
    """`by` is an Actor, and can only be passed by name."""
    without = {
        f"{module.name}.{function.name}"
        for module in SERVICES
        for function in module.tree.body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
        if "by" not in {argument.arg for argument in function.args.kwonlyargs}
    }
    assert without == ANONYMOUS


def test_every_module_of_services_writes_to_the_log() -> None:
    """A command leaves an entry with `audit.record`."""
    silent = [
        module.name
        for module in SERVICES
        if not module.path.endswith("__init__.py")
        and module.name not in OWN_RECORDS
        and "audit.record" not in {call for _, call in module.calls()}
    ]
    assert silent == []
