"""The QR code as one path, of PDF or of SVG, and as a picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

#: every mask is lawful; trying all eight for the prettiest takes six times as long
_MASK = 3
#: the white around a code that its standard asks for, in modules
QUIET_ZONE = 4


def qr_path(address: str) -> tuple[str, int]:
    """PDF operators that fill the dark modules, one unit each, from (0, 0) upwards; and the side.

    They fill one path, so that no seams show between its rectangles.
    """
    rows = _rows(address)
    side = len(rows)
    drawn = [
        f"{one.x} {side - one.y - one.height} {one.width} {one.height} re"
        for one in _rectangles(rows)
    ]
    return " ".join([*drawn, "f"]), side


def qr_svg_path(address: str) -> tuple[str, int]:
    """What an SVG path over the dark modules says, one unit each, (0, 0) on top; and the side."""
    rows = _rows(address)
    drawn = [
        f"M{one.x} {one.y}h{one.width}v{one.height}h-{one.width}z" for one in _rectangles(rows)
    ]
    return "".join(drawn), len(rows)


def qr_png(address: str, scale: int = 12) -> bytes:
    """A picture in black and white with the white that it needs, so many pixels to a module."""
    rows = _rows(address)
    side = len(rows) + 2 * QUIET_ZONE
    picture = Image.new("1", (side, side), color=1)
    for y, row in enumerate(rows, start=QUIET_ZONE):
        for x, is_dark in enumerate(row, start=QUIET_ZONE):
            picture.putpixel((x, y), int(not is_dark))
    output = BytesIO()
    picture.resize((side * scale, side * scale)).save(output, "PNG")
    return output.getvalue()


@dataclass(frozen=True, slots=True)
class _Rectangle:
    """Dark modules; `x` and `y` are counted from the top left corner."""

    x: int
    y: int
    width: int
    height: int


def _rows(address: str) -> Sequence[Sequence[bool]]:
    code = QRCode(_version(len(address.encode())), ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(address, optimize=0)
    code.make(fit=False)
    return code.get_matrix()


@cache
def _version(length: int) -> int:
    """The smallest kind of code that holds so many bytes."""
    code = QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(b"x" * length, optimize=0)
    return int(code.best_fit(start=1))


def _rectangles(rows: Sequence[Sequence[bool]]) -> Iterator[_Rectangle]:
    """Runs of dark modules; one that goes on unchanged in the next row is one rectangle with it."""
    begun: dict[tuple[int, int], int] = {}
    for number, row in enumerate([*rows, ()]):
        runs = set(_runs(row))
        for run in [run for run in begun if run not in runs]:
            start, length = run
            first = begun.pop(run)
            yield _Rectangle(start, first, length, number - first)
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
