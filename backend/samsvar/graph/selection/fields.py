"""Which fields a selection set asks of a type, once fragments are spread and @skip and @include are heeded."""

from collections.abc import Iterable, Mapping
from typing import Any

import graphql
from graphql import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode


class NotCompilable(Exception):
    """This selection can't become one statement; the field-by-field road can answer it."""


class Fields:
    """Collects the fields of one operation's selection sets, for given variables."""

    def __init__(
        self,
        schema: graphql.GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = variables

    def of(
        self, type_: graphql.GraphQLObjectType, selection_sets: Iterable[SelectionSetNode | None]
    ) -> dict[str, list[FieldNode]]:
        """
        Return the nodes of each response key, in the order in which GraphQL answers them.

        Raises:
            NotCompilable: A directive other than @skip and @include is on the way.
        """
        found: dict[str, list[FieldNode]] = {}
        for selection_set in selection_sets:
            if selection_set is not None:
                self._collect(type_, selection_set, found, set())
        return found

    def _collect(
        self,
        type_: graphql.GraphQLObjectType,
        selection_set: SelectionSetNode,
        found: dict[str, list[FieldNode]],
        spread: set[str],
    ) -> None:
        for node in selection_set.selections:
            if not self._is_included(node):
                continue
            if isinstance(node, FieldNode):
                found.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
            elif isinstance(node, InlineFragmentNode):
                if node.type_condition is None or self._applies(node.type_condition.name.value, type_):
                    self._collect(type_, node.selection_set, found, spread)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in spread:
                spread.add(node.name.value)
                fragment = self._fragments[node.name.value]
                if self._applies(fragment.type_condition.name.value, type_):
                    self._collect(type_, fragment.selection_set, found, spread)

    def _applies(self, condition: str, type_: graphql.GraphQLObjectType) -> bool:
        if condition == type_.name:
            return True
        abstract = self._schema.get_type(condition)
        return graphql.is_abstract_type(abstract) and self._schema.is_sub_type(abstract, type_)

    def _is_included(self, node: Any) -> bool:
        for directive in node.directives or ():
            name = directive.name.value
            if name not in ("skip", "include"):
                raise NotCompilable(f"@{name}")
            condition = directive.arguments[0].value
            if isinstance(condition, graphql.VariableNode):
                holds = bool(self._variables.get(condition.name.value))
            else:
                holds = condition.value
            if holds is (name == "skip"):
                return False
        return True
