"""Rules of the indicator."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "indicator_rules",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_indicator_rules"),
    )


def downgrade() -> None:
    op.drop_table("indicator_rules")
