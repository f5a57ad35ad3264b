"""What can be done with integrations."""

import datetime as dt
from uuid import UUID

import strawberry

from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import api_clients


@strawberry.input(description="An integration that acts for a unit and those below.")
class CreateApiClientInput:
    idempotency_key: str = inputs.idempotency_key()
    name: str = strawberry.field(description="What it is called.")
    unit: strawberry.ID = strawberry.field(description="The unit that it acts for, with those below.")
    scopes: list[str] = strawberry.field(description="What it may do: `okr:read`, `okr:write`.")
    issuer: str | None = strawberry.field(
        default=None, description="Whose tokens it brings; left out, it gets an id and a secret of its own."
    )
    client_id: str | None = strawberry.field(default=None, description="What it is called there; with `issuer` only.")
    valid_until: dt.datetime | None = strawberry.field(
        default=None, description="When its access ends by itself; never when left out."
    )

    def draft(self) -> api_clients.CreateApiClient:
        """Return what the operation needs."""
        return api_clients.CreateApiClient(
            name=self.name,
            unit=inputs.own_id("Unit", self.unit, field="unit"),
            scopes=tuple(self.scopes),
            issuer=self.issuer,
            client_id=self.client_id,
            valid_until=self.valid_until,
        )


@strawberry.input(description="The end of all access of an integration.")
class RevokeApiClientInput:
    idempotency_key: str = inputs.idempotency_key()
    api_client: strawberry.ID = strawberry.field(description="The integration.")
    reason: str = strawberry.field(description="Why.")

    def draft(self) -> api_clients.RevokeApiClient:
        """Return what the operation needs."""
        return api_clients.RevokeApiClient(
            api_client=inputs.own_id("ApiClient", self.api_client, field="apiClient"), reason=self.reason
        )


@strawberry.type
class ApiClientPayload:
    api_client_id: strawberry.Private[UUID | None] = None
    api_client: links.ApiClient | None = selection.by_id(
        "api_client_id", description="The integration as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The integration that was created.")
class CreateApiClientPayload(ApiClientPayload):
    secret: str | None = strawberry.field(
        default=None,
        description="Its secret, shown this once; null when it brings tokens of an issuer, or was created before.",
    )


@strawberry.type(description="The integration that was revoked.")
class RevokeApiClientPayload(ApiClientPayload): ...


@strawberry.type
class ApiClientMutations:
    @strawberry.mutation(
        description="Create an integration. Its secret is shown once.",
        extensions=[Requires(Right.MANAGE_ORGANISATION), ProblemsInPayload(CreateApiClientPayload)],
    )
    async def create_api_client(self, info: Info, input: CreateApiClientInput) -> CreateApiClientPayload:
        created = await api_clients.create_api_client(
            info.context.scope,
            input.draft(),
            credentials=api_clients.Credentials.fresh(),
            now=info.context.now,
            key=input.idempotency_key,
        )
        return CreateApiClientPayload(api_client_id=created.id, secret=created.secret)

    @strawberry.mutation(
        description="Take all access from an integration, at once and for good.",
        extensions=[Requires(Right.MANAGE_ORGANISATION), ProblemsInPayload(RevokeApiClientPayload)],
    )
    async def revoke_api_client(self, info: Info, input: RevokeApiClientInput) -> RevokeApiClientPayload:
        return RevokeApiClientPayload(api_client_id=await inputs.perform(info, api_clients.revoke_api_client, input))
