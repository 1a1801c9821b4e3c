"""There is one clock, so that every rule can be asked about any moment."""

import re

from tests.architecture.source import modules

OTHER_CLOCKS = re.compile(
    r"(^|\.)(datetime|date)\.(now|utcnow|today|fromtimestamp)$|^time\.time$|^func\.(now|current_\w+)$"
)


def test_only_the_clock_asks_the_machine_for_the_time() -> None:
    """Everything else calls app.core.clock or takes `at` as an argument."""
    asking = [
        f"{module.path}:{line} {call}"
        for module in modules()
        for line, call in module.calls()
        if OTHER_CLOCKS.search(call) and module.path != "app/core/clock.py"
    ]
    assert asking == []
