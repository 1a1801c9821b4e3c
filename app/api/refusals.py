"""What the interface does not answer, though the question makes sense."""

from app.core.errors import Conflict, Forbidden, NotFound


class FiguresOnly(Forbidden):
    """The token does not read about people."""


class TooWide(Conflict):
    """The unit stands above cities; all its people at once would be too many."""


class NoSuchDay(NotFound):
    """The day lies before or after all that Kadra knows."""


class WrongOrder(Conflict):
    """The first day lies after the last."""
