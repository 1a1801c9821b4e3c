"""How many staff lists were not confirmed in each row of a published figure."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # not in a batch: that would make the table anew, without the triggers that guard its rows
    op.add_column(
        "snapshot_figures",
        sa.Column("unconfirmed", sa.Integer(), server_default="0", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("snapshot_figures", "unconfirmed")
