"""The lists that an import makes (changes, refusals), when they are too long for the database."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.web.intake import path_of

#: takes one item of the list with this name, as plain values
Sink = Callable[[str, dict[str, Any]], None]


@contextmanager
def writing_lists(number: int) -> Iterator[Sink]:
    """What goes into the sink can be read with `read_list` once the block has ended well."""
    path = _lists_path(number)
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("w", encoding="utf-8") as file:

        def sink(name: str, item: dict[str, Any]) -> None:
            file.write(json.dumps([name, item], ensure_ascii=False) + "\n")

        yield sink
    unfinished.replace(path)


def read_list(number: int, name: str) -> Iterator[dict[str, Any]]:
    """Every item of that name, in order, read piece by piece; nothing if there was no preview."""
    path = _lists_path(number)
    if not path.exists():
        return
    with path.open(encoding="utf-8") as file:
        for line in file:
            found, item = json.loads(line)
            if found == name:
                yield item


def _lists_path(number: int) -> Path:
    return path_of(number).with_suffix(".lists")
