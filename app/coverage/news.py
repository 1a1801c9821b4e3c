"""Whether a publication would tell anything that an earlier one does not."""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from typing import Any

from app.coverage.canonical import PEOPLE, PersonLine

#: what differs between two publications that say the same
_OCCASION = frozenset({"number", "log", "published_at", "published_by", "note"})


def says(document: Mapping[str, Any], people: Iterable[bytes]) -> dict[str, Any]:
    """What it says, with the pieces of its people.csv: equal where the second tells nothing new.

    Wording is left out: a sentence that is put in other words is no news.
    """
    rule = {key: value for key, value in document["rule"].items() if key != "sentence"}
    parts = {**document["parts"], PEOPLE: _facts_sha256(people)}
    known = {key: value for key, value in document.items() if key not in _OCCASION}
    return {**known, "rule": rule, "parts": parts}


def _facts_sha256(people: Iterable[bytes]) -> str:
    sentence = PersonLine._fields.index("sentence")
    digest = hashlib.sha256()
    for piece in people:
        reader = csv.reader(io.StringIO(piece.decode(), newline=""), delimiter=";")
        for cells in reader:
            digest.update(repr(cells[:sentence] + cells[sentence + 1 :]).encode())
    return digest.hexdigest()
