"""The Markdown that packs are written in, and one line of it as HTML."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from courses.packs.notation import LEFT_OVER, add_notation
from courses.packs.rendering import add_rendering, cleaned

_SAFE_LINK = re.compile(r"https://[^/\s]|mailto:[^\s]|tel:[+0-9]|sms:[+0-9]|#.", re.IGNORECASE)


class Fault(NamedTuple):
    """Something inside a paragraph that a pack may not contain."""

    #: lines after the first of the paragraph
    lines: int
    code: str
    details: Mapping[str, str]


class BadMarkdown(ValueError):
    """The line contains something that has no place in it."""

    def __init__(self, fault: Fault) -> None:
        self.code, self.details = fault.code, fault.details
        super().__init__(f"{fault.code} {dict(fault.details)}")


def _markdown() -> MarkdownIt:
    """CommonMark with tables and our notation.

    HTML is recognised, so that it is seen where it stands and the pack refused. It is never passed
    on: if it were rendered, it would be text.
    """
    markdown = MarkdownIt("commonmark", {"html": True, "xhtmlOut": False}).enable("table")
    markdown.validateLink = _is_link  # type: ignore[method-assign] # the only way to replace it
    add_notation(markdown)
    add_rendering(markdown)
    return markdown


def _is_link(url: str) -> bool:  # noqa: ARG001 - called by its name
    """Whatever is written as a link is seen as one, so that `faults` can refuse it."""
    return True


MARKDOWN = _markdown()


def inline_html(text: str) -> str:
    """One line of Markdown as HTML: emphasis and code, but nothing to press and no pictures.

    Raises:
        BadMarkdown: it contains HTML, a link, a picture, or the notation of lessons.
    """
    tokens = MARKDOWN.parseInline(" ".join(text.split()))
    for fault in faults(tokens[0].children or (), plain=True):
        raise BadMarkdown(fault)
    return html_of(tokens)


def html_of(tokens: Sequence[Token]) -> str:
    """The tokens as HTML that a browser may be given."""
    return cleaned(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def faults(children: Sequence[Token], *, plain: bool) -> Iterator[Fault]:
    """What may not stand in a paragraph; where it is `plain`, links and notation may not either."""
    lines = inside_links = 0
    for token in children:
        inside_links += (token.type == "link_open") - (token.type == "link_close")
        found = _fault(token, plain=plain, inside_link=inside_links > 0)
        if found is not None:
            yield Fault(lines, *found)
        lines += lines_in(token)


def lines_in(token: Token) -> int:
    """How many lines of the source end inside the token, or with it."""
    return 1 if token.type in {"softbreak", "hardbreak"} else token.content.count("\n")


def _fault(token: Token, *, plain: bool, inside_link: bool) -> tuple[str, dict[str, str]] | None:
    match token.type:
        case "html_inline":
            return "html", {"html": token.content[:40]}
        case "link_open":
            href = str(token.attrs["href"])
            code = "link_here" if plain else "link"
            return (code, {"href": href[:80]}) if plain or not _SAFE_LINK.match(href) else None
        case "image" if plain:
            return "picture_here", {}
        case "term" | "fact" if plain or inside_link:
            return "notation_here", {"id": token.meta["id"]}
        case "text" if left_over := LEFT_OVER.search(token.content):
            return "notation", {"text": left_over[0]}
    return None
