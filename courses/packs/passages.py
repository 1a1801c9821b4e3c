"""The running text of a lesson: its tokens are looked at, and given what rendering needs."""

from collections.abc import Sequence
from urllib.parse import unquote

from markdown_it.token import Token

from courses.packs.markdown import faults, html_of, lines_in
from courses.packs.notation import BLOCK_OPEN
from courses.packs.pages import Page

PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


def passage_html(tokens: Sequence[Token], page: Page) -> str:
    """The passage as HTML; what is wrong with it was told, then there is no HTML."""
    tokens = _with_figures(tokens, page)
    for place, token in enumerate(tokens):
        line = line_of(token)
        match token.type:
            case "html_block":
                page.tell(line, "html", html=token.content.strip()[:40])
            case "heading_open":
                text = _plain_text(tokens[place + 1].children)
                token.attrSet("id", page.heading(len(token.markup), text, line))
            case "table_open":
                token.meta = {"label": page.table()}
                _name_cells(_table(tokens[place:]))
            case "inline":
                look_at_inline(token, page)
            case _ if token.type == BLOCK_OPEN and "kind" not in token.meta:
                page.tell(line, "block_in_block", name=token.info.strip())
    return "" if page.is_faulty else html_of(tokens)


def look_at_inline(
    token: Token, page: Page, *, plain: bool = False, is_hidden: bool = False
) -> None:
    """Terms, facts and links of the paragraph know what they stand for."""
    children = token.children or []
    first = line_of(token)
    for fault in faults(children, plain=plain):
        page.tell(first + fault.lines, fault.code, **fault.details)
    line = first
    for child in children:
        _look_at(child, page, line, is_hidden=is_hidden)
        line += lines_in(child)


def line_of(token: Token) -> int:
    """Where the token begins in its file, from 1."""
    return token.map[0] + 1 if token.map else 1


def _look_at(token: Token, page: Page, line: int, *, is_hidden: bool) -> None:
    match token.type:
        case "term":
            token.meta |= page.term(token.meta["id"], token.content, line)
        case "fact":
            token.meta |= page.fact(token.meta["id"], line, is_hidden=is_hidden)
        case "link_open":
            _look_at_link(token, page, line)
        case "image":
            page.tell(line, "picture_in_text")
        case "text" if token.content.startswith("::"):
            page.tell(line, "stray_colons", text=token.content[:40])


def _look_at_link(token: Token, page: Page, line: int) -> None:
    href = str(token.attrs["href"])
    if href.startswith("#"):
        token.attrSet("href", page.link(unquote(href[1:]), line))
    else:
        token.attrSet("rel", "noopener noreferrer")


def _plain_text(children: Sequence[Token] | None) -> str:
    """What is read when the children are read aloud."""
    words = (one.content or one.meta.get("id", " ") for one in children or () if not one.nesting)
    return " ".join("".join(words).split())


def _with_figures(tokens: Sequence[Token], page: Page) -> list[Token]:
    """The tokens with one `figure` in the place of each paragraph that is a picture."""
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        image = _only_image(tokens[place : place + 3])
        if image is None:
            result.append(tokens[place])
            place += 1
        else:
            result.append(_figure(image, page, line_of(tokens[place])))
            place += 3
    return result


def _only_image(tokens: Sequence[Token]) -> Token | None:
    """The picture that is all of this paragraph."""
    if [token.type for token in tokens] != PARAGRAPH:
        return None
    children = tokens[1].children or ()
    seen = [one for one in children if one.type != "text" or one.content.strip()]
    return seen[0] if [one.type for one in seen] == ["image"] else None


def _figure(image: Token, page: Page, line: int) -> Token:
    for fault in faults(image.children or (), plain=True):
        page.tell(line + fault.lines, fault.code, **fault.details)
    alt = _plain_text(image.children)
    if not alt:
        page.tell(line, "no_alt_text", source=str(image.attrs["src"])[:80])
    picture = page.picture(str(image.attrs["src"]), line)
    figure = Token("figure", "figure", 0, block=True)
    if picture is not None:
        figure.meta = {
            "url": picture.url,
            "alt": alt,
            "caption": str(image.attrs.get("title", "")),
            "width": picture.width,
            "height": picture.height,
        }
    return figure


def _table(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens of the table that begins here."""
    end = next(place for place, token in enumerate(tokens) if token.type == "table_close")
    return tokens[:end]


def _name_cells(tokens: Sequence[Token]) -> None:
    """Headers say what they head; if the first is empty, each row begins with one of its own."""
    has_row_headers = not tokens[4].content  # after table, head, row and cell were opened
    column = 0
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            column = 0
        if token.type not in {"th_open", "td_open"}:
            continue
        _align(token)
        is_header = token.type == "th_open"
        content, closing = tokens[place + 1 : place + 3]
        token.tag = closing.tag = "td"
        if content.content and (is_header or (has_row_headers and column == 0)):
            token.tag = closing.tag = "th"
            token.attrSet("scope", "col" if is_header else "row")
        column += 1


def _align(cell: Token) -> None:
    """By a class, because styles of elements are not allowed."""
    style = str(cell.attrs.pop("style", ""))
    if style:
        cell.attrSet("class", f"cell-{style.removeprefix('text-align:')}")
