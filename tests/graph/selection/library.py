"""
A library: a small world with one of everything that a selection can meet.

Shelves stand on shelves (a tree), books lie on shelves and have authors, and a mention points to one of the three. Books
have a summary in jsonb. A hidden book exists for the database alone: row level security keeps it from readers, so that
what refers to it finds nothing.
"""

import datetime as dt
import enum
import random
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

import sqlalchemy as sa
import strawberry
from sqlalchemy.dialects import postgresql

from samsvar.graph import global_ids, paging, selection
from samsvar.graph.paging import Connection
from samsvar.graph.selection import Row

metadata = sa.MetaData(schema="library")


def _table(name: str, *columns: sa.Column[Any]) -> sa.Table:
    own = (
        sa.Column("organisation_id", sa.Uuid, primary_key=True),
        sa.Column("id", sa.Uuid, primary_key=True),
    )
    return sa.Table(name, metadata, *own, *columns)


shelves = _table("shelves", sa.Column("name", sa.Text, nullable=False), sa.Column("parent_id", sa.Uuid))
authors = _table(
    "authors",
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("born_on", sa.Date),
    sa.Column("tags", postgresql.ARRAY(sa.Text), nullable=False),
    sa.Column("mood", sa.Text, nullable=False),
)
books = _table(
    "books",
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("author_id", sa.Uuid, nullable=False),
    sa.Column("shelf_id", sa.Uuid),
    sa.Column("price", sa.Numeric),
    sa.Column("pages", sa.Integer, nullable=False),
    sa.Column("rating", sa.Float),
    sa.Column("is_lent", sa.Boolean),
    sa.Column("is_hidden", sa.Boolean, nullable=False),
    sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("isbn", sa.Uuid),
    sa.Column("summary", postgresql.JSONB),
    sa.Column("extra", postgresql.JSONB),
)
mentions = _table(
    "mentions",
    sa.Column("book_id", sa.Uuid),
    sa.Column("author_id", sa.Uuid),
    sa.Column("shelf_id", sa.Uuid),
    sa.Column("note", sa.Text),
)


class Kind(enum.Enum):
    NOVEL = "NOVEL"
    POEMS = "POEMS"


class Mood(enum.Enum):
    """Stored in other words than GraphQL's."""

    GLAD = "glad"
    SAD = "sad"


class BookOrder(enum.Enum):
    TITLE = "TITLE"
    NEWEST = "NEWEST"
    LONGEST = "LONGEST"
    LENT = "LENT"


for _enum in (Kind, Mood, BookOrder):
    strawberry.enum(_enum)


@strawberry.input
class PageRange:
    least: int | None = None
    most: int | None = None


@strawberry.input
class BookFilter:
    title: str | None = None
    kind: Kind | None = None
    kinds: list[Kind] | None = None
    pages: PageRange | None = None
    is_lent: bool | None = None
    author: Annotated[strawberry.ID, selection.identifies("Author")] | None = None
    since: dt.date | None = None
    cheaper_than: float | None = None
    any_title: list[str] | None = None


CONDITIONS: Mapping[str, Any] = {
    "title": lambda title: books.c.title == title,
    "kind": lambda kind: books.c.kind == kind.value,
    "kinds": lambda kinds: books.c.kind == sa.any_(kinds),
    "is_lent": books.c.is_lent.is_,
    "author": lambda author: books.c.author_id == author,
    "since": lambda since: sa.cast(books.c.added_at, sa.Date) >= since,
    "cheaper_than": lambda price: books.c.price < price,
    "any_title": lambda titles: books.c.title == sa.any_(titles),
}


def filtered(filter: BookFilter | None = None) -> "sa.Select[Any]":
    found = sa.select(books)
    if filter is None:
        return found
    for name, condition in CONDITIONS.items():
        if getattr(filter, name) is not None:
            found = found.where(condition(getattr(filter, name)))
    if filter.pages is not None and filter.pages.least is not None:
        found = found.where(books.c.pages >= filter.pages.least)
    if filter.pages is not None and filter.pages.most is not None:
        found = found.where(books.c.pages <= filter.pages.most)
    return found


