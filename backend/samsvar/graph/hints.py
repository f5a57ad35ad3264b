"""Hints on how objectives and key results are worded."""

import enum
import functools
import importlib.resources
import json
import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final

import sqlalchemy as sa
import strawberry
from sqlalchemy.dialects.postgresql import JSONB

from samsvar.graph import selection
from samsvar.graph.selection import Row, of_context
from samsvar.persistence import hints

_TEXTS: Final = "hints.toml"


@functools.cache
def texts() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return what is said by each rule: ``texts()["NUMBER"]["why"]["nb"]``."""
    return tomllib.loads((importlib.resources.files("samsvar.graph") / _TEXTS).read_text(encoding="utf-8"))


@functools.cache
def _in_language(locale: str) -> str:
    return json.dumps({rule: {part: said[locale] for part, said in entry.items()} for rule, entry in texts().items()})


if TYPE_CHECKING:
    Said = sa.ColumnElement[str]
else:
    Said = Annotated[str, of_context(lambda context: _in_language(context.scope.locale))]
    """What all rules say in the reader's language, as JSON."""


@strawberry.enum(description="What a hint on wording is about.")
class HintCode(enum.Enum):
    INDIVIDUAL_GOAL = strawberry.enum_value("INDIVIDUAL_GOAL", description="It reads as one person's goal.")
    TIED_TO_PAY = strawberry.enum_value("TIED_TO_PAY", description="It seems to tie results to pay or to an appraisal.")
    HOLDS_A_NUMBER = strawberry.enum_value(
        "HOLDS_A_NUMBER", description="An objective holds a number; numbers belong to key results."
    )
    DESCRIBES_WORK = strawberry.enum_value(
        "DESCRIBES_WORK", description="A key result describes work in the place of an outcome."
    )


@strawberry.enum(description="Which rule found something in a wording. Hints are dismissed by rule.")
class HintRule(enum.Enum):
    FIRST_PERSON = strawberry.enum_value("FIRST_PERSON", description="Somebody speaks of their own goal.")
    NAMED_PERSON = strawberry.enum_value("NAMED_PERSON", description="A person is named as who owns it.")
    PERSONAL_PLAN = strawberry.enum_value("PERSONAL_PLAN", description="It speaks of personal goals or plans.")
    PAY = strawberry.enum_value("PAY", description="It speaks of pay that depends on results.")
    APPRAISAL = strawberry.enum_value("APPRAISAL", description="It speaks of an appraisal of somebody.")
    NUMBER = strawberry.enum_value("NUMBER", description="It measures in the place of a key result.")
    WORK = strawberry.enum_value("WORK", description="It begins with something to do.")


@strawberry.enum(description="The text in which words stand.")
class HintField(enum.Enum):
    TITLE = strawberry.enum_value("TITLE", description="The title.")
    WHY = strawberry.enum_value("WHY", description="Why it is wanted.")


def _field(words: Row) -> sa.ColumnElement[str]:
    return sa.func.upper(words.c.value["field"].astext, type_=sa.Text())


@selection.document(description="Words that a hint is about.")
class HintWords:
    field: HintField = selection.column(_field, description="The text that they stand in.")
    start: int = selection.key(description="Where they begin in it, from 0, in UTF-16 code units.")
    end: int = selection.key(description="Where they end in it, in UTF-16 code units.")
    text: str = selection.key(description="The words.")


def _message(hint: Row, said: Said) -> sa.ColumnElement[str]:
    return _said(hint, said, "message")


def _why(hint: Row, said: Said) -> sa.ColumnElement[str]:
    return _said(hint, said, "why")


def _said(hint: Row, said: Said, part: str) -> sa.ColumnElement[str]:
    by_rule: sa.ColumnElement[Any] = sa.cast(said, JSONB)
    text: sa.ColumnElement[str] = by_rule[hint.c.value["rule"].astext][part].astext
    return text


@selection.document(
    description="Something that might be worded better, found by a rule in the text. It blocks nothing and may be wrong."
)
class Hint:
    code: HintCode = selection.key(description="What it is about.")
    rule: HintRule = selection.key(description="The rule that found it; one record has at most one hint of each.")
    message: str = selection.column(_message, description="What it says, in the reader's language.")
    why: str = selection.column(_why, description="What the method says about it, in the reader's language.")
    words: list[HintWords] = selection.key(description="The words concerned, as they stand in the text.")
    is_dismissed: bool = selection.key(
        "dismissed", description="Whether the unit said that it doesn't fit; true until the text changes."
    )


def hints_on(
    record: Row,
    include_dismissed: Annotated[
        bool, strawberry.argument(description="Also those that the unit said don't fit.")
    ] = False,
) -> sa.ColumnElement[Any]:
    """Return the hints on an objective or a key result."""
    return hints.shown(record, dismissed_too=include_dismissed)
