"""What the import of staff lists asks of the database."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import batched

from sqlalchemy import func, or_, select

from app.accounts.models import Account
from app.core.db import db
from app.core.imports import FileImport, ImportKind
from app.people.models import Absence, Employment, Person, Post, PostAlias, Unit, between_paths
from app.people.roster.facts import Job, KnownAbsence, KnownJob, KnownPerson, Name
from app.people.roster.places import UnitFacts, Units
