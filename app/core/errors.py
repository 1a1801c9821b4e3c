"""Errors of the domain. They carry data; the web layer turns class into status and words."""


class DomainError(Exception):
    """Something a person asked for cannot be done; the attributes say why."""


class Moved(DomainError):
    """The thing is known under another number now; `address` are the values of an address."""

    def __init__(self, **address: int) -> None:
        super().__init__(address)
        self.address = address


class NotFound(DomainError):
    """The thing does not exist, or the actor may not know that it does."""


class Forbidden(DomainError):
    """The actor sees the thing but may not do this to it."""


class Conflict(DomainError):
    """The thing changed or exists already; doing it again would contradict what is stored."""
