"""Jobs about figures that a page cannot wait for: publishing one, and writing its evidence pack."""

import logging
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import current_app

from app.core import clock
from app.core.actors import Actor
from app.core.db import transaction
from app.core.steady import steady_reading
from app.coverage.evidence.kept import keep_pack
from app.coverage.queries.drawing import Drawn, draw_up
from app.coverage.queries.ground import ground_under
from app.coverage.queries.rules import rule_names
from app.coverage.queries.snapshots import snapshot_or_404
from app.coverage.services.errands import pack_later
from app.coverage.services.snapshots import NothingChanged, PublishedMeanwhile, publish
from app.coverage.wording.snapshots import PolishWords
from app.people.queries.units import unit_or_404

log = logging.getLogger(__name__)


def publish_figure(asked: Mapping[str, Any]) -> None:
    """The job of kind `PUBLISH`; another writes the evidence pack afterwards.

    Done a second time it finds the figure published and does nothing. A figure that says nothing
    new is not published; its page tells so.
    """
    drawn, by, at = _drawn(asked), Actor(**asked["by"]), clock.now()
    try:
        with transaction():
            found = publish(drawn, after=asked["after"], note=asked["note"], by=by, at=at)
            pack_later(found, by=by, at=at)
    except (NothingChanged, PublishedMeanwhile) as why:
        log.info("not published again: publication %s stands", why.earlier.id)


def _drawn(asked: Mapping[str, Any]) -> Drawn:
    with steady_reading():
        unit, base = unit_or_404(asked["unit_id"]), ground_under(asked["version_id"])
        words = PolishWords(base.rule, rule_names())
        return draw_up(unit, base, date.fromisoformat(asked["as_of"]), words)


def write_pack(asked: Mapping[str, Any]) -> None:
    """The job of kind `PACK`: the pack lies in the data folder. Done a second time it stays."""
    settings = current_app.extensions["settings"]
    keep_pack(settings.pack_dir, snapshot_or_404(asked["snapshot_id"]), settings.base_url)
