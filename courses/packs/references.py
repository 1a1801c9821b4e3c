"""What lessons and questions refer to: glossary and facts."""

from collections.abc import Iterator, Mapping

from courses.packs.documents import read_yaml, tree_of
from courses.packs.folder import FACTS, GLOSSARY, PackFolder
from courses.packs.problems import Problems
from courses.packs.schema import FACTS_ADAPTER, GLOSSARY_ADAPTER, Fact, Term
from courses.packs.trees import Tree


def read_glossary(folder: PackFolder, problems: Problems) -> Mapping[str, Term] | None:
    """The terms by id; None after telling why they cannot be read."""
    if GLOSSARY not in folder.files:
        return {}
    document = read_yaml(folder, GLOSSARY, GLOSSARY_ADAPTER, problems)
    return None if document is None else document.value


def read_facts(folder: PackFolder, problems: Problems) -> Mapping[str, Fact] | None:
    """The facts by id, in their order; None after telling why they cannot be read."""
    if FACTS not in folder.files:
        return {}
    document = read_yaml(folder, FACTS, FACTS_ADAPTER, problems)
    if document is None:
        return None
    facts: dict[str, Fact] = {}
    lines: dict[str, int] = {}
    for place, fact in enumerate(document.value):
        line = document.line_of(place, "id")
        if fact.id in facts:
            problems.add(FACTS, line, "duplicate_id", id=fact.id, first=lines[fact.id])
        facts.setdefault(fact.id, fact)
        lines.setdefault(fact.id, line)
    return facts


def known_facts(folder: PackFolder) -> frozenset[str]:
    """The ids in facts.yaml, also of facts that are faulty."""
    tree = tree_of(folder, FACTS, Problems()) if FACTS in folder.files else None
    return frozenset(fact for item in _items(tree) if isinstance(fact := item.get("id"), str))


def demand_every_fact_used(
    folder: PackFolder, facts: Mapping[str, Fact], in_lessons: frozenset[str], problems: Problems
) -> None:
    """Nobody keeps checking what no lesson and no question says."""
    if not facts:
        return
    trees = [tree_of(folder, name, problems) for name in folder.inside("questions", ".yaml")]
    if not all(trees):
        return  # what cannot be read may use any of them
    unused = facts.keys() - in_lessons - frozenset(_in_questions(trees))
    document = tree_of(folder, FACTS, problems)
    for place, item in enumerate(_items(document)):
        if document is not None and item.get("id") in unused:
            problems.add(FACTS, document.line_of(place, "id"), "unused_fact", id=item["id"])


def _in_questions(trees: list[Tree | None]) -> Iterator[str]:
    """The facts that questions name; whether they are questions is asked elsewhere."""
    for question in (item for tree in trees for item in _items(tree)):
        match question:
            case {"facts": list(named)}:
                yield from (fact for fact in named if isinstance(fact, str))


def _items(tree: Tree | None) -> Iterator[Mapping[str, object]]:
    """The mappings in the list that a file should be."""
    data = tree.data if tree is not None else None
    if isinstance(data, list):
        yield from (item for item in data if isinstance(item, dict))
