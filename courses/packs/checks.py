"""A check inside a lesson: a question, and options that each say why."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it.token import Token

from courses.packs.markdown import html_of
from courses.packs.pages import Page
from courses.packs.passages import PARAGRAPH, line_of, look_at_inline, passage_html

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_KEY = 80
_MARK = re.compile(r"\[([ xX])\]\s+(?=\S)")
_MARK_ITSELF = re.compile(r"^\[[ xX]\]\s*")
_FEWEST, _MOST = 2, 6

_OPTION = [*PARAGRAPH, "blockquote_open", *PARAGRAPH, "blockquote_close"]


def read_check(block: Sequence[Token], page: Page) -> dict[str, Any]:
    """The check between the colons, as lessons keep it; what is wrong with it was told."""
    opening, inside = block[0], block[1:-1]
    key = _key(opening, page)
    begins = next((i for i, token in enumerate(inside) if token.type == "bullet_list_open"), None)
    if begins is None:
        page.tell(line_of(opening), "check_options", found=0)
        return {}
    prompt, listed = inside[:begins], inside[begins:]
    _demand_form(prompt, listed, opening, page)
    options = [_option(item, page) for item in _items(listed)]
    _demand_choice(options, line_of(listed[0]), page)
    return {
        "key": key,
        "prompt": passage_html(prompt, page),
        "several": [option["is_right"] for option in options].count(True) > 1,
        "options": options,
    }


def _key(opening: Token, page: Page) -> str:
    words = opening.info.split()[1:]
    key = words[0] if words else ""
    if len(words) != 1 or not _KEY.fullmatch(key) or len(key) > _LONGEST_KEY:
        page.tell(line_of(opening), "check_id", found=" ".join(words)[:80])
    else:
        page.check(key, line_of(opening))
    return key


def _demand_form(
    prompt: Sequence[Token], listed: Sequence[Token], opening: Token, page: Page
) -> None:
    """Paragraphs, then one list, then nothing."""
    if not prompt:
        page.tell(line_of(opening), "check_prompt")
    other = [token for token in prompt if token.type not in PARAGRAPH]
    level = listed[0].level
    end = next(i for i, token in enumerate(listed) if token.nesting < 0 and token.level == level)
    for token in (*other, *listed[end + 1 :])[:1]:
        page.tell(line_of(token), "check_form")


def _items(listed: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The tokens of each item, from the one that opens it, without the one that closes it."""
    level, begin = listed[0].level + 1, 0
    for place, token in enumerate(listed):
        if token.level == level and token.type == "list_item_open":
            begin = place
        elif token.level == level and token.type == "list_item_close":
            yield listed[begin:place]


def _option(item: Sequence[Token], page: Page) -> dict[str, Any]:
    opening, inside = item[0], item[1:]
    text = inside[1] if len(inside) > 1 and inside[1].type == "inline" else opening
    is_right = _take_mark(text)
    if is_right is None:
        page.tell(line_of(opening), "check_mark")
    elif not any(token.type == "blockquote_open" for token in inside):
        page.tell(line_of(opening), "check_why")
    elif [token.type for token in inside] != _OPTION:
        page.tell(line_of(opening), "check_form")
    else:
        why = inside[_OPTION.index("blockquote_open") + 2]
        look_at_inline(text, page, plain=True)
        look_at_inline(why, page, is_hidden=True)
        return {"html": _html(text, page), "is_right": is_right, "why": _html(why, page)}
    return {"html": "", "is_right": is_right, "why": ""}


def _take_mark(text: Token) -> bool | None:
    """Whether the option is marked as right, without its mark from now on; None if unmarked."""
    mark = _MARK.match(text.content)
    if mark is None or not text.children:
        return None
    text.children[0].content = _MARK_ITSELF.sub("", text.children[0].content, count=1)
    return mark[1] != " "


def _html(text: Token, page: Page) -> str:
    return "" if page.is_faulty else html_of([text])


def _demand_choice(options: Sequence[dict[str, Any]], line: int, page: Page) -> None:
    """Somebody can be right, somebody can be wrong, and options can be told apart."""
    marks = {option["is_right"] for option in options}
    texts = [option["html"] for option in options if option["html"]]
    if not _FEWEST <= len(options) <= _MOST:
        page.tell(line, "check_options", found=len(options))
    elif marks in ({True}, {False}):
        page.tell(line, "check_no_wrong" if True in marks else "check_no_right")
    elif len(set(texts)) < len(texts):
        page.tell(line, "check_same")
