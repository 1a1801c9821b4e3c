"""Which post a line of the list names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.folding import fold
from app.people.roster.facts import Place, Remark

TEACHING = "teaching"
NOT_TEACHING = "not_teaching"
UNDECIDED = "undecided"
SAME_AS = "same_as:"  # followed by the number of a post

#: the answers that make a new post, and what they say about it
IS_TEACHING: Mapping[str, bool | None] = {TEACHING: True, NOT_TEACHING: False, UNDECIDED: None}


@dataclass(slots=True)
class UnknownPost:
    """A post that the catalogue does not have. `id` stands for it in a plan, below zero."""

    id: int
    name: str
    folded_name: str
    #: where it stands first
    place: Place
    #: the user's decision, one of `IS_TEACHING`; None while nobody has decided
    decision: str | None
    lines: int = 0


class Posts:
    """The catalogue, with the user's decisions about what it lacks.

    `known` maps folded names and aliases to posts; `decisions` maps folded names to an answer,
    `otherwise` is the answer about any other post that is unknown.
    """

    def __init__(
        self,
        known: Iterable[tuple[str, int]],
        decisions: Mapping[str, str],
        otherwise: str | None = None,
    ) -> None:
        self._known = dict(known)
        self._ids = set(self._known.values())
        self._decisions = decisions
        self._otherwise = otherwise
        self._ids_by_text: dict[str, int] = {}
        #: by folded name, in the order of the list
        self.unknown: dict[str, UnknownPost] = {}
        #: folded names that a decision makes other names of a post
        self.aliases: dict[str, int] = {}

    def id_of(self, text: str, place: Place) -> int | None:
        """The post with this name or alias; below zero for an unknown one; None for no text."""
        if not text:
            return None
        post_id = self._ids_by_text.get(text)
        if post_id is None:
            post_id = self._ids_by_text[text] = self._find(text, place)
        if post_id < 0:
            self.unknown_with(post_id).lines += 1
        return post_id

    def name_of_unknown(self, post_id: int) -> str:
        """What an unknown post is called in the list."""
        return self.unknown_with(post_id).name

    def _find(self, text: str, place: Place) -> int:
        folded = fold(text)[:120]
        known = self._known.get(folded)
        return known if known is not None else self._decided(text, folded, place)

    def _decided(self, text: str, folded: str, place: Place) -> int:
        decision = self._decisions.get(folded, self._otherwise)
        if decision and decision.startswith(SAME_AS):
            post_id = int(decision.removeprefix(SAME_AS))
            if post_id in self._ids:
                self.aliases[folded] = post_id
                return post_id
        answer = decision if decision in IS_TEACHING else None
        number = -len(self.unknown) - 1
        unknown = UnknownPost(number, text, folded, place, answer)
        return self.unknown.setdefault(folded, unknown).id

    def warnings(self) -> list[Remark]:
        """The posts about which somebody must decide later."""
        return [
            Remark(post.place, "post_unknown", {"post": post.name})
            for post in self.unknown.values()
            if post.decision == UNDECIDED
        ]

    def unknown_with(self, post_id: int) -> UnknownPost:
        """The unknown post that this number below zero stands for."""
        return list(self.unknown.values())[-post_id - 1]
