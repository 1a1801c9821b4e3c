"""What can be chosen in the editor of a rule."""

from flask_babel import gettext as _

from app.core.folding import polish_sort_key
from app.coverage.indicator.rule import Aggregation, Measure, MultiSchool, Population, Posts
from app.coverage.queries.rules import RuleNames
from app.coverage.wording.rule_people import unit_choices
from app.training.models.trainings import Category, Topic
from app.training.wording.register import category_label, topic_choice

Choices = list[tuple[str, str]]


def choices(names: RuleNames) -> dict[str, Choices]:
    """Every field of the editor with a list, and what stands on it."""
    trainings = [(str(i), f"{one.code}: {one.title}") for i, one in names.trainings.items()]
    return {
        "scope_unit_kinds": unit_choices(),
        "posts": _posts(),
        "post_ids": [(str(i), name) for i, name in sorted(names.posts.items(), key=_by_name)],
        "population": _populations(),
        "measure": _measures(),
        "multi_school": _multi_school(),
        "asked": [
            ("category", _("Any training of a category")),
            ("named", _("The trainings that I tick")),
        ],
        "category": [(one.value, category_label(one)) for one in Category],
        "all_of": trainings,
        "any_of": trainings,
        "required_topics": [(topic.value, topic_choice(topic)) for topic in Topic],
        "aggregation": _aggregations(),
    }


def _by_name(post: tuple[int, str]) -> str:
    return polish_sort_key(post[1])


def _posts() -> Choices:
    return [
        (Posts.TEACHING, _("Teaching posts, as the catalogue of posts says")),
        (Posts.ALL, _("All posts")),
        (Posts.NAMED, _("The posts that I tick")),
    ]


def _populations() -> Choices:
    return [
        (Population.AS_OF_DATE, _("Whoever is employed on the chosen day")),
        (
            Population.ANYONE_IN_WINDOW,
            _("Whoever was employed on any day since completions count, also those who left"),
        ),
    ]


def _measures() -> Choices:
    return [
        (Measure.HEADCOUNT, _("People: everybody is one")),
        (Measure.FTE, _("Posts: half of full-time work is half a post")),
    ]


def _multi_school() -> Choices:
    return [
        (MultiSchool.ALL, _("In each unit that employs the person")),
        (MultiSchool.PRIMARY_WORKPLACE, _("At the main workplace only")),
    ]


def _aggregations() -> Choices:
    return [
        (Aggregation.CITY, _("Of all units together")),
        (Aggregation.EACH_SCHOOL, _("Of each unit on its own")),
        (Aggregation.BOTH, _("Of all units together, and of each on its own")),
    ]
