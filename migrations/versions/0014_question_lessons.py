"""A question knows the lesson that explains it, so that a failed attempt can say what to reread."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("questions", sa.Column("lesson_slug", sa.String(length=80), nullable=True))


def downgrade() -> None:
    op.drop_column("questions", "lesson_slug")
