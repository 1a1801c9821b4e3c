"""Who is counted, in plain words."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.coverage.indicator.rule import Measure, MultiSchool, Population, Posts, Rule
from app.coverage.queries.rules import RuleNames
from app.people.models import UnitKind
from app.web.languages import date_full, number

_UNITS = {
    UnitKind.PRIMARY_SCHOOL: _l("primary schools"),
    UnitKind.KINDERGARTEN: _l("kindergartens"),
    UnitKind.SCHOOL_COMPLEX: _l("school complexes"),
    UnitKind.SHARED_SERVICE_CENTRE: _l("shared services centres"),
    UnitKind.RUNNING_BODY: _l("running bodies"),
    UnitKind.OTHER: _l("other units"),
}


def unit_choices() -> list[tuple[str, str]]:
    """Every kind of unit, schools first."""
    return [(kind.value, str(name)) for kind, name in _UNITS.items()]


def units_named(kind: UnitKind | str) -> str:
    """Units of this kind, in the plural and in the middle of a sentence."""
    return str(_UNITS[UnitKind(kind)])


def people(rule: Rule, names: RuleNames) -> Iterator[tuple[str, Iterable[str]]]:
    """What each setting about people means: its name, and sentences."""
    yield _("Who is counted"), (_posts(rule, names), _places(rule))
    yield _("Part-time"), _part_time(rule)
    yield _("Several schools"), (_several_schools(rule),)
    yield _("First days of work"), (_first_days(rule),)
    yield _("Long absence"), _absence(rule)


def _posts(rule: Rule, names: RuleNames) -> str:
    start = date_full(rule.window_start)
    posts = ", ".join(sorted(names.post(one) or _("a post that is gone") for one in rule.post_ids))
    on_the_day = rule.population is Population.AS_OF_DATE
    if rule.posts is Posts.ALL:
        if on_the_day:
            return _("Counted is everybody who is employed on the chosen day, on any post.")
        return _(
            "Counted is everybody who was employed, on any post, on at least one day from"
            " %(start)s to the chosen day.",
            start=start,
        )
    if rule.posts is Posts.TEACHING:
        if on_the_day:
            return _(
                "Counted is everybody who holds a teaching post on the chosen day; which posts are"
                " teaching posts, the catalogue of posts says."
            )
        return _(
            "Counted is everybody who held a teaching post on at least one day from %(start)s to"
            " the chosen day; which posts are teaching posts, the catalogue of posts says.",
            start=start,
        )
    if on_the_day:
        return _(
            "Counted is whoever holds one of these posts on the chosen day: %(posts)s.", posts=posts
        )
    return _(
        "Counted is whoever held one of these posts on at least one day from %(start)s to the"
        " chosen day: %(posts)s.",
        start=start,
        posts=posts,
    )


def _places(rule: Rule) -> str:
    if looks_everywhere(rule):
        return _("Every unit is looked at.")
    return _("Only work in these units is looked at: %(units)s.", units=units(rule))


def looks_everywhere(rule: Rule) -> bool:
    """Whether units of every kind are looked at."""
    return set(UnitKind) <= rule.scope_unit_kinds


def units(rule: Rule) -> str:
    """The units that the rule looks at, in the middle of a sentence."""
    return ", ".join(units_named(kind) for kind in _UNITS if kind in rule.scope_unit_kinds)


def _part_time(rule: Rule) -> Iterator[str]:
    if rule.min_fte:
        yield _(
            "An employment counts only if it is more than %(fte)s of full-time work.",
            fte=number(rule.min_fte),
        )
    if rule.measure is Measure.FTE:
        yield _(
            "Posts are added up, not people: half of full-time work is half a post, and nobody is"
            " more than one post."
        )
    else:
        yield _("People are added up: whoever works part-time is one person like everybody else.")


def _several_schools(rule: Rule) -> str:
    if rule.multi_school is MultiSchool.ALL:
        return _(
            "Whoever works in several units counts once in the whole, and in the own figure of"
            " each of these units."
        )
    return _(
        "Whoever works in several units counts once in the whole, and in the own figure of the"
        " main workplace only: where most of the working time is, or else the longest service."
    )


def _first_days(rule: Rule) -> str:
    if not rule.grace_days:
        return _("New people are counted from their first day of work.")
    return ngettext(
        "The first %(num)s day of an employment is a time to settle in: whoever has no other work"
        " then is left out of both numbers.",
        "The first %(num)s days of an employment are a time to settle in: whoever has no other"
        " work then is left out of both numbers.",
        rule.grace_days,
    )


def _absence(rule: Rule) -> Iterator[str]:
    if rule.absence_min_days is None:
        yield _("Whoever is absent is counted all the same, however long the absence.")
        return
    yield ngettext(
        "Whoever is absent on the chosen day without a break for at least %(num)s day is left out"
        " of both numbers. The reason is not recorded.",
        "Whoever is absent on the chosen day without a break for at least %(num)s days is left out"
        " of both numbers. The reason is not recorded.",
        rule.absence_min_days,
    )
    yield _(
        "An absence without an end is as long as it has lasted by that day; whoever is away from"
        " one unit and works in another is not absent."
    )
