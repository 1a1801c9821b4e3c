"""Text on lines of a given width: nothing is cut off, whatever its length."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

#: how wide a text is at a size of 1
Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text at its size, in lines."""

    size: float
    lines: tuple[str, ...]


def fitted(text: str, measure: Measure, sizes: Sequence[float], width: float, lines: int) -> Fitted:
    """The text at the first of `sizes` (falling) at which it takes at most so many `lines`.

    At the last size it takes as many as it needs.
    """
    found = Fitted(sizes[0], ())
    for size in sizes:
        found = Fitted(size, wrapped(text, measure, width / size))
        if len(found.lines) <= lines:
            break
    return found


def wrapped(text: str, measure: Measure, width: float) -> tuple[str, ...]:
    """Lines no wider than `width` that hold the whole text; blanks at their ends are left out.

    A word of one letter does not end a line, as Polish printers have it. A word wider than the
    line is broken behind a hyphen, else anywhere.
    """
    if measure(text) <= width:
        return (text,)
    lines: list[str] = []
    line, used, blank = "", 0.0, measure(" ")
    for word in _units(text, measure, width):
        wide = measure(word)
        if line and used + blank + wide > width:
            lines.append(line)
            line, used = word, wide
        else:
            line, used = (f"{line} {word}", used + blank + wide) if line else (word, wide)
    return (*lines, line)


def _units(text: str, measure: Measure, width: float) -> Iterator[str]:
    """What may stand on a line of its own: words, led by single letters, and parts of words."""
    single = ""
    for word in text.split(" "):
        if len(word) == 1 and word.isalpha() and not single:
            single = word
            continue
        unit = f"{single} {word}" if single else word
        if measure(unit) <= width:
            yield unit
        else:
            yield from [single] if single else []
            yield from _parts(word, measure, width)
        single = ""
    if single:
        yield single


def _parts(word: str, measure: Measure, width: float) -> Iterator[str]:
    """The word in pieces that fit, each as long as it can be."""
    part = ""
    for piece in _pieces(word, measure, width):
        if part and measure(part + piece) > width:
            yield part
            part = ""
        part += piece
    yield part


def _pieces(word: str, measure: Measure, width: float) -> Iterator[str]:
    for piece in re.findall(r"[^-]*-|[^-]+", word):
        yield from [piece] if measure(piece) <= width else piece
