"""YAML 1.2 as plain values that remember their lines; without aliases, tags and surprises."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from courses.packs.folder import CONTROL
from courses.packs.problems import Problems

Path: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 20

_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Tree:
    """What stands in a YAML file, and in which line; days are left as text."""

    data: Any
    _lines: Mapping[Path, int]

    def line_of(self, *path: str | int) -> int:
        """The line, from 1, where the thing at `path` begins, or else what encloses it.

        Names that are no keys of the file, such as the kind of a question, are passed over.
        """
        at: Path = ()
        for name in path:
            at = (*at, name) if (*at, name) in self._lines else at
        return self._lines.get(at, 1)


class _TooDeep(Exception):
    def __init__(self, line: int) -> None:
        self.line = line


def read_tree(text: str, file: str, problems: Problems) -> Tree | None:
    """What `text` says; None after telling why it cannot be read."""
    before = len(problems)
    try:
        tree = _Reader(text, file, problems).tree()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else None
        problems.add(file, line, "yaml", says=error.problem or error.context)
    except YAMLError as error:
        problems.add(file, None, "yaml", says=error)
    except _TooDeep as error:
        problems.add(file, error.line, "too_deep")
    else:
        return tree if len(problems) == before else None
    return None


class _Reader:
    """Puts the events of the parser together, and tells what a pack may not contain."""

    def __init__(self, text: str, file: str, problems: Problems) -> None:
        self._events: Iterator[Event] = iter(YAML(typ="safe", pure=True).parse(text))
        self._file = file
        self._problems = problems
        self._lines: dict[Path, int] = {}

    def tree(self) -> Tree:
        documents = 0
        data: Any = None
        for event in self._events:
            if not isinstance(event, DocumentStartEvent):
                continue
            documents += 1
            if documents > 1:
                self._tell(event, "several_documents")
                break
            data = self._value(next(self._events), ())
        return Tree(data, self._lines)

    def _tell(self, event: Event, code: str, **details: object) -> None:
        self._problems.add(self._file, _line(event), code, **details)

    def _value(self, event: Event, path: Path) -> Any:  # noqa: ANN401 - whatever the author wrote
        self._lines.setdefault(path, _line(event))
        if len(path) > MAX_DEPTH:
            raise _TooDeep(_line(event))
        self._look_at(event)
        match event:
            case MappingStartEvent():
                return self._mapping(path)
            case SequenceStartEvent():
                return self._sequence(path)
            case ScalarEvent():
                return _scalar(event)
        return None

    def _look_at(self, event: Event) -> None:
        """An alias stands for a copy, and ten of ten of ten copies fill the memory."""
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) is not None:
            self._tell(event, "alias")
        elif (tag := getattr(event, "tag", None)) is not None:
            self._tell(event, "tag", tag=tag)
        elif isinstance(event, ScalarEvent):
            control = CONTROL.search(event.value)
            if control is not None:
                self._tell(event, "control_character", letter=f"U+{ord(control[0]):04X}")

    def _mapping(self, path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._key(event, path)
            if key in mapping:
                self._tell(event, "duplicate_key", key=key, first=self._lines[*path, key])
            self._lines.setdefault((*path, key), _line(event))
            mapping[key] = self._value(next(self._events), (*path, key))
        return mapping

    def _key(self, event: Event, path: Path) -> str:
        if isinstance(event, ScalarEvent):
            self._look_at(event)
            return str(event.value)
        self._tell(event, "key_not_text")
        self._value(event, (*path, ""))
        return ""

    def _sequence(self, path: Path) -> list[Any]:
        sequence: list[Any] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            sequence.append(self._value(event, (*path, len(sequence))))
        return sequence


def _scalar(event: ScalarEvent) -> str | int | float | bool | None:
    """A word, a number or text as YAML 1.2 has it; what stands in quotation marks is text."""
    text = str(event.value)
    if event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _line(event: Event) -> int:
    return event.start_mark.line + 1
