"""Who was in a figure as it was published, read back from its file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.folding import fold, polish_sort_key
from app.core.paging import Page
from app.coverage.canonical import PEOPLE, PersonLine, read_lines
from app.coverage.indicator.values import Standing
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.corrections import Cells
from app.coverage.queries.snapshots import figure_of, is_large, pieces_of

_ROWS = 50


@dataclass(frozen=True, slots=True)
class PublishedPeople:
    """A page of the list by name, and how many stand where in all of it."""

    page: Page[Cells]
    counts: Mapping[Standing, int]


def people_of(
    snapshot: Snapshot, standing: Standing | None, words: str, page: int
) -> PublishedPeople | None:
    """A page of those who were in the figure; only those with this standing, or such a name.

    None where they are too many for a page to go through: their file has them all.
    """
    if is_large(figure_of(snapshot)):
        return None
    lines = read_lines(PEOPLE, b"".join(pieces_of(snapshot, PEOPLE)))
    everybody = [dict(zip(PersonLine._fields, cells, strict=True)) for cells in lines]
    counts = Counter(one["standing"] for one in everybody)
    looked_for = fold(words).split()
    wanted = [
        one
        for one in everybody
        if (standing is None or one["standing"] == standing) and _is_called(one, looked_for)
    ]
    wanted.sort(key=_by_name)
    shown = (Standing.TRAINED, Standing.NOT_TRAINED, Standing.EXCLUDED)
    return PublishedPeople(Page.cut(wanted, page, _ROWS), {one: counts[one] for one in shown})


def _is_called(one: Cells, looked_for: Sequence[str]) -> bool:
    name = fold(f"{one['last_name']} {one['first_name']}")
    return all(word in name for word in looked_for)


def _by_name(one: Cells) -> tuple[str, str, int]:
    name = polish_sort_key(one["last_name"]), polish_sort_key(one["first_name"])
    return *name, int(one["person_id"])
