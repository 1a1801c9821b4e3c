"""Units, posts, persons, employments, absences."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column(
            "path",
            sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=60), nullable=False),
        sa.Column("rspo", sa.Integer(), nullable=True),
        sa.Column(
            "sort_key",
            sa.String(length=400).with_variant(sa.String(length=400, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_units_name_given")),
        sa.CheckConstraint("rspo BETWEEN 1 AND 99999999", name=op.f("ck_units_rspo_range")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["units.id"], name="fk_units_parent_id_units", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_units"),
        sa.UniqueConstraint("rspo", name="uq_units_rspo"),
    )
    op.create_index("ix_units_parent_id", "units", ["parent_id"])
    op.create_index("ix_units_path", "units", ["path"])
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("folded_name", sa.String(length=120), nullable=False),
        sa.Column("is_teaching", sa.Boolean(), nullable=True),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_posts_name_given")),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        sa.UniqueConstraint("folded_name", name="uq_posts_folded_name"),
    )
    op.create_table(
        "post_aliases",
        sa.Column("folded_name", sa.String(length=120), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name="fk_post_aliases_post_id_posts", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("folded_name", name="pk_post_aliases"),
    )
    op.create_index("ix_post_aliases_post_id", "post_aliases", ["post_id"])
    op.create_table(
        "persons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.String(length=100), nullable=False),
        sa.Column("last_name", sa.String(length=100), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("folded_name", sa.String(length=210), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=420).with_variant(sa.String(length=420, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_persons_email_lower")),
        sa.CheckConstraint("length(last_name) > 0", name=op.f("ck_persons_last_name_given")),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
        sa.UniqueConstraint("email", name="uq_persons_email"),
    )
    op.create_index("ix_persons_folded_name", "persons", ["folded_name"])
    op.create_index("ix_persons_sort_key_id", "persons", ["sort_key", "id"])
    op.create_table(
        "employments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("fte", sa.Numeric(precision=4, scale=3), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= started_on",
            name=op.f("ck_employments_ends_after_start"),
        ),
        sa.CheckConstraint("fte > 0 AND fte <= 2", name=op.f("ck_employments_fte_range")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["persons.id"],
            name="fk_employments_person_id_persons",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name="fk_employments_post_id_posts", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name="fk_employments_unit_id_units", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_employments"),
        sa.UniqueConstraint(
            "person_id",
            "unit_id",
            "post_id",
            "started_on",
            name="uq_employments_person_id_unit_id_post_id_started_on",
        ),
    )
    op.create_index("ix_employments_person_id", "employments", ["person_id"])
    op.create_index("ix_employments_post_id", "employments", ["post_id"])
    op.create_index("ix_employments_unit_id_started_on", "employments", ["unit_id", "started_on"])
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= started_on", name=op.f("ck_absences_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_absences_person_id_persons", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name="fk_absences_unit_id_units", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_absences"),
        sa.UniqueConstraint(
            "person_id", "unit_id", "started_on", name="uq_absences_person_id_unit_id_started_on"
        ),
    )
    op.create_index("ix_absences_person_id", "absences", ["person_id"])
    op.create_index("ix_absences_unit_id", "absences", ["unit_id"])


def downgrade() -> None:
    op.drop_table("absences")
    op.drop_table("employments")
    op.drop_table("persons")
    op.drop_table("post_aliases")
    op.drop_table("posts")
    op.drop_table("units")