@selection.interface(description="Anything with an id.")
class Node:
    id: strawberry.ID


def shelves_above(shelf: Row, depth: int = 3) -> "sa.Select[Any]":
    above = (
        sa.select(shelves.c.parent_id.label("id"), sa.literal(1, sa.Integer).label("steps"))
        .where(shelves.c.id == shelf.c.id)
        .cte("above", recursive=True, nesting=True)
    )
    above = above.union(
        sa.select(shelves.c.parent_id, above.c.steps + 1)
        .join(above, above.c.id == shelves.c.id)
        .where(above.c.steps < depth)
    )
    return sa.select(shelves, above.c.steps).join(above, above.c.id == shelves.c.id)


@selection.type(shelves)
class Shelf(Node):
    id: strawberry.ID = selection.global_id()
    name: str = selection.column()
    parent: "Shelf | None" = selection.to_one(lambda shelf, parent: parent.c.id == shelf.c.parent_id)
    parent_id: strawberry.ID | None = selection.global_id("parent_id", of="Shelf")
    children: list["Shelf"] = selection.to_many(
        lambda shelf, child: child.c.parent_id == shelf.c.id, order=lambda child: [child.c.name.desc(), child.c.id]
    )
    above: list["Shelf"] = selection.to_many(source=shelves_above, order=lambda shelf: [shelf.c.steps])
    steps: int | None = selection.column(lambda shelf: shelf.c.steps if "steps" in shelf.c else sa.null())
    books: Connection["Book"] = selection.connection(
        source=lambda shelf: sa.select(books).where(books.c.shelf_id == shelf.c.id)
    )


@selection.type(authors)
class Author(Node):
    id: strawberry.ID = selection.global_id()
    name: str = selection.column(description="As on the cover.")
    born_on: dt.date | None = selection.column()
    tags: list[str] = selection.column()
    mood: Mood = selection.column()
    books: list["Book"] = selection.to_many(lambda author, book: book.c.author_id == author.c.id)
    latest_book: "Book | None" = selection.to_one(
        source=lambda author: (
            sa.select(books)
            .where(books.c.author_id == author.c.id)
            .order_by(books.c.added_at.desc(), books.c.id)
            .limit(1)
        )
    )


@selection.document()
class Chapter:
    title: str = selection.key()
    pages: int | None = selection.key()
    is_read: bool | None = selection.key("read")
    kind: Kind | None = selection.key()
    sections: list["Chapter"] | None = selection.key()
    written_by: Author | None = selection.to_one(
        lambda chapter, author: author.c.id == sa.cast(chapter.c.value["author_id"].astext, sa.Uuid)
    )


@selection.document()
class Summary:
    note: str | None = selection.key()
    score: float = selection.key()
    words: list[str] | None = selection.key()
    chapters: list[Chapter] = selection.key()
    best: Chapter | None = selection.key()


def books_beside(book: Row, filter: BookFilter | None = None) -> "sa.Select[Any]":
    return filtered(filter).where(books.c.shelf_id == book.c.shelf_id, books.c.id != book.c.id)


def is_longer_than(book: Row, pages: int) -> "sa.ColumnElement[bool]":
    return book.c.pages > pages


ORDERS: Mapping[Any, Any] = {
    BookOrder.TITLE: lambda book: [book.c.title],
    BookOrder.NEWEST: lambda book: [book.c.added_at.desc()],
    BookOrder.LONGEST: lambda book: [book.c.pages.desc(), book.c.title],
    BookOrder.LENT: lambda book: [sa.func.coalesce(book.c.is_lent, sa.false(), type_=sa.Boolean()).desc()],
}


