"""The YAML files of a pack, held against their models."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from courses.packs.folder import PackFolder
from courses.packs.problems import Problems
from courses.packs.trees import Tree, read_tree

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Document(Generic[T]):
    """A file that says what its model asks for."""

    value: T
    _tree: Tree

    def line_of(self, *path: str | int) -> int:
        """The line, from 1, where the thing at `path` begins, or else what encloses it."""
        return self._tree.line_of(*path)


def read_yaml(
    folder: PackFolder, name: str, adapter: TypeAdapter[T], problems: Problems
) -> Document[T] | None:
    """The file as `adapter` understands it; None after telling every fault with its line."""
    tree = tree_of(folder, name, problems)
    if tree is None:
        return None
    try:
        # by way of JSON, where a day is text in strict reading too, as in the schema for editors
        return Document(adapter.validate_json(json.dumps(tree.data), strict=True), tree)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            line = tree.line_of(*found["loc"])
            problems.add(name, line, _code(found), **_details(found))
    return None


def tree_of(folder: PackFolder, name: str, problems: Problems) -> Tree | None:
    """What stands in the file, whatever it is; None after telling why it cannot be read."""
    text = folder.text(name, problems)
    return None if text is None else read_tree(text, name, problems)


def _code(found: ErrorDetails) -> str:
    is_blank = found["input"] is None and found["type"].endswith("_type")
    return "no_value" if is_blank else found["type"]


def _details(found: ErrorDetails) -> Mapping[str, Any]:
    """What the sentence may name; `says` is the English sentence of the model itself."""
    keys = [name for name in found["loc"] if isinstance(name, str) and name != "[key]"]
    return {"key": keys[-1] if keys else "", "says": found["msg"], **found.get("ctx", {})}
