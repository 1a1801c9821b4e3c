"""Rules of the indicator in versions, several side by side."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

FROZEN = "a version of a rule that is in force is frozen"

SCHOOLS = ["primary_school"]
EVERY_UNIT = [
    *("kindergarten", "other", "primary_school", "running_body"),
    *("school_complex", "shared_service_centre"),
]
#: what the first rule did not have to say, since there was but one answer
UNSAID = {
    "posts": "teaching",
    "post_ids": [],
    "measure": "headcount",
    "multi_school": "all",
    "population": "as_of_date",
    "grace_days": 0,
    "any_of": [],
    "all_of": [],
    "aggregation": "both",
    "reference_dates": ["2026-06-30", "2026-12-31", "2027-06-30", "2027-12-31"],
}
#: the official one of the city's plan; the others differ from it by what is named
TITLE = "Nauczyciele szkół podstawowych (wskaźnik W9)"
OTHERS = (
    ("W9-P", "Wszyscy pracownicy szkół podstawowych", {"posts": "all"}),
    ("W9-K", "Nauczyciele przedszkoli", {"scope_unit_kinds": ["kindergarten"]}),
    ("W9-12", "Nauczyciele z aktualnym szkoleniem (12 miesięcy)", {"validity_months": 12}),
    (
        "KSC-8E",
        "Dyrektorzy: coroczne szkolenie kierownika podmiotu",
        {
            "scope_unit_kinds": EVERY_UNIT,
            "posts": "named",
            "window_start": "2026-04-03",
            "validity_months": 12,
            "category": "entity_head",
            "required_topics": [],
            "target_percent": 100,
            "aggregation": "city",
        },
    ),
)
HEADS = ("dyrektor", "dyrektor CUW")
#: from here on the plan counts
PLAN_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def upgrade() -> None:
    before = _taken_rules()
    op.drop_table("indicator_rules")
    op.create_table(
        "indicator_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("is_official", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(key) > 0", name=op.f("ck_indicator_rules_key_given")),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_indicator_rules_title_given")),
        sa.PrimaryKeyConstraint("id", name="pk_indicator_rules"),
        sa.UniqueConstraint("key", name="uq_indicator_rules_key"),
    )
    op.create_index(
        "uq_indicator_rules_official",
        "indicator_rules",
        ["is_official"],
        unique=True,
        sqlite_where=sa.text("is_official"),
        postgresql_where=sa.text("is_official"),
    )
    op.create_table(
        "rule_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drafted_by", sa.String(length=210), nullable=False),
        sa.Column("in_force_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("in_force_by", sa.String(length=210), nullable=True),
        sa.CheckConstraint(
            "(in_force_at IS NULL) = (in_force_by IS NULL)",
            name=op.f("ck_rule_versions_in_force_whole"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_rule_versions_number_positive")),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["indicator_rules.id"],
            name="fk_rule_versions_rule_id_indicator_rules",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rule_versions"),
        sa.UniqueConstraint("rule_id", "number", name="uq_rule_versions_rule_id_number"),
    )
    op.create_index(
        "uq_rule_versions_draft",
        "rule_versions",
        ["rule_id"],
        unique=True,
        sqlite_where=sa.text("in_force_at IS NULL"),
        postgresql_where=sa.text("in_force_at IS NULL"),
    )
    _keep_what_is_in_force()
    _fill(before)


def downgrade() -> None:
    versions = _versions()
    _unguard("rule_versions_keep", "rule_versions")
    _unguard("rule_versions_stay", "rule_versions")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_changing_rule_in_force()")
    op.drop_table("rule_versions")
    op.drop_table("indicator_rules")
    op.create_table(
        "indicator_rules",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_indicator_rules"),
    )
    if versions:
        op.bulk_insert(_old_rules(), versions)


def _old_rules() -> sa.TableClause:
    return sa.table("indicator_rules", sa.column("code"), sa.column("settings", sa.JSON()))


def _taken_rules() -> dict[str, dict[str, object]]:
    """Settings by code, as they stood and with what went without saying."""
    rows = op.get_bind().execute(sa.select(_old_rules()).order_by("code")).all()
    return {code: _said(dict(settings)) for code, settings in rows}


def _said(settings: dict[str, object]) -> dict[str, object]:
    if settings.pop("all_staff", False):
        settings["posts"] = "all"
    return {**UNSAID, **settings}


def _fill(before: dict[str, dict[str, object]]) -> None:
    """The rules of before, and beside the official one those that a city asks for as well."""
    if len(before) == 1:
        official = next(iter(before.values()))
        before |= {f"{key}.1": {**official, **different} for key, _title, different in OTHERS}
        before["KSC-8E.1"]["post_ids"] = _post_ids(HEADS)
    titles = {key: title for key, title, _different in OTHERS}
    keys = list(dict.fromkeys(code.rpartition(".")[0] for code in before))
    rules = sa.table(
        "indicator_rules", *map(sa.column, ("id", "key", "title", "is_official", "position"))
    )
    order = {key: number for number, key in enumerate(sorted(keys, key=_official_first), start=1)}
    rows = [
        {"id": n, "key": key, "title": titles.get(key, TITLE), "is_official": n == 1, "position": n}
        for key, n in order.items()
    ]
    op.bulk_insert(rules, rows)
    op.bulk_insert(_version_table(), [_version(order, *one) for one in before.items()])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT setval('indicator_rules_id_seq', max(id)) FROM indicator_rules")


def _version_table() -> sa.TableClause:
    plain = map(sa.column, ("rule_id", "number", "note", "drafted_by", "in_force_by"))
    instants = (
        sa.column(name, sa.DateTime(timezone=True)) for name in ("drafted_at", "in_force_at")
    )
    return sa.table("rule_versions", *plain, *instants, sa.column("settings", sa.JSON()))


def _version(order: dict[str, int], code: str, settings: dict[str, object]) -> dict[str, object]:
    key, _dot, number = code.rpartition(".")
    signed = {"drafted_by": "Kadra", "in_force_by": "Kadra"}
    return {
        "rule_id": order[key],
        "number": int(number),
        "note": "",
        "settings": settings,
        "drafted_at": PLAN_BEGAN,
        "in_force_at": PLAN_BEGAN,
        **signed,
    }


def _official_first(key: str) -> tuple[bool, int]:
    others = [other for other, _title, _different in OTHERS]
    return key in others, others.index(key) if key in others else 0


def _post_ids(names: tuple[str, ...]) -> list[int]:
    posts = sa.table("posts", sa.column("id"), sa.column("name"))
    found = sa.select(posts.c.id).where(posts.c.name.in_(names)).order_by(posts.c.id)
    return list(op.get_bind().execute(found).scalars())


def _versions() -> list[dict[str, object]]:
    """What is in force, as rows of the older schema, which has no drafts."""
    found = sa.text(
        "SELECT key || '.' || number AS code, settings FROM rule_versions "
        "JOIN indicator_rules ON indicator_rules.id = rule_id WHERE in_force_at IS NOT NULL"
    ).columns(sa.column("code"), sa.column("settings", sa.JSON()))
    return [row._asdict() for row in op.get_bind().execute(found)]


def _keep_what_is_in_force() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name, event in (("keep", "UPDATE"), ("stay", "DELETE")):
            op.execute(
                f"CREATE TRIGGER rule_versions_{name} BEFORE {event} ON rule_versions "
                f"WHEN OLD.in_force_at IS NOT NULL BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_changing_rule_in_force() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF OLD.in_force_at IS NOT NULL THEN RAISE EXCEPTION '{FROZEN}'; END IF; "
        "RETURN coalesce(NEW, OLD); END $$"
    )
    for name, event in (("keep", "UPDATE"), ("stay", "DELETE")):
        op.execute(
            f"CREATE TRIGGER rule_versions_{name} BEFORE {event} ON rule_versions "
            "FOR EACH ROW EXECUTE FUNCTION refuse_changing_rule_in_force()"
        )


def _unguard(name: str, table: str) -> None:
    on_table = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER {name}{on_table}")
