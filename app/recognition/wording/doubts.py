"""Why a file is not taken, and what may be the same certificate twice."""

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from app.recognition.papers.taking import Fault
from app.recognition.queries.twins import Likeness, Twin
from app.web.languages import date_short

_FAULTS: Mapping[Fault, Callable[[], str]] = {
    Fault.EMPTY: lambda: _("The file is empty. Choose it again, or take a photo of the paper."),
    Fault.TOO_LARGE: lambda: _(
        "The file is larger than 15 MB. Take a photo of the paper with a phone instead, or save the"
        " scan in a lower quality."
    ),
    Fault.WRONG_KIND: lambda: _(
        "This is neither a PDF nor a picture (JPG, PNG). Take a photo of the paper, or save the"
        " document as PDF."
    ),
    Fault.BROKEN: lambda: _(
        "The file is damaged, or only a part of it arrived. Choose it again, or take a photo of the"
        " paper."
    ),
    Fault.LOCKED: lambda: _(
        "The PDF opens only with a password. Print it to a new PDF, or take a photo of the paper."
    ),
    Fault.ACTIVE: lambda: _(
        "The PDF holds more than pages: a program, a form that sends data, or another file."
        " Print it to a new PDF, or take a photo of the paper."
    ),
    Fault.TOO_MANY_POINTS: lambda: _(
        "The picture is too large to open safely. Take the photo in a lower resolution."
    ),
}

_LIKENESSES: Mapping[Likeness, Callable[[str], str]] = {
    Likeness.FILE: lambda name: _("The same file, sent in by %(name)s", name=name),
    Likeness.NUMBER: lambda name: _(
        "The same number and organiser, sent in by %(name)s", name=name
    ),
    Likeness.TRAINING: lambda _name: _("The same title and day"),
    Likeness.REGISTER: lambda _name: _("A training of the same day stands in the register"),
}


def fault_sentence(fault: Fault) -> str:
    """Why the file is not taken, and what to do now."""
    return _FAULTS[fault]()


def twin_sentence(twin: Twin, owner: str) -> str:
    """What may be the same, in what it is alike, and whose it is."""
    return _(
        "%(likeness)s: “%(title)s”, %(day)s",
        likeness=_LIKENESSES[twin.likeness](owner),
        title=twin.title,
        day=date_short(twin.day),
    )


def somebody_else() -> str:
    """An owner whom the reader may not know."""
    return _("somebody else")
