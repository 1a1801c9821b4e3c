"""Many documents in one file, to be printed at once."""

from collections.abc import Iterable
from io import BytesIO

import pikepdf


def bundle(documents: Iterable[bytes], title: str) -> bytes:
    """One PDF with the pages of all, in their order; the same documents give the same bytes."""
    together = pikepdf.Pdf.new()
    for content in documents:
        with pikepdf.open(BytesIO(content)) as one:
            together.pages.extend(one.pages)
    together.docinfo["/Title"] = title
    together.docinfo["/Creator"] = "Kadra"
    together.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    output = BytesIO()
    together.save(output, deterministic_id=True)
    return output.getvalue()
