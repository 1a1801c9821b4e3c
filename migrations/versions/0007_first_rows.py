"""What a new city starts with: the root of its units, the posts, the rule W9-2026.1."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ROOT = {
    "id": 1,
    "parent_id": None,
    "path": "1.",
    "kind": "running_body",
    "name": "Organ prowadzący",
    "short_name": "Organ prowadzący",
    "rspo": None,
    "sort_key": "",
}

#: teaching posts under the Teachers' Charter, each with other ways to write it
TEACHING = {
    "dyrektor": ("dyrektor szkoły", "dyrektor przedszkola", "dyrektorka"),
    "wicedyrektor": ("zastępca dyrektora", "z-ca dyrektora", "wicedyrektorka"),
    "nauczyciel": ("nauczycielka", "n-l"),
    "nauczyciel wychowania przedszkolnego": ("nauczyciel przedszkola", "wychowanie przedszkolne"),
    "nauczyciel edukacji wczesnoszkolnej": ("edukacja wczesnoszkolna",),
    "nauczyciel wspomagający": (
        "nauczyciel współorganizujący",
        "nauczyciel współorganizujący kształcenie",
    ),
    "pedagog": ("pedagog szkolny",),
    "pedagog specjalny": (),
    "psycholog": ("psycholog szkolny",),
    "logopeda": ("nauczyciel logopeda",),
    "terapeuta pedagogiczny": (),
    "doradca zawodowy": (),
    "bibliotekarz": ("nauczyciel bibliotekarz", "bibliotekarka"),
    "wychowawca świetlicy": ("nauczyciel świetlicy", "wychowawca w świetlicy"),
    "kierownik świetlicy": (),
    "katecheta": ("nauczyciel religii",),
}
NOT_TEACHING = {
    "dyrektor CUW": ("dyrektor centrum usług wspólnych",),
    "zastępca dyrektora CUW": (),
    "główny księgowy": ("główna księgowa",),
    "księgowa": ("księgowy",),
    "sekretarz szkoły": ("sekretarka", "sekretarz", "sekretarz przedszkola"),
    "referent": ("starszy referent", "samodzielny referent"),
    "specjalista": ("starszy specjalista",),
    "specjalista ds. kadr": (),
    "specjalista ds. bezpieczeństwa informacji": ("specjalista ds. szbi",),
    "inspektor ochrony danych": ("iod",),
    "informatyk": (),
    "kierownik gospodarczy": (),
    "intendent": ("intendentka",),
    "pomoc nauczyciela": (),
    "pomoc administracyjna": (),
    "woźny": ("woźna", "woźna oddziałowa"),
    "sprzątaczka": ("sprzątacz", "robotnik gospodarczy"),
    "konserwator": (),
    "kucharz": ("kucharka", "szef kuchni"),
    "pomoc kuchenna": ("pomoc kuchni",),
    "dozorca": (),
}

RULE = {
    "scope_unit_kinds": ["primary_school"],
    "all_staff": False,
    "window_start": "2026-01-01",
    "min_fte": "0",
    "absence_min_days": 30,
    "validity_months": None,
    "external_allowed": True,
    "category": "information_security",
    "required_topics": [
        *("KRI.a", "KRI.b", "KRI.c", "KSC.a", "KSC.b", "KSC.c", "KSC.d"),
        *("HDR.procedures", "HDR.failures_continuity"),
    ],
    "target_percent": 80,
}

FOLDING = str.maketrans("ąćęłńóśźż", "acelnoszz")


def folded(name: str) -> str:
    return name.lower().translate(FOLDING)


def upgrade() -> None:
    connection = op.get_bind()
    tables = sa.MetaData()
    tables.reflect(connection, only=["units", "posts", "post_aliases", "indicator_rules"])
    if connection.execute(tables.tables["units"].select().limit(1)).first():
        return  # left there by a downgrade
    connection.execute(tables.tables["units"].insert(), [ROOT])
    if connection.dialect.name == "postgresql":
        op.execute("SELECT setval('units_id_seq', 1)")
    posts, aliases = tables.tables["posts"], tables.tables["post_aliases"]
    for is_teaching, catalogue in ((True, TEACHING), (False, NOT_TEACHING)):
        for name, others in catalogue.items():
            row = {"name": name, "folded_name": folded(name), "is_teaching": is_teaching}
            post_id = connection.execute(posts.insert().returning(posts.c.id), row).scalar_one()
            for other in others:
                connection.execute(
                    aliases.insert(), {"folded_name": folded(other), "post_id": post_id}
                )
    connection.execute(
        sa.text(
            "INSERT INTO indicator_rules (code, settings) VALUES (:code, :settings)"
        ).bindparams(sa.bindparam("settings", type_=sa.JSON())),
        {"code": "W9-2026.1", "settings": RULE},
    )


def downgrade() -> None:
    """The rows stay: people, employments and roles point at them by now."""
