"""The roll-call of tables: importing this module makes the metadata complete."""

from app.accounts import models as accounts
from app.core import audit, imports
from app.core.db import Base
from app.coverage import models as coverage
from app.people import models as people
from app.training import models as training

__all__ = ["accounts", "audit", "coverage", "imports", "metadata", "people", "training"]

metadata = Base.metadata
