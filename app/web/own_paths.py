"""Where to go next, when the address comes from outside: never to somebody else's site."""

import re

#: one slash, then something that no browser takes for another host: these drop tabs and line ends,
#: and read backslashes, and any number of leading slashes, as the start of a host name
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
_MAX_LENGTH = 2000


def own_path(address: str | None, otherwise: str) -> str:
    """`address` if it is a path on this site, else `otherwise`."""
    if address and len(address) <= _MAX_LENGTH and _OWN_PATH.fullmatch(address):
        return address
    return otherwise
