"""What lies at the top of a pack: what it is, how to check it, how to handle it.

It is a Polish text of its own, not a translation: it is read by an auditor with no Kadra at hand.
"""

from pathlib import Path

from flask_babel import force_locale

from app.coverage.publication import Publication
from app.coverage.wording.evidence.report import LANGUAGE
from app.coverage.wording.evidence.tables import share_of
from app.coverage.wording.labels import counts
from app.web.languages import date_full, moment

_TEXT = Path(__file__).with_name("czytaj.txt")


def guide_of(found: Publication, address: str) -> bytes:
    """The text, as any editor on Windows opens it."""
    document = found.document
    with force_locale(LANGUAGE):
        text = _TEXT.read_text("utf-8").format(
            unit=document["unit"]["name"],
            title=document["rule"]["title"],
            rule=document["rule"]["code"],
            day=date_full(found.as_of),
            number=document["number"],
            published=moment(found.published_at),
            publisher=document["published_by"],
            share=share_of(found.figure),
            counts=counts(found.figure) if found.figure.eligible else "–",
            sha256=found.sha256,
            address=address,
        )
    return text.replace("\n", "\r\n").encode("utf-8-sig")
