"""Whoever completes a training gets the certificate at once."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import current_app

from app.core.actors import Actor
from app.training.models.completions import Completion
from certificates.services.issuing import issue
from certificates.wording.document import PolishLabels

log = logging.getLogger(__name__)


def issue_certificate(completion: Completion, *, by: Actor, at: datetime) -> None:
    """The completion has its certificate; one that cannot have any stands without it."""
    issue_certificates([completion], by=by, at=at)


def issue_certificates(
    completions: Sequence[Completion], *, by: Actor, at: datetime
) -> Mapping[int, str]:
    """The same for many; their numbers, by the number of the completion."""
    base_url: str = current_app.extensions["settings"].base_url
    issued = issue(completions, labels=PolishLabels(), base_url=base_url, by=by, at=at)
    for number, why in issued.obstacles.items():
        log.warning("completion %s gets no certificate: %s", number, why)
    return {number: one.number for number, one in issued.certificates.items()}
