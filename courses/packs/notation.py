"""What lessons have beyond CommonMark: [[terms]], [^facts], and blocks between colons."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.container import container_plugin

#: [[term]] or [[term|words]]; the words may run over the end of a line
_TERM = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]|]+))?\]\]")
_FACT = re.compile(r"\[\^([^\[\]\s]+)\]")
#: what begins like notation and was not understood
LEFT_OVER = re.compile(r"(?:\[\[|\[\^|\]\().{0,40}")

BLOCK_OPEN, BLOCK_CLOSE = "container_block_open", "container_block_close"


def add_notation(markdown: MarkdownIt) -> None:
    """Tokens `term` and `fact` have their `id` in `meta`, terms their words as content.

    A block has what stands after its colons as `info`, whether or not there is such a block.
    """
    container_plugin(markdown, "block", validate=lambda words, _colons: bool(words.strip()))
    markdown.inline.ruler.before("link", "term", _term_rule)
    markdown.inline.ruler.before("link", "fact", _fact_rule)


def _term_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as rules are called
    return _take(state, _TERM.match(state.src, state.pos), "term", silent=silent)


def _fact_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as rules are called
    return _take(state, _FACT.match(state.src, state.pos), "fact", silent=silent)


def _take(state: StateInline, found: re.Match[str] | None, kind: str, *, silent: bool) -> bool:
    if found is None:
        return False
    if not silent:
        token = state.push(kind, "", 0)
        token.meta = {"id": found[1].strip()}
        token.content = " ".join(found[2].split()) if kind == "term" and found[2] else ""
    state.pos = found.end()
    return True
