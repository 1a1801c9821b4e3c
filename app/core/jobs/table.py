"""What can be done later: kinds of jobs, who does them, and which the clock calls for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

#: does one job with its arguments, in transactions of its own; doing it twice does no harm
Handler = Callable[[Mapping[str, Any]], object]


@dataclass(frozen=True, slots=True)
class JobTable:
    """The handler of each kind, and every how many minutes the clock calls for some of them."""

    handlers: Mapping[str, Handler]
    ticks: Mapping[str, int]
