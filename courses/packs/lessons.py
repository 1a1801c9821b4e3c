"""A lesson file as the parts that people read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from courses.packs.checks import read_check
from courses.packs.folder import PackFolder
from courses.packs.markdown import MARKDOWN
from courses.packs.notation import BLOCK_OPEN
from courses.packs.pages import Page, Shelf
from courses.packs.passages import line_of, passage_html
from courses.packs.problems import Problems
from courses.packs.sources import sources_html

CHECK = "check"


@dataclass(frozen=True, slots=True)
class LessonBody:
    """What a lesson consists of, and what of the pack it uses."""

    #: in order: {"html": …} or {"check": {"key", "prompt", "several", "options": […]}}
    parts: tuple[dict[str, Any], ...]
    facts: tuple[str, ...]
    pictures: frozenset[str]


def read_lesson(
    folder: PackFolder, name: str, shelf: Shelf, problems: Problems
) -> LessonBody | None:
    """The lesson; without parts after telling what is wrong with it, None if it cannot be read."""
    text = folder.text(name, problems)
    if text is None:
        return None
    page = Page(name, shelf, problems)
    parts = list(_parts(text, page))
    page.finish()
    if page.cited and not page.is_faulty:
        parts.append({"html": sources_html(page.cited, page.named, shelf)})
    found = () if page.is_faulty else tuple(parts)
    return LessonBody(found, tuple(page.cited), frozenset(page.pictures))


def _parts(text: str, page: Page) -> Iterator[dict[str, Any]]:
    passage: list[Token] = []
    for block in _blocks(MARKDOWN.parse(text)):
        kind = _kind(block[0], text, page)
        if kind != CHECK:
            passage += block
            continue
        if passage:
            yield {"html": passage_html(passage, page)}
        yield {"check": read_check(block, page)}
        passage = []
    if passage:
        yield {"html": passage_html(passage, page)}


def _blocks(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The tokens of each paragraph, list, … of the outermost level."""
    begin = 0
    for place, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            yield tokens[begin : place + 1]
            begin = place + 1


def _kind(opening: Token, text: str, page: Page) -> str:
    """What kind of block begins here, empty if it is none of ours."""
    if opening.type != BLOCK_OPEN:
        return ""
    line = line_of(opening)
    kind, *words = opening.info.split()
    if not _is_closed(opening, text):
        page.tell(line, "block_open", name=kind)
    if kind == CHECK:
        return kind
    if kind not in page.labels.blocks:
        page.tell(line, "unknown_block", name=kind)
    elif words:
        page.tell(line, "block_words", name=kind, words=" ".join(words)[:40])
    opening.meta = {"kind": kind, "label": page.labels.blocks.get(kind, "")}
    return kind


def _is_closed(opening: Token, text: str) -> bool:
    """The parser closes what is open at the end of the file, where an author forgot to."""
    lines = text.split("\n")
    end = opening.map[1] if opening.map else len(lines)
    return end < len(lines) and set(lines[end].strip()) == {":"}
