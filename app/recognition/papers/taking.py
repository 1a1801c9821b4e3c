"""An uploaded file becomes a paper, or is refused for a reason that can be said."""

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import BoundedSemaphore

from app.core.errors import DomainError
from app.recognition.papers import process

PDF, JPEG = "application/pdf", "image/jpeg"
MAX_BYTES = 15 * 1024 * 1024

#: each may take a gigabyte: who sends many files at once waits for some of them
AT_ONCE = BoundedSemaphore(2)

_PROGRAM = Path(process.__file__)
#: how files begin → what they are taken for, whatever they are called
_BEGINNINGS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}


class Fault(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_KIND = "wrong_kind"
    BROKEN = "broken"
    LOCKED = "locked"
    ACTIVE = "active"
    TOO_MANY_POINTS = "too_many_points"


_FAULTS = {
    process.EXIT_LOCKED: Fault.LOCKED,
    process.EXIT_ACTIVE: Fault.ACTIVE,
    process.EXIT_TOO_LARGE: Fault.TOO_MANY_POINTS,
}


class BadPaper(DomainError):
    """The file cannot be taken; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that may be kept and shown."""

    #: a PDF as it came, or a picture drawn anew
    content: bytes
    #: `PDF` or `JPEG`
    media_type: str
    #: hexadecimal, of the file as it was sent: by this the same file is known again
    sha256: str


def take(content: bytes) -> Paper:
    """The file as it may be kept.

    Raises:
        BadPaper: it is no readable PDF, JPEG or PNG, or a PDF that does more than show pages.
    """
    if not content:
        raise BadPaper(Fault.EMPTY)
    if len(content) > MAX_BYTES:
        raise BadPaper(Fault.TOO_LARGE)
    kind = next((kind for start, kind in _BEGINNINGS.items() if content.startswith(start)), None)
    if kind is None:
        raise BadPaper(Fault.WRONG_KIND)
    kept = _processed(content, kind)
    return Paper(kept, PDF if kind == "pdf" else JPEG, hashlib.sha256(content).hexdigest())


def media_type_of(kept: bytes) -> str:
    """What sort of paper these bytes are, which were kept from one."""
    return PDF if kept.startswith(b"%PDF-") else JPEG


def _processed(content: bytes, kind: str) -> bytes:
    try:
        with AT_ONCE:
            done = subprocess.run(  # noqa: S603  our own program
                [sys.executable, "-I", str(_PROGRAM), kind],
                input=content,
                capture_output=True,
                env={},
                timeout=process.MAX_SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired as error:
        raise BadPaper(Fault.BROKEN) from error
    if done.returncode:
        raise BadPaper(_FAULTS.get(done.returncode, Fault.BROKEN))
    return done.stdout
