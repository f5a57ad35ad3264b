"""
What a document may ask for, measured once on its parsed form and before validation.

Validation itself is not free: some of its rules are quadratic in what fragments expand to, and a few
hundred bytes of fragments that spread one another expand to millions of fields. So each fragment is measured
once and its measure reused, which bounds the work by the length of the document, and a document over a limit
is refused before any rule has seen it.

Depth counts objects, and cost counts the objects that an answer can hold: the wrappers of a connection
(`edges`, `pageInfo` and the connection itself) are free, so that a list costs the same however it is spelled.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

import graphql

from samsvar.graph import paging
from samsvar.graph.selection import declarations

_CEILING: Final = 10**9
"""Counts stop growing here: an exponential document must not make the integers themselves expensive."""

USUAL_LIST: Final = 4
"""Objects in a list without pages: such lists are short by design, what can be long is a connection."""

_PAGE_ARGUMENTS: Final = ("first", "last")


@dataclasses.dataclass(frozen=True, slots=True)
class Measure:
    """The size of a document, or of a part of it, with every fragment expanded."""

    depth: int = 0
    aliases: int = 0
    fields: int = 0
    directives: int = 0
    cost: int = 0

    def __add__(self, other: Measure) -> Measure:
        """Return the measure of two selections side by side."""
        return Measure(
            depth=max(self.depth, other.depth),
            aliases=min(self.aliases + other.aliases, _CEILING),
            fields=min(self.fields + other.fields, _CEILING),
            directives=min(self.directives + other.directives, _CEILING),
            cost=min(self.cost + other.cost, _CEILING),
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """The most of everything that one document may hold; `cost` None for what is not counted."""

    depth: int = 10
    aliases: int = 30
    fields: int = 400
    directives: int = 20
    cost: int | None = 10_000
    operations: int = 5
    fragments: int = 40


TOKENS: Final = 2_000
DIRECTIVES_PER_NODE: Final = 3

FREE: Final = Limits()
"""For documents that somebody typed."""

INTROSPECTION: Final = Limits(depth=20, fields=1_000, cost=None)
"""For documents that ask about the schema alone: deep by nature, but their answer is bounded by the schema."""

TRUSTED: Final = Limits(cost=50_000, fields=2_000, aliases=100, directives=100, fragments=80)
"""For the app's own operations, which were reviewed with the code."""


class LimitExceeded(graphql.GraphQLError):
    """A document asks for more than may be asked for."""

    def __init__(
        self, message: str, *, code: str = "QUERY_TOO_LARGE", limit: str, node: graphql.Node | None = None
    ) -> None:
        """Say what the limit is and what was asked; `limit` names the field of `Limits`."""
        super().__init__(message, [node] if node else None, extensions={"code": code, "limit": limit})


