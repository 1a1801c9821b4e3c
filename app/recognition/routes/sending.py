"""How a certificate is sent in: a form that keeps what was typed, and the paper too."""

from pathlib import PurePosixPath

from flask import current_app
from flask_babel import gettext as _

from app.core import clock
from app.core.db import after_commit, transaction
from app.core.tables.cells import clean_text
from app.recognition import services
from app.recognition.drafts import Drafts
from app.recognition.forms import SubmitForm
from app.recognition.models import OutsideCertificate
from app.recognition.papers.taking import MAX_BYTES, BadPaper, Paper, take
from app.recognition.queries.twins import Claim, Twin, hold_papers_of, twins_of
from app.recognition.wording.doubts import fault_sentence
from app.web.gate import actor


class Sending:
    """One answer to the form: what it holds, what may be the same, and what became of it."""

    def __init__(self, form: SubmitForm) -> None:
        self.form = form
        self.drafts = _drafts()
        #: what was found and not shown before
        self.twins: list[Twin] = []
        self.paper: Paper | None = None

    def send(self) -> OutsideCertificate | None:
        """The certificate, if nothing stands against it; else the form says what does."""
        if not self.form.is_submitted():
            return None
        is_valid = self.form.validate()
        self.paper = self._paper()
        if not is_valid or self.paper is None:
            return None
        with transaction():
            hold_papers_of(_own_id())
            self.twins = twins_of(self._claim(self.paper))
            keys = {twin.key for twin in self.twins}
            if not keys <= set((self.form.seen.data or "").split()):
                self.form.seen.data = " ".join(sorted(keys))
                return None
            return self._store(self.paper)

    def _paper(self) -> Paper | None:
        """The paper that came, or came before; the form says why there is none."""
        upload = self.form.file.data
        if not upload:
            return self._kept()
        try:
            paper = take(upload.stream.read(MAX_BYTES + 1))
        except BadPaper as bad:
            self.form.kept.data = ""
            self.form.reject(self.form.file, fault_sentence(bad.fault))
            return None
        self.drafts.keep(paper, clock.now())
        self.form.kept.data = paper.sha256
        self.form.kept_name.data = _plain_name(upload.filename or "")
        return paper

    def _kept(self) -> Paper | None:
        paper = self.drafts.find(self.form.kept.data or "")
        if paper is None:
            self.form.kept.data = ""
            self.form.reject(self.form.file, _("Choose the file, or take a photo of the paper."))
        return paper

    def _claim(self, paper: Paper) -> Claim:
        printed = self._printed()
        return Claim(
            _own_id(),
            printed.title,
            printed.organiser,
            printed.number,
            printed.completed_on,
            paper.sha256,
        )

    def _printed(self) -> services.Printed:
        form = self.form
        return services.Printed(
            form.title.data or "",
            form.organiser.data or "",
            form.number.data or "",
            form.completed_on.data or clock.today(),
            form.minutes.data,
        )

    def _store(self, paper: Paper) -> OutsideCertificate:
        after_commit(lambda: self.drafts.drop(paper.sha256))
        return services.submit(
            self._printed(),
            paper,
            _plain_name(self.form.kept_name.data or ""),
            person_id=_own_id(),
            by=actor(),
            at=clock.now(),
        )


def _plain_name(name: str) -> str:
    """What the file was called, without folders and without what cannot be seen."""
    return clean_text(PurePosixPath(name.replace("\\", "/")).name)[:200]


def _drafts() -> Drafts:
    folder = current_app.extensions["settings"].upload_dir / "papers"
    return Drafts(folder, actor().account_id or 0)


def _own_id() -> int:
    return actor().person_id or 0  # the gate lets only persons in