@selection.type(books)
class Book(Node):
    id: strawberry.ID = selection.global_id()
    title: str = selection.column()
    kind: Kind = selection.column()
    author: Author = selection.to_one(lambda book, author: author.c.id == book.c.author_id)
    shelf: Shelf | None = selection.to_one(lambda book, shelf: shelf.c.id == book.c.shelf_id)
    price: float | None = selection.column()
    pages: int = selection.column()
    rating: float | None = selection.column()
    is_lent: bool | None = selection.column()
    added_at: dt.datetime = selection.column()
    added_on: dt.date = selection.column(lambda book: sa.cast(book.c.added_at, sa.Date))
    isbn: uuid.UUID | None = selection.column()
    summary: Summary | None = selection.column()
    extra: strawberry.scalars.JSON | None = selection.column()
    is_longer_than: bool = selection.column(is_longer_than)
    beside: Connection["Book"] = selection.connection(
        source=books_beside, orders=ORDERS, sizes=paging.PageSizes(default=2, largest=5)
    )
    mentions: list["Mention"] = selection.to_many(lambda book, mention: mention.c.book_id == book.c.id)


Subject = Annotated[Book | Author | Shelf, strawberry.union("Subject")]


@selection.type(mentions)
class Mention(Node):
    id: strawberry.ID = selection.global_id()
    note: str | None = selection.column()
    book: Book = selection.to_one(
        lambda mention, book: book.c.id == mention.c.book_id, description="Not there for most: an error, then."
    )
    of: Subject | None = selection.to_one(
        members={
            "Book": lambda mention, book: book.c.id == mention.c.book_id,
            "Author": lambda mention, author: author.c.id == mention.c.author_id,
            "Shelf": lambda mention, shelf: shelf.c.id == mention.c.shelf_id,
        }
    )


def listed_things(limit: int = 4) -> "sa.Select[Any]":
    listed = sa.union_all(
        sa.select(authors.c.id, authors.c.name, sa.literal("a", sa.Text).label("what")),
        sa.select(shelves.c.id, shelves.c.name, sa.literal("s", sa.Text)),
    ).subquery()
    return sa.select(listed).order_by(listed.c.name, listed.c.id).limit(limit)


_THING = {
    "Author": lambda thing, author: sa.and_(author.c.id == thing.c.id, thing.c.what == "a"),
    "Shelf": lambda thing, shelf: sa.and_(shelf.c.id == thing.c.id, thing.c.what == "s"),
}


def book_with(book: Row, id: strawberry.ID) -> "sa.ColumnElement[bool]":
    return book.c.id == id


def of_reader(name: Annotated[str, selection.of_context(lambda context: context.favourite)]) -> "sa.Select[Any]":
    return sa.select(authors).where(authors.c.name == name)


@strawberry.type
class Query:
    node: Node | None = selection.node()
    nodes: list[Node | None] = selection.nodes()
    book: Book | None = selection.to_one(book_with)
    books: Connection[Book] = selection.connection(
        source=filtered, orders=ORDERS, sizes=paging.PageSizes(default=3, largest=6)
    )
    authors: list[Author] = selection.to_many(
        source=lambda: sa.select(authors), order=lambda author: [author.c.name, author.c.id]
    )
    shelves: Connection[Shelf] = selection.connection(source=lambda: sa.select(shelves))
    mentions: list[Mention] = selection.to_many(source=lambda: sa.select(mentions))
    things: list[Subject] = selection.to_many(
        source=listed_things, members=_THING, order=lambda thing: [thing.c.name, thing.c.id]
    )
    pages_of_things: Connection[Subject] = selection.connection(
        source=listed_things, members=_THING, orders=lambda thing: [thing.c.name]
    )
    favourite: Author | None = selection.to_one(source=of_reader)


@strawberry.type
class LendPayload:
    book_id: strawberry.Private[uuid.UUID | None]
    book: Book | None = selection.by_id("book_id")


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def lend(self, book: strawberry.ID) -> LendPayload:
        return LendPayload(book_id=global_ids.decode(book, "Book"))


SETUP = ("create schema library", "grant usage on schema library to samsvar_app")


def policies() -> list[str]:
    """Return the statements that let the serving role read rows of its organisation, and no hidden book."""
    statements = ["grant select on all tables in schema library to samsvar_app"]
    for table in metadata.tables.values():
        also = " and not is_hidden" if table is books else ""
        statements += [
            f"alter table {table} enable row level security",
            f"alter table {table} force row level security",
            f"create policy own on {table} using (organisation_id = (select samsvar.current_organisation()){also})",
        ]
    return statements


