"""What is wrong with a pack, in sentences that say what to do about it."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from courses.packs.problems import Problem
from courses.packs.schema import CODE_PATTERN, FILE_PATTERN, ID_PATTERN, URL_PATTERN

_FOLDER = {
    "no_course": _l("There is no course.yaml here. The path must lead to the folder of a pack."),
    "link": _l("This is a link. Put the file itself here: links are not followed."),
    "file_name": _l(
        "Names of files consist of ASCII letters, digits, dots, hyphens and underscores."
    ),
    "unreadable": _l("The file cannot be read."),
    "too_many_files": _l("A pack holds at most %(files)s files."),
    "pack_too_large": _l("A pack holds at most %(megabytes)s MB."),
    "text_too_large": _l("A file with text holds at most %(kilobytes)s kB."),
    "not_utf8": _l("The file is not in UTF-8. Save it with that encoding."),
    "control_character": _l("The character %(letter)s has no place in a text. Delete it."),
    "empty": _l("The file is empty."),
    "unused_file": _l("Files in this folder end in %(ending)s; this one would never be read."),
    "unlisted_lesson": _l("The lesson is not listed in course.yaml."),
    "unused_picture": _l("No lesson shows this picture."),
}

_YAML = {
    "yaml": _l("This is not YAML: %(says)s."),
    "several_documents": _l("A file holds one document. Remove the line with three hyphens."),
    "alias": _l("Anchors (&) and aliases (*) are not allowed. Write the text out."),
    "tag": _l("Tags such as %(tag)s are not allowed."),
    "too_deep": _l("This is nested too deeply."),
    "duplicate_key": _l("%(key)s was given in line %(first)s already."),
    "key_not_text": _l("A key must be a word."),
}

#: faults of a value; the key stands before the sentence
_VALUES = {
    "missing": _l("This is missing here."),
    "extra_forbidden": _l("There is no such key. Is it misspelt, or indented wrongly?"),
    "no_value": _l("This is empty."),
    "string_type": _l("Write text. What looks like a number or a date needs quotation marks."),
    "int_type": _l("Write a whole number."),
    "bool_type": _l("Write true or false."),
    "list_type": _l("Write a list, each item after a hyphen."),
    "dict_type": _l("Write keys with values here."),
    "model_type": _l("Write keys with values here."),
    "literal_error": _l("Write one of these: %(expected)s."),
    "date_type": _l("Write a day as 2026-09-01."),
    "date_parsing": _l("Write a day as 2026-09-01; this one is not in the calendar."),
    "date_from_datetime_parsing": _l("Write a day as 2026-09-01; this one is not in the calendar."),
    "string_too_short": _l("This is empty."),
    "string_too_long": _l("This is longer than %(max_length)s characters."),
    "too_short": _l("Here must be at least %(min_length)s."),
    "too_long": _l("Here may be at most %(max_length)s."),
    "greater_than_equal": _l("This must be at least %(ge)s."),
    "less_than_equal": _l("This must be at most %(le)s."),
    "repeated": _l("Something is named twice."),
    "checked_backwards": _l("check_again_by must be a later day than checked_on."),
    "union_tag_invalid": _l("There is no kind “%(tag)s”. Write one of these: %(expected_tags)s."),
    "union_tag_not_found": _l("The kind of the question is missing."),
    "same_text_twice": _l("Two have the same text: “%(text)s”."),
    "no_right_option": _l("No option is marked as correct."),
    "no_wrong_option": _l("Every option is marked as correct. At least one must be wrong."),
    "several_right_options": _l("Only one option may be correct here. Else write kind: multiple."),
}

_PATTERNS = {
    ID_PATTERN: _l("Write lower-case letters without diacritics, digits, and hyphens in between."),
    CODE_PATTERN: _l("Write capital letters without diacritics, digits, and hyphens in between."),
    FILE_PATTERN: _l("Write the file as lessons/01-what-we-protect.md, with two digits."),
    URL_PATTERN: _l("Write an address that begins with https://."),
}

_REFERENCES = {
    "duplicate_id": _l("“%(id)s” was used in line %(first)s already."),
    "duplicate_elsewhere": _l("“%(id)s” was used in line %(first)s of %(file)s already."),
    "unknown_term": _l("The glossary has no term “%(id)s”."),
    "unknown_fact": _l("facts.yaml has no fact “%(id)s”."),
    "unused_fact": _l("No lesson and no question uses the fact “%(id)s”."),
    "unknown_heading": _l("The lesson has no heading for “%(href)s”."),
    "draw_too_large": _l("A paper has %(draw)s questions, but the bank only %(found)s."),
    "missing_lesson": _l("There is no file %(lesson)s."),
    "unknown_picture": _l("There is no picture “%(id)s”. Write ../pictures/ and its name."),
}

_MARKDOWN = {
    "html": _l("HTML is not allowed: “%(html)s”. Use Markdown, or write the sign < as &lt;."),
    "link": _l("“%(href)s” is no link to follow. Use https:, mailto:, tel:, sms: or a heading."),
    "link_here": _l("There can be no link here: “%(href)s”."),
    "picture_here": _l("There can be no picture here."),
    "notation_here": _l("A term or a fact cannot stand here: “%(id)s”."),
    "notation": _l("This is not understood: “%(text)s”. Write [[term]], [[term|words]], [^fact]."),
    "picture_in_text": _l("A picture stands alone, with an empty line before and after it."),
    "no_alt_text": _l(
        "The picture “%(source)s” has no alternative text. "
        "Say in the square brackets what it shows."
    ),
    "heading_level": _l(
        "Headings begin with ##, and go down one level at a time to ####; found “%(found)s”."
    ),
    "heading_empty": _l("The heading has no words."),
    "unknown_block": _l(
        "There is no block “%(name)s”. "
        "Blocks are scene, note, tip, warning, task, summary and check."
    ),
    "block_words": _l("After “%(name)s” the line must end; found “%(words)s”."),
    "block_open": _l("The block “%(name)s” is not closed. End it with a line of three colons."),
    "block_in_block": _l("The block “%(name)s” begins inside another one. Close that first."),
    "stray_colons": _l("These colons neither begin nor end a block: “%(text)s”."),
}

_CHECKS = {
    "check_id": _l("Name the check after the word, in lower-case letters: ::: check first-step"),
    "check_prompt": _l("The check has no question."),
    "check_form": _l(
        "A check has paragraphs that ask, and one list of options. "
        "An option is one paragraph, and its reason one quoted paragraph (>)."
    ),
    "check_options": _l("A check has 2 to 6 options; found %(found)s."),
    "check_mark": _l("An option begins with [ ], or with [x] if it is right."),
    "check_why": _l("The option lacks its reason: a line below it that begins with >."),
    "check_no_right": _l("No option of the check is right. Mark one with [x]."),
    "check_no_wrong": _l("Every option of the check is right. At least one must be wrong."),
    "check_same": _l("Two options of the check have the same text."),
}

_PICTURES = {
    "picture_too_large": _l("A picture has at most %(kilobytes)s kB; this one has %(found)s."),
    "picture_pixels": _l("A picture has at most %(megapixels)s million pixels."),
    "picture_kind": _l("Pictures are SVG, PNG, JPEG or WebP, and their names end accordingly."),
    "picture_disguised": _l("The content is not %(kind)s, as the name of the file says."),
    "picture_broken": _l("The picture is damaged. Save it again as %(kind)s."),
    "svg_broken": _l("This is not SVG: %(says)s."),
    "svg_doctype": _l("An SVG with a document type is not allowed. Save it as plain SVG."),
    "svg_element": _l("“%(name)s” is not allowed in an SVG. Save it as plain SVG."),
    "svg_event": _l("“%(name)s” is not allowed: a picture does nothing by itself."),
    "svg_leads_out": _l("The SVG refers to something outside itself: “%(text)s”."),
    "svg_size": _l("The SVG does not say how large it is. Give it a viewBox."),
}

_BANK = {
    "duplicate_elsewhere": _l("“%(id)s” was used in %(file)s, line %(first)s, already."),
    "draw_too_large": _l(
        "A paper asks %(draw)s questions, but the bank holds %(found)s. Write more, or ask fewer."
    ),
}

_PROGRAMMES = {
    "programme_differs": _l(
        "The register has the programme %(label)s with another value: %(field)s is %(registered)s "
        "there and %(given)s here. Correct this file, or give the programme another label."
    ),
    "training_differs": _l(
        "The register has the training %(code)s with another value: %(field)s is %(registered)s "
        "there and %(given)s here. Correct one of the two."
    ),
    "day_taken": _l(
        "The register has another programme of %(code)s in force from %(day)s. "
        "A new programme needs a day of its own."
    ),
    "other_training": _l(
        "The course delivers the training %(registered)s, and that cannot change."
    ),
}

_SENTENCES = {
    **_FOLDER,
    **_YAML,
    **_REFERENCES,
    **_MARKDOWN,
    **_CHECKS,
    **_PICTURES,
    **_BANK,
    **_PROGRAMMES,
}


def problem_sentence(problem: Problem) -> str:
    """What is wrong, and what to do; a fault without words of its own is told as it was found."""
    details = problem.details
    if problem.code in _SENTENCES:
        return str(_SENTENCES[problem.code]) % details
    sentence = _value_sentence(problem.code, details)
    key = details.get("key", "")
    return f"{key}: {sentence}" if key else sentence


def _value_sentence(code: str, details: Mapping[str, str]) -> str:
    if code == "string_pattern_mismatch" and details["pattern"] in _PATTERNS:
        return str(_PATTERNS[details["pattern"]])
    if code in _VALUES:
        return str(_VALUES[code]) % {**details, **_choices(details)}
    return details.get("says", code)


def _choices(details: Mapping[str, str]) -> dict[str, str]:
    """What may be chosen from, as the models enumerate it but without their English."""
    listed = {name: details[name] for name in ("expected", "expected_tags") if name in details}
    return {
        name: choices.replace("' or '", "', '").replace("'", "") for name, choices in listed.items()
    }
