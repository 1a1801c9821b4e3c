"""Several requests at the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import TypeVar

Result = TypeVar("Result")


def at_once(*works: Callable[[], Result]) -> list[Result]:
    """What each of them returns, started together in a thread of its own."""
    barrier = Barrier(len(works))
    results: dict[int, Result] = {}
    failures: list[BaseException] = []

    def run(number: int, work: Callable[[], Result]) -> None:
        barrier.wait()
        try:
            results[number] = work()
        except BaseException as failure:  # noqa: BLE001 - whatever it is, the test should show it
            failures.append(failure)

    threads = [Thread(target=run, args=numbered) for numbered in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    return [results[number] for number in range(len(works))]
