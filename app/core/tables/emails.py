"""E-mail addresses as one form of writing each."""

import re

from email_validator import EmailNotValidError, validate_email

from app.core.tables.cells import Cell, clean_text
from app.core.tables.errors import BadValue

MAX_LENGTH = 254

#: what nearly every address looks like; the validator, fifty times slower, judges the rest
_ORDINARY = re.compile(
    r"(?=.{6,64}$)[a-z0-9]+(?:[._-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,24}"
)
_BLANKS = re.compile(r"\s+")
_IN_BRACKETS = re.compile(r"[^<>@]*<([^<>]+)>")
_SEVERAL = re.compile(r"@.*[\s,;/].*@")


def parse_email(cell: Cell) -> str:
    """The address in lower case; empty for an empty cell.

    ``mailto:``, angle brackets and a name before them are dropped, and so are blanks inside, which
    no address has but which get in when it is made from a double first name. Nothing is asked of
    the network, and reserved domains such as ``szkoly.example`` are accepted; a domain without a
    dot is not.

    Raises:
        BadValue: ``email`` or ``email_several``.
    """
    text = clean_text(cell)
    address = _bare(text).lower()
    if not address or _ORDINARY.fullmatch(address):
        return address
    if _SEVERAL.search(address):
        raise BadValue("email_several", text)
    return _validated(_BLANKS.sub("", address), text)


def _bare(text: str) -> str:
    match = _IN_BRACKETS.fullmatch(text)
    return re.sub(r"^mailto:\s*", "", match[1] if match else text, flags=re.IGNORECASE).strip()


def _validated(address: str, shown: str) -> str:
    try:
        valid = validate_email(
            address,
            check_deliverability=False,
            globally_deliverable=False,
            allow_smtputf8=False,
            strict=True,
        )
    except EmailNotValidError:
        raise BadValue("email", shown) from None
    if "." not in valid.domain or len(valid.normalized) > MAX_LENGTH:
        raise BadValue("email", shown)
    return valid.normalized.lower()
