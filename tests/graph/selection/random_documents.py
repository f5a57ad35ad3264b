"""
Random valid documents over any schema, for comparing the roads that an operation can take.

A document is drawn from the schema itself: fields with and without aliases, fragments (named, inline, on interfaces,
unions and their members), ``@skip`` and ``@include``, ``__typename``, arguments as literals and as variables, given, null
and left out. What only the data knows (ids, cursors, texts that are found) comes from a :class:`World`.
"""

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import graphql
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclasses.dataclass(frozen=True)
class World:
    """
    Values that mean something in the data behind the schema.

    Attributes:
        scalars: Strategies of JSON values, by name of an argument or input field, or else of a scalar.
        left_out: Coordinates (``Type.field``) that are not asked for.
    """

    scalars: Mapping[str, st.SearchStrategy[Any]]
    left_out: frozenset[str] = frozenset()


@dataclasses.dataclass(frozen=True)
class RandomDocument:
    """A document and the variables sent with it."""

    text: str
    variables: dict[str, Any]


@st.composite
def documents(
    draw: Draw, schema: graphql.GraphQLSchema, world: World, *, depth: int = 4, fields: int = 14
) -> RandomDocument:
    """Draw a query; mostly valid, which the caller checks (two fields may not be mergeable)."""
    assert schema.query_type is not None
    writer = Writer(draw, schema, world, fields)
    body = writer.selection(schema.query_type, depth)
    head = f"({', '.join(writer.declared)})" if writer.declared else ""
    return RandomDocument("\n".join([f"query{head} {body}", *writer.fragments.values()]), writer.variables)


