"""One person's enrolments in one course are found at once, however many people take the course."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_enrolments_person_course", "enrolments", ["person_id", "course_id"])
    op.drop_index("ix_enrolments_person_id", "enrolments")


def downgrade() -> None:
    op.create_index("ix_enrolments_person_id", "enrolments", ["person_id"])
    op.drop_index("ix_enrolments_person_course", "enrolments")
