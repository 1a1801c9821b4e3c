"""SVG that is a drawing and nothing else."""

import re
from collections.abc import Mapping
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
#: no `use`: a few of them that use each other fill any memory
_ELEMENTS = frozenset({
    *("svg", "g", "defs", "title", "desc", "style"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("text", "tspan", "textPath"),
    *("linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker"),
})
#: leads out of the picture; in style sheets a backslash hides letters
_LEADS_OUT = re.compile(r"""url\(\s*["']?\s*[^#"'\s]|image-set|@import|\\""", re.IGNORECASE)
_LENGTH = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,4})?)(?:px)?")


class BadVector(Exception):
    """The file is no drawing that we show."""

    def __init__(self, code: str, line: int, **details: str) -> None:
        self.code, self.line, self.details = code, line, details
        super().__init__(code)


def vector_size(content: bytes) -> tuple[int, int]:
    """Width and height of the drawing in CSS pixels.

    Raises:
        BadVector: it is no SVG, or has a document type, an instruction, an element that is not for
            drawing, an event, or a reference out of itself.
    """
    return _Reader().size_of(content)


class _Reader:
    """What the parser meets is looked at on the spot, where the line is known."""

    def __init__(self) -> None:
        self._parser = parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._letters
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        self._root: Mapping[str, str] | None = None
        #: of the style sheet that is being read
        self._style: list[str] | None = None

    def size_of(self, content: bytes) -> tuple[int, int]:
        try:
            self._parser.Parse(content.decode(), True)
        except UnicodeDecodeError as error:
            raise BadVector("not_utf8", content.count(b"\n", 0, error.start) + 1) from error
        except expat.ExpatError as error:
            says = expat.ErrorString(error.code)
            raise BadVector("svg_broken", error.lineno, says=says) from error
        return _size(self._root or {})

    def _refusal(self, code: str, **details: str) -> BadVector:
        return BadVector(code, self._parser.CurrentLineNumber, **details)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() != "utf-8":
            raise self._refusal("not_utf8")

    def _doctype(self, *_declared: object) -> None:
        raise self._refusal("svg_doctype")

    def _instruction(self, target: str, _data: str) -> None:
        raise self._refusal("svg_element", name=f"?{target}")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, element = name.rpartition(" ")
        if namespace != _SVG or element not in _ELEMENTS:
            raise self._refusal("svg_element", name=element)
        for key, value in attributes.items():
            self._look_at(key.rpartition(" ")[2].lower(), value)
        if self._root is None:
            self._root = attributes if element == "svg" else {}
        self._style = [] if element == "style" else None

    def _look_at(self, key: str, value: str) -> None:
        if key.startswith("on"):
            raise self._refusal("svg_event", name=key)
        is_reference = key in {"href", "src", "base"}
        if (is_reference and not value.startswith("#")) or _LEADS_OUT.search(value):
            raise self._refusal("svg_leads_out", text=value[:40])

    def _letters(self, letters: str) -> None:
        if self._style is not None:
            self._style.append(letters)

    def _end(self, _name: str) -> None:
        found = _LEADS_OUT.search("".join(self._style or ()))
        if found:
            raise self._refusal("svg_leads_out", text=found[0])
        self._style = None


def _size(root: Mapping[str, str]) -> tuple[int, int]:
    """As the root states it, in pixels or by its view box."""
    stated = [root.get("width", ""), root.get("height", "")]
    if not all(map(_LENGTH.fullmatch, stated)):
        stated = root.get("viewBox", "").replace(",", " ").split()[2:]
    lengths = [round(float(found[1])) for found in map(_LENGTH.fullmatch, stated) if found]
    match lengths:
        case [width, height] if width and height:
            return width, height
    raise BadVector("svg_size", 1)
