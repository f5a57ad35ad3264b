"""
Documents that are ready to be executed: parsed, measured, validated, and kept for the next request.

A document comes as text, or as the id of one of the app's own operations (listed in the folder of the built app, as
relay-compiler wrote them: SHA-256 to text), which were reviewed with the code and are known from the start.
"""

from __future__ import annotations

import collections
import hashlib
import json
import pathlib
from collections.abc import Mapping
from typing import Any, Final

import graphql
from graphql.validation import recommended_rules, specified_rules

from samsvar.graph import limits

_KEPT_CHARACTERS: Final = 1 << 20
"""Text of the documents that are kept; a parsed one takes about a hundred times the room of its text."""

_KEPT_PAGES: Final = 32


class Refused(Exception):
    """A request that cannot be executed, with the errors to answer; nothing of it has run."""

    def __init__(self, errors: list[graphql.GraphQLError]) -> None:
        """Carry the errors as GraphQL says them."""
        super().__init__("; ".join(error.message for error in errors))
        self.errors = errors


class Document:
    """
    One valid document. The same text gives the same object, so that plans can be kept by it.

    Attributes:
        text, syntax: What was sent and what it means.
        is_trusted: It is one of the app's own.
    """

    __slots__ = ("__weakref__", "_checked", "_limits", "_schema", "is_trusted", "page_variables", "syntax", "text")

    def __init__(self, schema: graphql.GraphQLSchema, text: str, *, is_trusted: bool) -> None:
        """
        Parse, measure and validate.

        Raises:
            Refused: It is not GraphQL, asks for too much or does not fit the schema.
        """
        self.text = text
        self.is_trusted = is_trusted
        self._schema = schema
        self.syntax = _parsed(text, is_trusted=is_trusted)
        self._limits = (
            limits.TRUSTED
            if is_trusted
            else limits.INTROSPECTION
            if limits.asks_only_about_the_schema(self.syntax)
            else limits.FREE
        )
        # Without values, variables cost what they cost when left out: the pages are looked at for each request.
        self.page_variables = tuple(sorted(self._measure({})))
        errors = graphql.validate(schema, self.syntax, [*specified_rules, *recommended_rules], max_errors=10)
        if errors:
            raise Refused(errors)
        self._checked: collections.OrderedDict[tuple[Any, ...], None] = collections.OrderedDict()

    def check(self, variables: Mapping[str, Any]) -> None:
        """
        Hold the pages that a request asks for by variable to the limits.

        Raises:
            Refused: A page, or all of them together, is too large.
        """
        if not self.page_variables:
            return
        # The type belongs to the key: True == 1 == 1.0, and only two of them are pages.
        key = tuple(
            (type(variables.get(name)), str(variables.get(name)), name in variables) for name in self.page_variables
        )
        if key in self._checked:
            return
        self._measure(variables)
        self._checked[key] = None
        if len(self._checked) > _KEPT_PAGES:
            self._checked.popitem(last=False)

    def operation(self, name: str | None) -> graphql.OperationDefinitionNode:
        """
        Return the operation to execute.

        Raises:
            Refused: There is none of that name, or the name was left out and there are several.
        """
        found = graphql.get_operation_ast(self.syntax, name)
        if found is None:
            message = f"There is no operation named {name!r}." if name else "Say which operation by operationName."
            raise Refused([graphql.GraphQLError(message, extensions={"code": "UNKNOWN_OPERATION"})])
        return found

    def _measure(self, variables: Mapping[str, Any]) -> set[str]:
        meter = limits.Meter(self._schema, self.syntax, variables)
        try:
            meter.check(self._limits)
        except limits.LimitExceeded as error:
            raise Refused([error]) from error
        return meter.page_variables


class Documents:
    """The documents of one schema: the app's own for ever, others as long as there is room."""

    def __init__(self, schema: graphql.GraphQLSchema, trusted: Mapping[str, str] | None = None) -> None:
        """Know the app's own operations by the id that the app sends; they are parsed when first asked for."""
        self._schema = schema
        self._trusted = dict(trusted or {})
        self._prepared: dict[str, Document] = {}
        self._kept: collections.OrderedDict[str, Document] = collections.OrderedDict()
        self._characters = 0

    def by_id(self, document_id: str) -> Document:
        """
        Return one of the app's own operations.

        Raises:
            Refused: It is not known (the app was built from other code than the server: load the page again).
        """
        key = document_id.removeprefix("sha256:")
        document = self._prepared.get(key)
        if document is None:
            text = self._trusted.get(key)
            if text is None:
                raise Refused(
                    [graphql.GraphQLError("No document has this id.", extensions={"code": "DOCUMENT_NOT_FOUND"})]
                )
            document = self._prepared[key] = Document(self._schema, text, is_trusted=True)
        return document

    def by_text(self, text: str) -> Document:
        """
        Return the document that `text` states; a trusted one when it is the app's own, word for word.

        Raises:
            Refused: It is not GraphQL, asks for too much or does not fit the schema.
        """
        document = self._kept.get(text)
        if document is not None:
            self._kept.move_to_end(text)
            return document
        if self.is_trusted(text):
            return self.by_id(_id_of(text))
        document = Document(self._schema, text, is_trusted=False)
        self._keep(document)
        return document

    def is_trusted(self, text: str) -> bool:
        """Tell whether this is one of the app's own, word for word; nothing is parsed for that."""
        return _id_of(text) in self._trusted

    def _keep(self, document: Document) -> None:
        self._kept[document.text] = document
        self._characters += len(document.text)
        while self._characters > _KEPT_CHARACTERS:
            text, _ = self._kept.popitem(last=False)
            self._characters -= len(text)


def trusted_documents(path: pathlib.Path) -> dict[str, str]:
    """
    Read what relay-compiler wrote; empty when the app has not been built.

    Raises:
        ValueError: The file is not a map of the SHA-256 of each text to that text.
    """
    if not path.is_file():
        return {}
    documents = json.loads(path.read_text(encoding="utf-8"))
    for key, text in documents.items():
        if _id_of(text) != key:
            raise ValueError(f"{path}: the document {key} does not have that SHA-256; run `make schema`.")
    return {str(key): str(text) for key, text in documents.items()}


def _id_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _parsed(text: str, *, is_trusted: bool) -> graphql.DocumentNode:
    allowed = None if is_trusted else limits.TOKENS
    try:
        return graphql.parse(text, max_lexical_tokens=allowed, max_comments=allowed)
    except graphql.GraphQLError as error:
        raise Refused([error]) from error
