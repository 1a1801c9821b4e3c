"""What the page of one staff list shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.core.imports import FileImport
from app.people.forms.roster import CommitForm, PostsForm, posts_form
from app.people.models import Unit
from app.people.queries.posts import post_choices
from app.people.queries.units import unit_or_404
from app.people.roster.outcome import KEPT_ITEMS
from app.people.wording import roster as wording

Outcome = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """Sheets with the same columns: how many, the first one, and its columns."""

    count: int
    sheet: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RosterPage:
    """One staff list: the outcome of the last look or of the import, and the forms about it."""

    outcome: Outcome
    unit: Unit
    as_of: date
    groups: list[SheetGroup]
    posts: PostsForm
    commit: CommitForm

    @property
    def counts(self) -> dict[str, int]:
        return dict(self.outcome["counts"])

    @property
    def people(self) -> int:
        """How many people the import touches or finds unchanged."""
        return sum(self.counts[f"persons_{change}"] for change in ("new", "changed", "unchanged"))

    @property
    def is_undecided(self) -> bool:
        """Whether a post waits for a decision before anything can be imported."""
        return any(post["decision"] is None for post in self.outcome["unknown_posts"])

    @property
    def changes_nothing(self) -> bool:
        """Whether Kadra has everything already."""
        return not (self.outcome["totals"]["new"] or self.outcome["totals"]["changed"])


def page_of(
    file_import: FileImport, *, posts: PostsForm | None = None, commit: CommitForm | None = None
) -> RosterPage:
    """The page of a list that has been looked at; a form that was sent already is given."""
    outcome = file_import.result or file_import.preview or {}
    return RosterPage(
        outcome=outcome,
        unit=unit_or_404(int(file_import.unit_path.split(".")[-2])),
        as_of=date.fromisoformat(file_import.decisions["as_of"]),
        groups=_groups(outcome["sheets"]),
        posts=posts or posts_form_of(file_import),
        commit=commit or commit_form_of(file_import),
    )


def posts_form_of(file_import: FileImport) -> PostsForm:
    """The questions about the posts that the catalogue lacks."""
    posts = (file_import.preview or {}).get("unknown_posts", [])
    names = {post["folded_name"]: post["name"] for post in posts}
    answers = {post["folded_name"]: post["decision"] for post in posts}
    choices = wording.decision_choices(post_choices()) if posts else []
    return posts_form(names, choices, answers)


def commit_form_of(file_import: FileImport) -> CommitForm:
    """The form that imports what was seen."""
    preview = file_import.preview or {"fingerprint": "", "not_in_file": [], "totals": {}}
    last_day = date.fromisoformat(file_import.decisions["as_of"]) - timedelta(days=1)
    form = CommitForm(data={"seen": preview["fingerprint"], "last_day": last_day})
    missing = preview["totals"].get("not_in_file", 0)
    form.offer({
        "ending": wording.ending_choices(missing, can_choose=missing <= KEPT_ITEMS),
        "employments": [(item["id"], item["name"]) for item in preview["not_in_file"]],
    })
    return form


def _groups(sheets: list[dict[str, Any]]) -> list[SheetGroup]:
    counted: dict[str, SheetGroup] = {}
    for sheet in sheets:
        key = repr((sheet["headings"], sheet["ignored"]))
        found = counted.get(key, SheetGroup(0, sheet))
        counted[key] = SheetGroup(found.count + 1, found.sheet)
    return list(counted.values())
