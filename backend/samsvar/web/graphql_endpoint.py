"""
GraphQL over HTTP: who asks, what for, in which shape the answer goes back.

In this order, so that little is spent on what is refused: signed in, method, Accept, body, room, document (parsed,
measured, validated), and only then execution.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

import graphql
import strawberry
from starlette import datastructures, types

from samsvar.graph import context, documents, errors, execution
from samsvar.persistence import failures
from samsvar.web import event_streams, graphql_answers, graphql_requests, in_flight, media_types, principals
from samsvar.web.media_types import Media

NotAccepted = graphql_requests.NotAccepted


@dataclasses.dataclass(frozen=True, slots=True)
class _Operation:
    """What is to be executed, valid and within its limits."""

    document: documents.Document
    kind: graphql.OperationType
    name: str | None
    variables: Mapping[str, Any]


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class GraphQLEndpoint:
    """
    The ASGI app at `/graphql`.

    Attributes:
        schema: What can be asked.
        documents: Documents of that schema, the app's own among them.
        context: Gives the context of one execution; asked anew for each.
        principal_again: Looks once more who a request comes from, without counting as activity of a session.
        requests, streams: What is being worked on.
        most_streams: Streams at once in this process.
        deadline_seconds: After which an execution is stopped.
        takes_free_documents_by_cookie: Whether people may send text of their own (GraphiQL), or trusted ids alone.
        on_session_end: Registers what to do when a session ends, for as long as the block lasts.
    """

    schema: strawberry.Schema
    documents: documents.Documents
    context: Callable[[principals.Principal], context.Context]
    principal_again: Callable[[types.Scope], Awaitable[principals.Principal | None]]
    requests: in_flight.InFlight
    streams: event_streams.EventStreams
    most_streams: in_flight.InFlight
    deadline_seconds: float
    takes_free_documents_by_cookie: bool
    on_session_end: Callable[[str, Callable[[], None]], contextlib.AbstractContextManager[None]]

    async def __call__(self, scope: types.Scope, receive: types.Receive, send: types.Send) -> None:
        """Answer one request."""
        media = Media.JSON
        try:
            principal = _signed_in(scope)
            _expect_method(scope, principal)
            headers = datastructures.Headers(scope=scope)
            media = _media(headers)
            if scope["method"] == "GET":
                request = graphql_requests.from_query_string(scope["query_string"])
            else:
                request = graphql_requests.from_body(await graphql_requests.body_of(headers, receive))
            if media is Media.EVENTS:
                with self.most_streams.one():
                    await self._stream(request, principal, scope, receive, send)
                return
            with self.requests.one():
                answer = await self._answer(request, principal, scope, media)
        except NotAccepted as refusal:
            answer = graphql_answers.of_not_accepted(refusal)
        except in_flight.Full:
            answer = graphql_answers.of_failure(graphql_answers.NO_ROOM)
        await graphql_answers.send_as(media if media is Media.GRAPHQL else Media.JSON, answer, scope, send)

    async def _answer(
        self,
        request: graphql_requests.GraphQLRequest,
        principal: principals.Principal,
        scope: types.Scope,
        media: Media,
    ) -> graphql_answers.Answer:
        try:
            operation = self._operation(request, principal, method=scope["method"])
        except documents.Refused as refused:
            return graphql_answers.of_refused(refused, media)
        scope["state"]["logged"] = {"operation": operation.name}
        if operation.kind is graphql.OperationType.SUBSCRIPTION:
            raise NotAccepted(406, "NOT_ACCEPTABLE", f"A subscription is answered as {Media.EVENTS.value}.")
        try:
            return await self._executed(operation, principal, media)
        except errors.Passing as passing:
            return graphql_answers.of_failure(passing.failure)

    def _operation(
        self, request: graphql_requests.GraphQLRequest, principal: principals.Principal, *, method: str
    ) -> _Operation:
        """
        Return the operation to execute.

        Raises:
            NotAccepted: The caller may not execute it, or not in this way.
            documents.Refused: The document is no good.
        """
        if request.document_id is not None:
            document = self.documents.by_id(request.document_id)
        else:
            text = request.query or ""
            is_free = self.takes_free_documents_by_cookie or not principal.is_by_cookie
            if not is_free and not self.documents.is_trusted(text):
                raise NotAccepted(403, "DOCUMENT_NOT_TRUSTED", "Only the app's own operations are served here.")
            document = self.documents.by_text(text)
        definition = document.operation(request.operation_name)
        kind = definition.operation
        if method == "GET" and kind is not graphql.OperationType.QUERY:
            raise NotAccepted(405, "METHOD_NOT_ALLOWED", "By GET there are queries only.", {"allow": "POST"})
        if not (principal.may_write if kind is graphql.OperationType.MUTATION else principal.may_read):
            raise NotAccepted(
                403, "INSUFFICIENT_SCOPE", "The token does not allow this.", {"www-authenticate": _insufficient(kind)}
            )
        document.check(request.variables)
        name = definition.name.value if definition.name else None
        return _Operation(document, kind, name, request.variables)

    async def _executed(
        self, operation: _Operation, principal: principals.Principal, media: Media
    ) -> graphql_answers.Answer:
        """
        Return the answer to a query or mutation.

        Raises:
            errors.Passing: The database could not do it now, or not in time.
        """
        try:
            async with asyncio.timeout(self.deadline_seconds):
                result = await execution.execute(
                    self.schema,
                    operation.document,
                    operation_name=operation.name,
                    variables=operation.variables,
                    context=self.context(principal),
                )
        except TimeoutError:
            raise errors.Passing(failures.Failure(failures.Kind.TOO_SLOW, None)) from None
        return graphql_answers.of_result(result, media)

    async def _stream(
        self,
        request: graphql_requests.GraphQLRequest,
        principal: principals.Principal,
        scope: types.Scope,
        receive: types.Receive,
        send: types.Send,
    ) -> None:
        async def still_holds() -> bool:
            try:
                now = await self.principal_again(scope)
            except Exception as error:
                if failures.of(error) is None:
                    raise
                return True  # A database that is away for a moment signs nobody out.
            if now is not None and now != principal:
                # Still signed in, with other rights than those the stream was opened with: begin anew with them.
                stream.end(event_streams.End.CLOSING)
            return now is not None

        with self.streams.one(send) as stream:
            session = (
                contextlib.nullcontext()
                if principal.session_id is None
                else self.on_session_end(str(principal.session_id), lambda: stream.end(event_streams.End.SIGN_IN_OVER))
            )
            with session:
                why = await stream.write(
                    self._results(request, principal, scope),
                    receive,
                    still_holds=still_holds,
                    farewell=graphql_answers.SIGN_IN_OVER.json,
                )
        scope["state"].setdefault("logged", {})["ended"] = why.value

    async def _results(
        self, request: graphql_requests.GraphQLRequest, principal: principals.Principal, scope: types.Scope
    ) -> AsyncIterator[bytes]:
        """Yield the results of any operation as JSON; in a stream, what is wrong with the request is one of them."""
        try:
            operation = self._operation(request, principal, method=scope["method"])
            scope["state"]["logged"] = {"operation": operation.name}
            if operation.kind is not graphql.OperationType.SUBSCRIPTION:
                with self.requests.one():
                    yield (await self._executed(operation, principal, Media.EVENTS)).json
                return
            results = execution.subscribe(
                self.schema,
                operation.document,
                operation_name=operation.name,
                variables=operation.variables,
                context=lambda: self.context(principal),
            )
            async with contextlib.aclosing(results):
                async for result in results:
                    yield graphql_answers.of_result(result, Media.EVENTS).json
        except documents.Refused as refused:
            yield graphql_answers.of_refused(refused, Media.EVENTS).json
        except NotAccepted as refusal:
            yield graphql_answers.of_not_accepted(refusal).json
        except errors.Passing as passing:
            yield graphql_answers.of_failure(passing.failure).json
        except in_flight.Full:
            yield graphql_answers.of_failure(graphql_answers.NO_ROOM).json


def _signed_in(scope: types.Scope) -> principals.Principal:
    principal = principals.of(scope)
    if principal is None:
        raise NotAccepted(401, "UNAUTHENTICATED", "Sign in first.", {"www-authenticate": "Bearer"})
    return principal


def _media(headers: datastructures.Headers) -> Media:
    media = media_types.asked_for(headers.get("accept", ""))
    if media is None:
        raise NotAccepted(406, "NOT_ACCEPTABLE", f"Answers come as {', '.join(each.value for each in Media)}.")
    return media


def _expect_method(scope: types.Scope, principal: principals.Principal) -> None:
    method = scope["method"]
    if method == "POST" or (method == "GET" and not principal.is_by_cookie):
        return
    allowed = "POST" if principal.is_by_cookie else "GET, POST"
    raise NotAccepted(405, "METHOD_NOT_ALLOWED", f"This is asked by {allowed}.", {"allow": allowed})


def _insufficient(kind: graphql.OperationType) -> str:
    needed = principals.WRITE if kind is graphql.OperationType.MUTATION else principals.READ
    return f'Bearer error="insufficient_scope", scope="{needed}"'
