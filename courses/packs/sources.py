"""The list at the foot of a lesson: where its facts come from, and how fresh they are."""

from collections.abc import Container, Sequence

from markdown_it.common.utils import escapeHtml

from courses.packs.labels import Labels
from courses.packs.pages import Shelf, reference_id, source_id
from courses.packs.rendering import cleaned
from courses.packs.schema import Fact

_HEADING = "sources"


def sources_html(cited: Sequence[str], named: Container[str], shelf: Shelf) -> str:
    """A numbered list of the cited facts, in the order of their numbers in the text.

    From those `named` in the open, a link leads back.
    """
    facts = [fact for key in cited if (fact := (shelf.facts or {}).get(key)) is not None]
    items = "\n".join(_item(fact, fact.id in named, shelf.labels) for fact in facts)
    return cleaned(
        f'<section class="sources" aria-labelledby="{_HEADING}">\n'
        f'<h2 id="{_HEADING}">{escapeHtml(shelf.labels.sources)}</h2>\n'
        f"<ol>\n{items}\n</ol>\n</section>\n"
    )


def _item(fact: Fact, has_way_back: bool, labels: Labels) -> str:  # noqa: FBT001 - private
    source = escapeHtml(fact.source)
    if fact.url is not None:
        source = f'<a href="{escapeHtml(fact.url)}" rel="noopener noreferrer">{source}</a>'
    checked = escapeHtml(labels.checked_on(fact.checked_on, fact.check_again_by))
    back = f'<a class="back" href="#{reference_id(fact.id)}" aria-label="{labels.back}">↑</a>'
    return (
        f'<li id="{source_id(fact.id)}">{escapeHtml(fact.text)} <cite>{source}</cite> '
        f'<span class="checked">{checked}</span>{f" {back}" if has_way_back else ""}</li>'
    )
