"""Whoever finishes an online course gets the certificate at once."""

import logging
from datetime import datetime

from flask import current_app

from app.core.permissions import Actor
from app.training.models import Completion
from certificates.services.issuing import issue
from certificates.wording.document import PolishLabels

log = logging.getLogger(__name__)


def issue_certificate(completion: Completion, *, by: Actor, at: datetime) -> None:
    """The completion has its certificate; one that cannot have any stands without it."""
    base_url: str = current_app.extensions["settings"].base_url
    issued = issue([completion], labels=PolishLabels(), base_url=base_url, by=by, at=at)
    for why in issued.obstacles.values():
        log.warning("completion %s gets no certificate: %s", completion.id, why)