ORGANISATION = uuid.UUID(int=1)
STRANGERS = uuid.UUID(int=2)


def _ids(letter: str, count: int) -> list[uuid.UUID]:
    start = int(letter, 16) << 96
    return [uuid.UUID(int=start + number) for number in range(1, count + 1)]


SHELF_IDS, AUTHOR_IDS, BOOK_IDS, MENTION_IDS = _ids("a", 9), _ids("b", 5), _ids("c", 24), _ids("d", 12)
TITLES = ("Sult", 'Markens "grøde"', "back\\slash", "line\nbreak", "{curly} $1 :name %s 'quoted'", "", "\u2028 𝄞")


def rows(seed: int = 1) -> dict[str, list[dict[str, Any]]]:
    """Return the library's rows, by table: always the same ones."""
    chance = random.Random(seed)
    own = {"organisation_id": ORGANISATION}

    def perhaps(value: Any) -> Any:
        return value if chance.random() < 0.7 else None

    def chapter(depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {"title": chance.choice(TITLES), "pages": perhaps(chance.randrange(90))}
        made |= {"read": perhaps(chance.random() < 0.5), "kind": perhaps(chance.choice(["NOVEL", "POEMS"]))}
        made |= {"author_id": perhaps(str(chance.choice(AUTHOR_IDS)))}
        if depth:
            made["sections"] = perhaps([chapter(depth - 1) for _ in range(chance.randrange(3))])
        return made

    def summary() -> dict[str, Any]:
        return {
            "note": perhaps(chance.choice(TITLES)),
            "score": chance.choice([0, 1.5, -3, 1e-7]),
            "words": perhaps(["a", 'b"c']),
            "chapters": [chapter(2) for _ in range(chance.randrange(3))],
            "best": perhaps(chapter(0)),
        }

    def added(number: int) -> dt.datetime:
        return dt.datetime(2026, 1, 1 + number % 5, 12, 0, number % 3, 1000 * (number % 4), tzinfo=dt.UTC)

    return {
        "shelves": [
            own | {"id": own_id, "name": f"shelf {n % 4}", "parent_id": SHELF_IDS[(n - 1) // 2] if n else None}
            for n, own_id in enumerate(SHELF_IDS)
        ],
        "authors": [
            own
            | {
                "id": own_id,
                "name": chance.choice(["Hamsun", "Undset", "O'Brien"]),
                "born_on": perhaps(dt.date(1859, 8, 4)),
                "tags": chance.choice([[], ["x"], ["ø", 'q"uote', ""]]),
                "mood": chance.choice(["glad", "sad"]),
            }
            for own_id in AUTHOR_IDS
        ],
        "books": [
            own
            | {
                "id": own_id,
                "title": chance.choice(TITLES),
                "kind": chance.choice(["NOVEL", "POEMS"]),
                "author_id": chance.choice(AUTHOR_IDS),
                "shelf_id": perhaps(chance.choice(SHELF_IDS[:3])),
                "price": perhaps(chance.choice([Decimal("10.50"), Decimal(0), Decimal("-1.25"), Decimal("1e3")])),
                "pages": chance.choice([10, 200, 300]),
                "rating": perhaps(chance.choice([0.1, 1e30, -2.5])),
                "is_lent": perhaps(chance.random() < 0.5),
                "is_hidden": number % 12 == 7 or number % 6 == 5,
                "added_at": added(number),
                "isbn": perhaps(uuid.UUID(int=number)),
                "summary": perhaps(summary()),
                "extra": perhaps({"any": [1, None, {"x": "y"}]}),
            }
            for number, own_id in enumerate(BOOK_IDS)
        ],
        "mentions": [
            own
            | {
                "id": own_id,
                "note": perhaps("see"),
                "book_id": BOOK_IDS[number * 2 + 1] if number % 3 == 0 else None,
                "author_id": chance.choice(AUTHOR_IDS) if number % 3 == 1 else None,
                "shelf_id": chance.choice(SHELF_IDS) if number % 4 == 2 else None,
            }
            for number, own_id in enumerate(MENTION_IDS)
        ],
    }
