"""Published figures in words."""

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core.audit import AuditEntry
from app.core.errors import DomainError
from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Standing, Verdict
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.corrections import Cells, Today
from app.coverage.queries.rules import RuleNames
from app.coverage.services.snapshots import (
    FutureDay,
    NoteMissing,
    NothingChanged,
    PublishedMeanwhile,
)
from app.coverage.wording import labels, reasons, rules
from app.people.wording import history
from app.web.languages import Count, date_full, moment

_ACTIONS = {
    "training.completion_recorded": _l("Completion recorded"),
    "training.completions_recorded": _l("Completions recorded"),
    "training.completion_confirmed": _l("Completion accepted"),
    "training.completion_revoked": _l("Completion revoked"),
    "training.training_edited": _l("Training changed"),
    "training.version_edited": _l("Programme version changed"),
}


class PolishWords:
    """The words of a publication: it is a Polish document, whatever language the screen is in."""

    language = "pl"

    def __init__(self, rule: Rule, names: RuleNames) -> None:
        self._rule, self._names = rule, names
        self._said: dict[Verdict, str] = {}

    def sentence(self, verdict: Verdict) -> str:
        """The reason as one sentence; many people share one, so each is written once."""
        if verdict not in self._said:
            with force_locale(self.language):
                said = reasons.sentence(verdict, self._rule, self._names.trainings)
            self._said[verdict] = said
        return self._said[verdict]

    def rule(self) -> str:
        """The whole rule as one paragraph."""
        with force_locale(self.language):
            return rules.sentence(self._rule, self._names)


def provisional(unconfirmed: int) -> str:
    """Why the figure is not final yet."""
    return ngettext(
        "Provisional: the staff list of that day is not confirmed by %(num)s unit.",
        "Provisional: the staff list of that day is not confirmed by %(num)s units.",
        Count(unconfirmed),
    )


def state_chip(unconfirmed: int) -> tuple[str, str]:
    """Whether every staff list behind it is confirmed: the kind of chip, and two words."""
    return ("short", _("provisional")) if unconfirmed else ("met", _("lists confirmed"))


def numbered(snapshot: Snapshot) -> str:
    """Which publication of the figure it is."""
    return _("Publication %(number)s", number=snapshot.number)


def published(snapshot: Snapshot) -> str:
    """Who published it, and when."""
    return _(
        "Published on %(moment)s by %(name)s",
        moment=moment(snapshot.published_at),
        name=snapshot.published_by,
    )


def course(*, is_drawn: bool) -> str:
    """What a picture of publications shows; or why there is none yet."""
    if not is_drawn:
        return _(
            "Each published figure becomes a point here. It takes two of this year for a line."
        )
    return _(
        "Each point is a published figure. For so many people the days in between are not reckoned."
    )


def done(snapshot: Snapshot) -> str:
    """That it was published."""
    return _(
        "The figure of %(day)s is published. From now on this page says what it was, whatever is"
        " corrected later.",
        day=date_full(snapshot.as_of),
    )


def refusal(why: DomainError) -> str:
    """Why the figure is not published, and what to do now."""
    match why:
        case FutureDay():
            return _(
                "The figure of %(day)s cannot be published: that day has not come yet."
                " Choose a day up to today.",
                day=date_full(why.as_of),
            )
        case PublishedMeanwhile():
            return _(
                "%(name)s published this figure on %(moment)s, while your page was open."
                " Nothing was published a second time. Look at it before you publish another.",
                name=why.earlier.published_by,
                moment=moment(why.earlier.published_at),
            )
        case NothingChanged():
            return _(
                "Nothing was published: publication %(number)s of %(moment)s says exactly the same."
                " It can be handed on as it is.",
                number=why.earlier.number,
                moment=moment(why.earlier.published_at),
            )
        case NoteMissing():
            return note_missing()
    raise why


def note_missing() -> str:
    """What to write, and why."""
    return _(
        "This figure was published before. Write why it is published again:"
        " the note stands beside both."
    )


def difference(today: Today) -> str:
    """What the figure of that day would be now."""
    if today.is_same:
        return _("Drawn up today, the figure of that day would be the same.")
    now = labels.share(today.figure)
    if today.published == today.figure:
        return _(
            "Drawn up today, the figure of that day would be the same, %(now)s, but not made of the"
            " same people.",
            now=now,
        )
    return _(
        "Drawn up today, the figure of that day would be %(now)s. What was published, %(then)s,"
        " stays as it is.",
        now=now,
        then=labels.share(today.published),
    )


def confirmed_since(snapshot: Snapshot, missing: int) -> str:
    """How many staff lists are missing now, of those that were when it was published."""
    if missing == 0:
        return _(
            "Since then every staff list was confirmed. Published again, the figure will be final."
        )
    return ngettext(
        "Staff lists that were not confirmed: %(num)s now, %(then)s when it was published.",
        "Staff lists that were not confirmed: %(num)s now, %(then)s when it was published.",
        missing,
        then=snapshot.unconfirmed,
    )


def line_said(cells: Cells | None) -> str:
    """What a list says about somebody: where she stands and why."""
    if cells is None:
        return _("not in the figure")
    return labels.standing_label(Standing(cells["standing"]))


def entry_said(entry: AuditEntry) -> str:
    """An entry of the log in one line: what was done, by whom, when, and why."""
    action = str(_ACTIONS.get(entry.action) or history.action_name(entry.action))
    said = _(
        "%(action)s on %(moment)s by %(name)s",
        action=action,
        moment=moment(entry.at),
        name=entry.actor_name,
    )
    return f"{said}: {entry.reason}" if entry.reason else said


def no_entry(today: Today) -> str:
    """What explains somebody's move about whom nothing was corrected."""
    if today.others:
        return _("See the corrections below.")
    return _("No correction on record explains this. Tell whoever looks after Kadra.")


def standing_of(code: str) -> tuple[str, str]:
    """The chip of a standing as it was published: its kind and its words."""
    standing = Standing(code)
    return labels.standing_kind(standing), labels.standing_label(standing)


def file_label(name: str) -> str:
    """What a file of a publication is."""
    return {
        "snapshot.json": _("The figure and its rule"),
        "people.csv": _("Everybody in the figure, with the reason"),
        "units.csv": _("The table of units"),
        "lists.csv": _("Accepted participation lists"),
        "certificates.csv": _("Register of certificates"),
    }[name]
