"""Every kind there is: a module of this package with a `KIND` is found by itself."""

from collections.abc import Mapping
from functools import reduce
from importlib import import_module
from operator import or_
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from quizzes import kinds
from quizzes.kinds.kind import Kind, Written


def _found() -> dict[str, Kind]:
    names = sorted(module.name for module in iter_modules(kinds.__path__))
    modules = [import_module(f"{kinds.__name__}.{name}") for name in names]
    every: list[Kind] = [module.KIND for module in modules if hasattr(module, "KIND")]
    return {kind.name: kind for kind in every}


#: name → kind
KINDS: Mapping[str, Kind] = MappingProxyType(_found())


def question_file() -> TypeAdapter[list[Written]]:
    """A file of questions as authors write it: a list, each question of any kind."""
    written: Any = reduce(or_, (kind.written for kind in KINDS.values()))
    return TypeAdapter(list[Annotated[written, Field(discriminator="kind")]])