@dataclasses.dataclass
class Writer:
    """Writes one document."""

    draw: Draw
    schema: graphql.GraphQLSchema
    world: World
    left: int
    declared: list[str] = dataclasses.field(default_factory=list)
    variables: dict[str, Any] = dataclasses.field(default_factory=dict)
    fragments: dict[str, str] = dataclasses.field(default_factory=dict)
    names: int = 0

    def chance(self, of_ten: int) -> bool:
        """Return true so many times of ten."""
        return bool(self.draw(st.integers(0, 9)) >= 10 - of_ten)

    def name(self, prefix: str) -> str:
        """Return a name that the document does not have yet."""
        self.names += 1
        return f"{prefix}{self.names}"

    def selection(self, type_: graphql.GraphQLNamedType, depth: int) -> str:
        """Return the text of a selection set; never empty."""
        items = [self.item(type_, depth) for _ in range(self.draw(st.integers(1, 4)))]
        return "{ " + " ".join([item for item in items if item] or ["__typename"]) + " }"

    def item(self, type_: graphql.GraphQLNamedType, depth: int) -> str:
        """Return one field or fragment; nothing when the document is long enough."""
        if self.left <= 0:
            return ""
        if isinstance(type_, graphql.GraphQLUnionType) or self.chance(2):
            return self.fragment(type_, depth)
        if self.chance(1):
            return "__typename"
        return self.field(type_, depth)

    def fragment(self, type_: graphql.GraphQLNamedType, depth: int) -> str:
        """Return an inline fragment or a spread of a named one, on a type that overlaps."""
        condition = self.draw(st.sampled_from(self.overlapping(type_)))
        if self.chance(3) and self.fragments and self.chance(3):
            fitting = [name for name, text in self.fragments.items() if f" on {condition.name} " in text]
            if fitting:
                return f"...{self.draw(st.sampled_from(fitting))}{self.directives()}"
        body = self.selection(condition, depth)
        if self.chance(3):
            name = self.name("F")
            self.fragments[name] = f"fragment {name} on {condition.name} {body}"
            return f"...{name}{self.directives()}"
        if condition is type_ and self.chance(5):
            return f"...{self.directives()} {body}"
        return f"... on {condition.name}{self.directives()} {body}"

    def overlapping(self, type_: graphql.GraphQLNamedType) -> Sequence[graphql.GraphQLNamedType]:
        """Return the types that a fragment within ``type_`` may be on."""
        if graphql.is_abstract_type(type_):
            return [type_, *self.schema.get_possible_types(type_)]
        assert isinstance(type_, graphql.GraphQLObjectType)
        return [type_, *type_.interfaces]

    def field(self, type_: graphql.GraphQLNamedType, depth: int) -> str:
        """Return a field, with what it needs."""
        assert isinstance(type_, graphql.GraphQLObjectType | graphql.GraphQLInterfaceType)
        possible = [
            (name, field)
            for name, field in type_.fields.items()
            if f"{type_.name}.{name}" not in self.world.left_out
            and (depth > 0 or graphql.is_leaf_type(graphql.get_named_type(field.type)))
        ]
        if not possible:
            return "__typename"
        name, field = self.draw(st.sampled_from(possible))
        self.left -= 1
        arguments = self.arguments(field)
        # Fields of the same name but other arguments may not be merged: such a field gets a name of its own.
        alias = f"{self.name('a')}: " if arguments or self.chance(2) else ""
        inner = graphql.get_named_type(field.type)
        body = "" if graphql.is_leaf_type(inner) else " " + self.selection(inner, depth - 1)
        return f"{alias}{name}{arguments}{self.directives()}{body}"

    def directives(self) -> str:
        """Return nothing mostly, or a directive that includes or leaves out."""
        if not self.chance(1):
            return ""
        name = self.draw(st.sampled_from(["skip", "include"]))
        value = self.draw(st.booleans())
        if self.chance(5):
            return f" @{name}(if: {json.dumps(value)})"
        variable = self.name("v")
        self.declared.append(f"${variable}: Boolean!")
        self.variables[variable] = value
        return f" @{name}(if: ${variable})"

    def arguments(self, field: graphql.GraphQLField) -> str:
        """Return a field's arguments: those that are required, and some others."""
        given = []
        for name, argument in field.args.items():
            if graphql.is_required_argument(argument) or self.chance(4):
                given.append(f"{name}: {self.argument(argument, name)}")
        return f"({', '.join(given)})" if given else ""

    def argument(self, argument: graphql.GraphQLArgument, name: str) -> str:
        """Return an argument's value; where a default may step in, sometimes a variable that null can be sent for."""
        type_ = argument.type
        if isinstance(type_, graphql.GraphQLNonNull) and not graphql.is_required_argument(argument) and self.chance(2):
            return self.variable(type_.of_type, name)
        return self.value(type_, name)

    def value(self, type_: Any, name: str) -> str:
        """Return a value as a literal, or as a variable that is sent, null or left out."""
        if self.chance(5):
            return self.literal(type_, name)
        return self.variable(type_, name)

    def variable(self, type_: Any, name: str) -> str:
        """Return a variable that is sent, null or left out."""
        variable = self.name("v")
        is_required = isinstance(type_, graphql.GraphQLNonNull)
        stated = f" = {self.constant(type_, name)}" if self.chance(2) else ""
        self.declared.append(f"${variable}: {type_}{stated}")
        way = self.draw(st.sampled_from(["sent", "sent", "null", "left out"]))
        if way == "sent" or (is_required and not (stated and way == "left out")):
            self.variables[variable] = self.plain(type_, name)
        elif way == "null":
            self.variables[variable] = None
        return f"${variable}"

    def literal(self, type_: Any, name: str) -> str:
        """Return a literal; inside an object or a list there may be variables."""
        kind = graphql.get_nullable_type(type_)
        if kind is type_ and self.chance(1):
            return "null"
        if isinstance(kind, graphql.GraphQLInputObjectType):
            given = [
                f"{key}: {self.value(field.type, key)}"
                for key, field in kind.fields.items()
                if graphql.is_required_input_field(field) or self.chance(3)
            ]
            return "{" + ", ".join(given) + "}"
        if isinstance(kind, graphql.GraphQLList) and self.chance(8):
            count = self.draw(st.integers(0, 3))
            return "[" + ", ".join(self.value(kind.of_type, name) for _ in range(count)) + "]"
        return self.constant(type_, name)

    def constant(self, type_: Any, name: str) -> str:
        """Return a literal without variables."""
        return _written(type_, self.plain(type_, name))

    def plain(self, type_: Any, name: str) -> Any:
        """Return a JSON value of a type; null sometimes where it may be."""
        kind = graphql.get_nullable_type(type_)
        if kind is type_ and self.chance(1):
            return None
        if isinstance(kind, graphql.GraphQLList):
            return [self.plain(kind.of_type, name) for _ in range(self.draw(st.integers(0, 3)))]
        if isinstance(kind, graphql.GraphQLInputObjectType):
            return {
                key: self.plain(field.type, key)
                for key, field in kind.fields.items()
                if graphql.is_required_input_field(field) or self.chance(3)
            }
        if isinstance(kind, graphql.GraphQLEnumType):
            return self.draw(st.sampled_from(list(kind.values)))
        known = self.world.scalars.get(name)
        return self.draw(known if known is not None else self.world.scalars[kind.name])


def _written(type_: Any, value: Any) -> str:
    """Return a JSON value as a GraphQL literal of a type."""
    kind = graphql.get_nullable_type(type_)
    if value is None:
        return "null"
    if isinstance(kind, graphql.GraphQLList):
        return "[" + ", ".join(_written(kind.of_type, item) for item in value) + "]"
    if isinstance(kind, graphql.GraphQLInputObjectType):
        return "{" + ", ".join(f"{key}: {_written(kind.fields[key].type, item)}" for key, item in value.items()) + "}"
    if isinstance(kind, graphql.GraphQLEnumType):
        return str(value)
    return json.dumps(value)
