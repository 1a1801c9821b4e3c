"""A mailing is planned in steps, and is whole after the last of them."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mailings", sa.Column("whole_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE mailings SET whole_at = planned_at")


def downgrade() -> None:
    op.drop_column("mailings", "whole_at")
