"""Every feature has the same inner shape, so whoever knows one knows all."""

from tests.architecture.source import ROOT, files, relative

FEATURES = (
    *("app/people", "app/accounts", "app/training", "app/attendance", "app/recognition"),
    *("app/coverage", "app/reminders", "app/api", "app/home"),
    *("courses", "quizzes", "certificates"),
)
SHAPE = frozenset({
    "__init__",
    "models",
    "queries",
    "services",
    "wording",
    "forms",
    "routes",
    "templates",
})
#: a file with a rule of its own, named after its idea
IDEAS = frozenset({
    "app/accounts/guesses",
    "app/accounts/hashing",
    "app/accounts/mails",
    "app/accounts/misses",
    "app/accounts/on_merge",
    "app/accounts/passwords",
    "app/accounts/tokens",
    "app/api/answers",
    "app/api/bearer",
    "app/api/description",
    "app/api/problems",
    "app/api/questions",
    "app/api/refusals",
    "app/api/telling",
    "app/attendance/arrival",
    "app/attendance/badges",
    "app/attendance/calendar",
    "app/attendance/checkin",
    "app/attendance/credit",
    "app/attendance/delivery",
    "app/attendance/mails",
    "app/attendance/participation",
    "app/attendance/participation_document",
    "app/attendance/plan_refusals",
    "app/attendance/receipts",
    "app/attendance/room_codes",
    "app/attendance/scan_batch",
    "app/attendance/marks",
    "app/attendance/on_merge",
    "app/attendance/sheets",
    "app/attendance/timetable",
    "app/attendance/wrong_codes",
    "app/coverage/canonical",
    "app/coverage/evidence",
    "app/coverage/indicator",
    "app/coverage/news",
    "app/coverage/forecast",
    "app/coverage/later",
    "app/coverage/picture",
    "app/coverage/publication",
    "app/coverage/report_days",
    "app/coverage/rows",
    "app/home/job_words",
    "app/coverage/soundness",
    "app/coverage/table_paper",
    "app/home/learning",
    "app/home/overseen",
    "app/home/tasks",
    "app/people/corrections",
    "app/people/facts",
    "app/people/overlaps",
    "app/people/refusals",
    "app/people/roster",
    "app/people/unit_list",
    "app/people/unit_names",
    "app/recognition/drafts",
    "app/recognition/mails",
    "app/recognition/on_merge",
    "app/recognition/papers",
    "app/recognition/retention",
    "app/reminders/delivery",
    "app/reminders/mails",
    "app/reminders/on_merge",
    "app/reminders/stages",
    "app/reminders/workdays",
    "app/training/deadlines",
    "app/training/lists",
    "app/training/on_merge",
    "app/training/validity",
    "certificates/bundle",
    "certificates/document",
    "certificates/facts",
    "certificates/on_completion",
    "certificates/on_merge",
    "certificates/reading",
    "courses/checks",
    "courses/content",
    "courses/on_merge",
    "courses/packs",
    "courses/time_spent",
    "quizzes/bank",
    "quizzes/grading",
    "quizzes/kinds",
    "quizzes/terms",
})
SAYS_NOTHING = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "manager"})


def test_a_feature_holds_only_the_files_of_its_shape_and_its_ideas() -> None:
    """A new kind of file is given a name here first, on purpose."""
    found = (
        path.with_suffix("")
        for feature in FEATURES
        for path in sorted((ROOT / feature).glob("[!_.]*"))
    )
    others = {relative(path) for path in found if path.name not in SHAPE}
    assert others == IDEAS


def test_no_file_is_named_after_nothing() -> None:
    """A name says what is inside, not that something is."""
    named = [relative(path) for path in files("*.py", "app", "tests") if path.stem in SAYS_NOTHING]
    assert named == []
