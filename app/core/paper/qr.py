"""The QR code, as one path of PDF."""

from collections.abc import Iterator, Sequence
from functools import cache

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

#: every mask is lawful; trying all eight for the prettiest takes six times as long
_MASK = 3


def qr_path(address: str) -> tuple[str, int]:
    """PDF operators that fill the dark modules, one unit each, from (0, 0) upwards; and the side.

    They fill one path, so that no seams show between its rectangles.
    """
    version = _version(len(address.encode()))
    code = QRCode(version, ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(address, optimize=0)
    code.make(fit=False)
    rows = code.get_matrix()
    return " ".join([*_rectangles(rows), "f"]), len(rows)


@cache
def _version(length: int) -> int:
    """The smallest kind of code that holds so many bytes."""
    code = QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(b"x" * length, optimize=0)
    return int(code.best_fit(start=1))


def _rectangles(rows: Sequence[Sequence[bool]]) -> Iterator[str]:
    """Runs of dark modules; one that goes on unchanged in the next row is one rectangle with it."""
    side = len(rows)
    begun: dict[tuple[int, int], int] = {}
    for number in range(side + 1):
        runs = set(_runs(rows[number])) if number < side else set()
        for run in [run for run in begun if run not in runs]:
            start, length = run
            first = begun.pop(run)
            yield f"{start} {side - number} {length} {number - first} re"
        for run in runs:
            begun.setdefault(run, number)


def _runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Start and length of each run of dark modules."""
    start = None
    for column, is_dark in enumerate([*row, False]):
        if is_dark and start is None:
            start = column
        elif not is_dark and start is not None:
            yield start, column - start
            start = None
