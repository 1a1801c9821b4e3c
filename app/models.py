"""The roll-call of tables: importing this module makes the metadata complete."""

from app.accounts import models as accounts
from app.attendance.models import ledger, links, lists, notices, sessions
from app.core import audit, imports
from app.core.db import Base
from app.coverage import models as coverage
from app.people import models as people
from app.training import models as training
from certificates import models as certificates
from courses import models as courses
from quizzes import models as quizzes

__all__ = [
    "accounts",
    "audit",
    "certificates",
    "courses",
    "coverage",
    "imports",
    "ledger",
    "links",
    "lists",
    "metadata",
    "notices",
    "people",
    "quizzes",
    "sessions",
    "training",
]

metadata = Base.metadata
