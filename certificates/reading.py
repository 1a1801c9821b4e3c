"""What a PDF that somebody holds says of itself; nothing in it can be trusted."""

import hashlib
import re
from enum import StrEnum
from pathlib import Path

import pikepdf

#: no certificate comes near it, so a larger file need not be read
LARGEST = 10 * 1024 * 1024

_NUMBER = re.compile(r"KA/(\d{4})/(\d{6,9})")


class Fault(StrEnum):
    """Why a file cannot be a certificate."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NO_PDF = "no_pdf"
    ENCRYPTED = "encrypted"
    NO_NUMBER = "no_number"


class NoCertificate(Exception):
    """The file cannot be a certificate; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def sha256_of(path: Path) -> str:
    """The hash of the file.

    Raises:
        NoCertificate: it is empty, or larger than `LARGEST`.
    """
    size = path.stat().st_size
    if not size:
        raise NoCertificate(Fault.EMPTY)
    if size > LARGEST:
        raise NoCertificate(Fault.TOO_LARGE)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def number_in(path: Path) -> tuple[int, int]:
    """Year and serial number that the file claims in its metadata.

    Raises:
        NoCertificate: it is no readable PDF, or claims none.
    """
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            claimed = _NUMBER.fullmatch(str(pdf.docinfo.get("/Subject", "")))
    except pikepdf.PasswordError as error:
        raise NoCertificate(Fault.ENCRYPTED) from error
    except (pikepdf.PdfError, TypeError, ValueError) as error:
        raise NoCertificate(Fault.NO_PDF) from error
    if claimed is None:
        raise NoCertificate(Fault.NO_NUMBER)
    year, serial = map(int, claimed.groups())
    return year, serial
