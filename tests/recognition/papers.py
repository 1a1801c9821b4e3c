"""Papers that people send in, good ones and bad ones."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image


def pdf(spoil: Callable[[pikepdf.Pdf], object] | None = None, **saved: object) -> bytes:
    """A PDF of one page."""
    document, content = pikepdf.new(), BytesIO()
    document.add_blank_page()
    if spoil:
        spoil(document)
    document.save(content, deterministic_id=not saved, **saved)  # type: ignore[arg-type]
    return content.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (300, 200), mode: str = "RGB") -> bytes:
    """A picture of nothing."""
    content = BytesIO()
    Image.new(mode, size).save(content, kind)
    return content.getvalue()


def with_script(document: pikepdf.Pdf) -> None:
    """It runs a program when it is closed."""
    action = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    document.Root.AA = Dictionary(WC=action)


def with_script_after_links(document: pikepdf.Pdf) -> None:
    """It opens a hundred links one after another, and then runs a program."""
    action = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    for _ in range(100):
        action = Dictionary(S=Name.URI, URI="https://szkolenia.example/1", Next=action)
    document.Root.OpenAction = action


def with_launch(document: pikepdf.Pdf) -> None:
    """A link in it starts a program."""
    action = Dictionary(S=Name.Launch, F="cmd.exe")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].Annots = pikepdf.Array([link])


def with_file(document: pikepdf.Pdf) -> None:
    """Another file is in it."""
    document.attachments["faktura.exe"] = b"MZ"


def with_link(document: pikepdf.Pdf) -> None:
    """It links to the page where it can be verified, as good certificates do."""
    action = Dictionary(S=Name.URI, URI="https://szkolenia.example/1")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].Annots = pikepdf.Array([link])
