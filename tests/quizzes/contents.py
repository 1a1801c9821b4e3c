"""Questions of each kind as they are stored, small enough to be read in a table of cases."""

from typing import Any

from quizzes.grading import Item

Content = dict[str, Any]


def choice(right: str) -> Content:
    """As many options as there are signs, `x` where one is right: "x--" has three."""
    options = [
        {"text": f"opcja {n}", "is_right": sign == "x", "why": f"bo {n}"}
        for n, sign in enumerate(right)
    ]
    return {"prompt": "Które?", "options": options}


def statement(*, answer: bool) -> Content:
    """A statement that is true, or is not."""
    options = [
        {"text": "", "is_right": answer, "why": "o prawdzie"},
        {"text": "", "is_right": not answer, "why": "o fałszu"},
    ]
    return {"prompt": "Tak jest.", "options": options}


def steps(count: int) -> Content:
    """Steps in their order."""
    items = [{"text": f"krok {n}", "why": f"bo {n}"} for n in range(count)]
    return {"prompt": "Po kolei:", "items": items}


def singles(count: int, *, first_id: int = 1) -> list[Item]:
    """Questions with one right option, which is number 0."""
    return [Item(n, "single", choice("x--")) for n in range(first_id, first_id + count)]
