"""What the YAML files of a pack say: the models, and the JSON Schema that authors' editors read."""

from collections.abc import Hashable
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from courses.packs.markdown import BadMarkdown, inline_html

T = TypeVar("T", bound=Hashable)

FORMAT = "kadra-course/1"


def _one_line(text: str) -> str:
    """As it is shown: blanks and line ends as single blanks."""
    line = " ".join(text.split())
    if not line:
        raise PydanticCustomError("no_value", "There is nothing here.")
    return line


def _renderable(text: str) -> str:
    try:
        inline_html(text)
    except BadMarkdown as bad:
        raise PydanticCustomError(bad.code, bad.code, dict(bad.details)) from bad
    return text


def _all_different(items: list[T]) -> list[T]:
    if len(set(items)) < len(items):
        raise PydanticCustomError("repeated", "Something is named twice.")
    return items


#: plain text of one line
Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_one_line)]
#: plain text of a paragraph
Paragraph = Annotated[str, Field(min_length=1, max_length=600), AfterValidator(_one_line)]
#: inline Markdown of a paragraph
InlineMarkdown = Annotated[
    str,
    Field(min_length=1, max_length=2000),
    AfterValidator(_one_line),
    AfterValidator(_renderable),
]
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CODE_PATTERN = r"^[A-Z0-9]+(-[A-Z0-9]+)*$"
FILE_PATTERN = r"^lessons/[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*\.md$"
URL_PATTERN = r"^https://[^\s<>\"']+$"

#: what authors name things by
Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=80)]
Code = Annotated[str, Field(pattern=CODE_PATTERN, max_length=40)]
Minutes = Annotated[int, Field(ge=1, le=6000)]

#: as `app.training.models` has them, which a pack may not ask, being plain rules
Category = Literal["information_security", "digital_skills", "entity_head", "other"]
Topic = Literal[
    "KRI.a",
    "KRI.b",
    "KRI.c",
    "KSC.a",
    "KSC.b",
    "KSC.c",
    "KSC.d",
    "HDR.procedures",
    "HDR.failures_continuity",
]
Language = Literal["pl", "en", "uk"]


class Model(BaseModel):
    """Unknown keys are faults, and nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TrainingSection(Model):
    """What is completed by the course: a programme of the register of trainings."""

    code: Code = Field(description="Code of the training; it is created if the register lacks it.")
    category: Category
    programme: Annotated[str, Field(max_length=40), AfterValidator(_one_line)] = Field(
        description="Label of the programme, in quotation marks. "
        "Another number of minutes or other topics need another label."
    )
    in_force_from: date = Field(description="The day from which the programme holds: 2026-09-01.")
    minutes: Minutes = Field(description="Length of the whole programme.")
    validity_months: Annotated[int, Field(ge=1, le=120)] | None = Field(
        None, description="After how many months it should be repeated; leave out if never."
    )
    topics: Annotated[list[Topic], Field(max_length=9), AfterValidator(_all_different)] = Field(
        description="The obligatory topics it covers."
    )


class LessonSection(Model):
    """One lesson of the course."""

    file: Annotated[str, Field(pattern=FILE_PATTERN)] = Field(
        max_length=80, description="Such as lessons/01-what-we-protect.md."
    )
    title: Line
    minutes: Annotated[int, Field(ge=1, le=60)] = Field(description="How long reading takes.")

    @property
    def slug(self) -> str:
        """Its name in addresses: that of the file, without number and ending."""
        return self.file.removeprefix("lessons/")[3:].removesuffix(".md")


class QuizSection(Model):
    """How the quiz is held."""

    draw: Annotated[int, Field(ge=1, le=50)] = Field(description="Questions on a paper.")
    pass_percent: Annotated[int, Field(ge=1, le=100)]
    minutes: Annotated[int, Field(ge=1, le=240)] = Field(description="Estimate that is shown.")
    attempts: Annotated[int, Field(ge=1, le=100)] | None = Field(
        None, description="How often it may be tried; left to the settings if it is not given."
    )
    pause_minutes: Annotated[int, Field(ge=0, le=10080)] | None = Field(
        None, description="Rest between two attempts; left to the settings if it is not given."
    )
    time_limit_minutes: Annotated[int, Field(ge=1, le=240)] | None = None


class CourseDocument(Model):
    """course.yaml: what the course is, and what it consists of."""

    format: Literal["kadra-course/1"]
    code: Code
    language: Language = Field(description="Of the whole content.")
    title: Line
    summary: Paragraph = Field(description="What it is about, for the catalogue.")
    outcomes: Annotated[list[Line], Field(min_length=1, max_length=10)] = Field(
        description="What somebody can do afterwards."
    )
    training: TrainingSection
    lessons: Annotated[list[LessonSection], Field(min_length=1, max_length=30)]
    quiz: QuizSection


class Term(Model):
    """A word that is explained in place."""

    term: Line
    definition: Paragraph


class Fact(Model):
    """A statement that may age."""

    id: Id
    text: Paragraph = Field(description="The fact as the course states it.")
    source: Paragraph = Field(description="Where it stands, so that somebody finds it again.")
    url: Annotated[str, Field(pattern=URL_PATTERN, max_length=500)] | None = None
    checked_on: date
    check_again_by: date
    owner: Line = Field(description="The post that checks it again.")

    @model_validator(mode="after")
    def _is_checked_again_later(self) -> "Fact":
        if self.check_again_by <= self.checked_on:
            raise PydanticCustomError("checked_backwards", "check_again_by is not after checked_on")
        return self


COURSE_ADAPTER = TypeAdapter(CourseDocument)
GLOSSARY_ADAPTER = TypeAdapter(dict[Id, Term])
FACTS_ADAPTER = TypeAdapter(Annotated[list[Fact], Field(max_length=200)])


def json_schema(adapter: TypeAdapter[Any], title: str) -> dict[str, Any]:
    """The schema of a file, for editors that check while the author types."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **adapter.json_schema(),
        "title": title,
    }
