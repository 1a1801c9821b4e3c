"""Logs for the operator: one line per event, with the time and the number of the request."""

import logging
from logging.config import dictConfig

from flask import Flask, g, has_request_context


class RequestNumber(logging.Filter):
    """Every record knows the request it belongs to, "-" outside of one."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = g.get("request_id", "-") if has_request_context() else "-"
        return True


def init_logs(app: Flask) -> None:
    """What the application says goes to standard error, from INFO up; libraries from WARNING up."""
    dictConfig({
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": RequestNumber}},
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(request_id)s %(name)s: %(message)s"}
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "filters": ["request"],
                "formatter": "line",
            }
        },
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {name: {"level": "INFO"} for name in ("app", app.name)},
    })
