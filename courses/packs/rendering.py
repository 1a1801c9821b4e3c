"""Lessons as HTML: one small function per piece, and the list of what may come out."""

from collections.abc import MutableMapping, Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from courses.packs.notation import BLOCK_CLOSE, BLOCK_OPEN

_TAGS = {
    *("h2", "h3", "h4", "p", "br", "hr", "ul", "ol", "li", "blockquote", "pre"),
    *("em", "strong", "code", "a", "sup", "cite", "time", "button", "span"),
    *("section", "div", "figure", "figcaption", "img"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "*": {"id", "class"},
    "a": {"href", "rel", "aria-label"},
    "button": {"type", "popovertarget"},
    "div": {"role", "tabindex", "aria-label"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start"},
    "section": {"aria-labelledby", "data-kind"},
    "span": {"popover"},
    "th": {"scope"},
    "time": {"datetime"},
}
_SCHEMES = {"https", "mailto", "tel", "sms"}

Env = MutableMapping[str, Any]


def cleaned(html: str) -> str:
    """The HTML without anything that lessons have no use for; a second fence behind the reader."""
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)


def add_rendering(markdown: MarkdownIt) -> None:
    """Tokens become HTML as below; what they need to know stands in their `meta`."""
    for name, rule in _RULES.items():
        markdown.add_render_rule(name, rule)


def _text(
    _self: RendererHTML, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: Env
) -> str:
    return escapeHtml(tokens[place].content)


def _term(
    _self: RendererHTML, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: Env
) -> str:
    """A button that shows the meaning without any script; both may stand inside a paragraph."""
    meta = tokens[place].meta
    return (
        f'<button type="button" class="term" popovertarget="{meta["anchor"]}">'
        f"{escapeHtml(meta['words'])}</button>"
        f'<span class="term-meaning" id="{meta["anchor"]}" popover="">'
        f"<strong>{escapeHtml(meta['term'])}</strong> {escapeHtml(meta['definition'])}</span>"
    )


def _fact(
    _self: RendererHTML, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: Env
) -> str:
    meta = tokens[place].meta
    return (
        f'<sup class="fact"><a href="#{meta["target"]}" id="{meta["anchor"]}" '
        f'aria-label="{escapeHtml(meta["label"])}">{meta["number"]}</a></sup>'
    )


def _figure(
    _self: RendererHTML, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: Env
) -> str:
    meta = tokens[place].meta
    caption = f"<figcaption>{escapeHtml(meta['caption'])}</figcaption>" if meta["caption"] else ""
    return (
        f'<figure><img src="{meta["url"]}" alt="{escapeHtml(meta["alt"])}" '
        f'width="{meta["width"]}" height="{meta["height"]}" loading="lazy">{caption}</figure>\n'
    )


def _block_open(
    _self: RendererHTML, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: Env
) -> str:
    meta = tokens[place].meta
    label = f'<p class="callout-label">{escapeHtml(meta["label"])}</p>\n' if meta["label"] else ""
    classes = f"callout callout-{meta['kind']}" if label else meta["kind"]
    return f'<section class="{classes}" data-kind="{meta["kind"]}">\n{label}'


def _block_close(
    _self: RendererHTML, _tokens: Sequence[Token], _place: int, _options: OptionsDict, _env: Env
) -> str:
    return "</section>\n"


def _table_open(
    _self: RendererHTML, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: Env
) -> str:
    """A region that the keyboard can scroll when the table is wider than the screen."""
    return (
        f'<div class="table-region" role="region" tabindex="0" '
        f'aria-label="{escapeHtml(tokens[place].meta["label"])}">\n<table class="table">\n'
    )


def _table_close(
    _self: RendererHTML, _tokens: Sequence[Token], _place: int, _options: OptionsDict, _env: Env
) -> str:
    return "</table>\n</div>\n"


_RULES = {
    "html_inline": _text,
    "html_block": _text,
    "term": _term,
    "fact": _fact,
    "figure": _figure,
    BLOCK_OPEN: _block_open,
    BLOCK_CLOSE: _block_close,
    "table_open": _table_open,
    "table_close": _table_close,
}
