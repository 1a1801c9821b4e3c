"""Posts in words: what they are, and what can be decided about them."""

from flask_babel import gettext as _


def teaching(is_teaching: bool | None) -> str:  # noqa: FBT001 - the fact to be worded
    """Whether a post is a teaching post."""
    if is_teaching is None:
        return _("to be decided")
    return _("teaching post") if is_teaching else _("other post")


def decision_choices() -> list[tuple[str, str]]:
    """The two answers about a post."""
    return [
        ("teaching", _("Yes, a teaching post")),
        ("other", _("No, office or support staff")),
    ]


def same_choice() -> tuple[str, str]:
    """The third answer: it is a post of the catalogue under another name."""
    return ("same", _("It is another name of a post in the catalogue"))


def staff_choices() -> list[tuple[str, str]]:
    """Which staff a list shows."""
    return [
        ("", _("All staff")),
        ("teaching", _("Teaching posts")),
        ("other", _("Other posts")),
    ]
