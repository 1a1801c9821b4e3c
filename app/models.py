"""The roll-call of tables: importing this module makes the metadata complete."""

from app.accounts import models as accounts
from app.api import models as api
from app.attendance.models import ledger, links, lists, notices, sessions
from app.core import audit, imports
from app.core.db import Base
from app.core.jobs import models as jobs
from app.coverage.models import rules, snapshots
from app.people import models as people
from app.recognition import models as recognition
from app.reminders import models as reminders
from app.training.models import assignments, completions, trainings
from certificates import models as certificates
from courses import models as courses
from quizzes import models as quizzes

__all__ = [
    "accounts",
    "api",
    "assignments",
    "audit",
    "certificates",
    "completions",
    "courses",
    "imports",
    "jobs",
    "ledger",
    "links",
    "lists",
    "metadata",
    "notices",
    "people",
    "quizzes",
    "recognition",
    "reminders",
    "rules",
    "sessions",
    "snapshots",
    "trainings",
]

metadata = Base.metadata