class Meter:
    """Measures one document. `page_variables` are the variables that its cost depends on."""

    def __init__(
        self, schema: graphql.GraphQLSchema, document: graphql.DocumentNode, variables: Mapping[str, Any]
    ) -> None:
        """Prepare to measure `document` with the `variables` of a request, not yet coerced."""
        self.page_variables: set[str] = set()
        self.steps = 0
        self._schema = schema
        self._variables = variables
        self._operations = [d for d in document.definitions if isinstance(d, graphql.OperationDefinitionNode)]
        self._fragments = {
            d.name.value: d for d in document.definitions if isinstance(d, graphql.FragmentDefinitionNode)
        }
        self._measured: dict[str, Measure] = {}
        self._entered: set[str] = set()

    def check(self, limits: Limits) -> Measure:
        """
        Return the measure of the whole document.

        Raises:
            LimitExceeded: It is larger than `limits` allow, a page is outside what its field allows, or a
                fragment leads back to itself.
        """
        _within("operations", len(self._operations), limits.operations)
        _within("fragments", len(self._fragments), limits.fragments)
        total = Measure()
        for operation in self._operations:
            root = self._schema.get_root_type(operation.operation)
            total += Measure(directives=self._directives(operation))
            for definition in operation.variable_definitions or ():
                total += Measure(directives=self._directives(definition))
            total += self._selection(operation.selection_set, root)
        for name in self._fragments:
            # A fragment that nothing spreads is refused later, but by rules that walk it first.
            _all_within(self._fragment(name), limits)
        _all_within(total, limits)
        return total

    def _selection(self, selection_set: graphql.SelectionSetNode, parent: graphql.GraphQLNamedType | None) -> Measure:
        total = Measure()
        for node in selection_set.selections:
            self.steps += 1
            total += Measure(directives=self._directives(node))
            if isinstance(node, graphql.FieldNode):
                total += self._field(node, parent)
            elif isinstance(node, graphql.FragmentSpreadNode):
                total += self._fragment(node.name.value)
            elif isinstance(node, graphql.InlineFragmentNode):
                condition = node.type_condition
                total += self._selection(
                    node.selection_set, self._schema.get_type(condition.name.value) if condition else parent
                )
        return total

    def _fragment(self, name: str) -> Measure:
        measured = self._measured.get(name)
        if measured is not None:
            return measured
        fragment = self._fragments.get(name)
        if fragment is None:
            return Measure()
        if name in self._entered:
            raise LimitExceeded(
                f"The fragment {name} leads back to itself.", code="FRAGMENT_CYCLE", limit="fragments", node=fragment
            )
        self._entered.add(name)
        inner = self._selection(fragment.selection_set, self._schema.get_type(fragment.type_condition.name.value))
        measured = inner + Measure(directives=self._directives(fragment))
        self._entered.discard(name)
        self._measured[name] = measured
        return measured

    def _field(self, node: graphql.FieldNode, parent: graphql.GraphQLNamedType | None) -> Measure:
        field = self._definition(node.name.value, parent)
        aliases = 1 if node.alias else 0
        if node.selection_set is None:
            return Measure(depth=1, aliases=aliases, fields=1)
        given = graphql.get_named_type(field.type) if field else None
        inner = self._selection(node.selection_set, given)
        is_counted_already = _is_wrapper(given) or _is_wrapper(parent)
        count = self._count(node, field, is_counted_already=is_counted_already)
        own = 0 if _is_wrapper(given) else 1
        return Measure(
            depth=inner.depth + own,
            aliases=inner.aliases + aliases,
            fields=inner.fields + 1,
            directives=inner.directives,
            cost=min(count * (own + inner.cost), _CEILING),
        )

    def _definition(self, name: str, parent: graphql.GraphQLNamedType | None) -> graphql.GraphQLField | None:
        if isinstance(parent, graphql.GraphQLObjectType | graphql.GraphQLInterfaceType):
            field: graphql.GraphQLField | None = parent.fields.get(name)
            return field
        return None

    def _count(self, node: graphql.FieldNode, field: graphql.GraphQLField | None, *, is_counted_already: bool) -> int:
        """Return how many objects `node` gives at most for each object it is asked of."""
        if field is None:
            return 1
        if any(name in field.args for name in _PAGE_ARGUMENTS):
            sizes = _page_sizes(field)
            asked = [
                self._page(argument, sizes)
                for argument in node.arguments or ()
                if argument.name.value in _PAGE_ARGUMENTS
            ]
            return max((page for page in asked if page is not None), default=sizes.default)
        return USUAL_LIST if _is_list(field.type) and not is_counted_already else 1

    def _page(self, argument: graphql.ArgumentNode, sizes: paging.PageSizes) -> int | None:
        """Return the page that an argument asks for, None when it leaves it open (or is no number)."""
        value = argument.value
        if isinstance(value, graphql.IntValueNode):
            page: object = int(value.value) if len(value.value) < 12 else _CEILING
        elif isinstance(value, graphql.VariableNode):
            self.page_variables.add(value.name.value)
            page = self._variable(value.name.value)
        else:
            page = None
        if isinstance(page, float) and page.is_integer():  # GraphQL's Int takes 1000.0 for 1000, and so must we
            page = int(page)
        if not isinstance(page, int) or isinstance(page, bool):
            return None
        if not 1 <= page <= sizes.largest:
            raise LimitExceeded(
                f"A page here has from 1 to {sizes.largest} edges, not {page}.",
                code="BAD_PAGE",
                limit="page",
                node=argument,
            )
        return page

    def _variable(self, name: str) -> object:
        """Return what a request gives for a variable, or the largest default that an operation states."""
        if name in self._variables:
            return self._variables[name]
        defaults = [
            int(definition.default_value.value)
            for operation in self._operations
            for definition in operation.variable_definitions or ()
            if definition.variable.name.value == name
            and isinstance(definition.default_value, graphql.IntValueNode)
            and len(definition.default_value.value) < 12
        ]
        return max(defaults, default=None)

    @staticmethod
    def _directives(node: graphql.Node) -> int:
        count = len(getattr(node, "directives", None) or ())
        if count > DIRECTIVES_PER_NODE:
            raise LimitExceeded(
                f"One place carries {count} directives; {DIRECTIVES_PER_NODE} are allowed.",
                limit="directives",
                node=node,
            )
        return count


def asks_only_about_the_schema(document: graphql.DocumentNode) -> bool:
    """Tell whether every operation selects nothing but `__schema` and `__type` (and `__typename`) at its root."""
    roots = [
        selection.name.value if isinstance(selection, graphql.FieldNode) else ""
        for definition in document.definitions
        if isinstance(definition, graphql.OperationDefinitionNode)
        for selection in definition.selection_set.selections
    ]
    return bool({"__schema", "__type"} & set(roots)) and set(roots) <= {"__schema", "__type", "__typename"}


def _all_within(measure: Measure, limits: Limits) -> None:
    for name in ("depth", "aliases", "fields", "directives"):
        _within(name, getattr(measure, name), getattr(limits, name))
    if limits.cost is not None:
        _within("cost", measure.cost, limits.cost)


def _within(name: str, found: int, allowed: int) -> None:
    if found > allowed:
        asked = "more than a thousand million" if found >= _CEILING else str(found)
        raise LimitExceeded(f"The document's {name} may be {allowed} at most; here: {asked}.", limit=name)


def _page_sizes(field: graphql.GraphQLField) -> paging.PageSizes:
    """Return the sizes that the field declares, or those that a connection has by default."""
    declaration = getattr(field.extensions.get("strawberry-definition"), "declaration", None)
    return declaration.sizes if isinstance(declaration, declarations.Page) else paging.PageSizes()


def _is_wrapper(named: graphql.GraphQLNamedType | None) -> bool:
    """Tell whether a type only stands between a list and what is in it."""
    return named is not None and named.name.endswith(("Connection", "Edge", "PageInfo"))


def _is_list(of: graphql.GraphQLOutputType) -> bool:
    return isinstance(graphql.get_nullable_type(of), graphql.GraphQLList)
