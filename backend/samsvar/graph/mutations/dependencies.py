"""What can be done with dependencies."""

import datetime as dt
from uuid import UUID

import strawberry

from samsvar.domain import dependencies as domain
from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.dependencies import DependencyKind
from samsvar.graph.mutations.contributions import end
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import dependencies
from samsvar.operations.contributions import EndKind, EndRef


def _provider(provider: strawberry.ID) -> EndRef:
    return end(provider, EndKind.OBJECTIVE, EndKind.KEY_RESULT, field="provider")


@strawberry.input(description="What an objective or key result needs of another unit by a day.")
class RequestDependencyInput:
    idempotency_key: str = inputs.idempotency_key()
    consumer: strawberry.ID = strawberry.field(description="The objective or key result that needs it.")
    provider_unit: strawberry.ID | None = strawberry.field(
        default=None, description="The unit that is asked; may be left out when `provider` is given."
    )
    provider: strawberry.ID | None = strawberry.field(
        default=None, description="The objective or key result of that unit that would bring it, if it is known."
    )
    what: str = strawberry.field(description="What is needed.")
    needed_by: dt.date = strawberry.field(description="The last day on which it helps.")
    kind: DependencyKind = strawberry.field(description="What happens without it.")
    fallback: str = strawberry.field(default="", description="What is done if it doesn't come.")

    def draft(self) -> dependencies.RequestDependency:
        """Return what the operation needs."""
        unit, provider = self.provider_unit, self.provider
        return dependencies.RequestDependency(
            consumer=end(self.consumer, EndKind.OBJECTIVE, EndKind.KEY_RESULT, field="consumer"),
            what=self.what,
            needed_by=self.needed_by,
            kind=domain.DependencyKind(self.kind.name),
            provider_unit=None if unit is None else inputs.own_id("Unit", unit, field="providerUnit"),
            provider=None if provider is None else _provider(provider),
            fallback=self.fallback,
        )


@strawberry.input(description="A request in other words, before it is answered; its fallback may change later, too.")
class RewordDependencyInput:
    idempotency_key: str = inputs.idempotency_key()
    dependency: strawberry.ID = strawberry.field(description="The dependency.")
    what: str | None = strawberry.field(default=None, description="What is needed; left out, it stays.")
    needed_by: dt.date | None = strawberry.field(
        default=None, description="The last day on which it helps; left out, it stays."
    )
    kind: DependencyKind | None = strawberry.field(
        default=None, description="What happens without it; left out, it stays."
    )
    fallback: str | None = strawberry.field(
        default=None, description="What is done if it doesn't come; left out, it stays."
    )
    expected_version: int = inputs.expected_version()

    def draft(self) -> dependencies.RewordDependency:
        """Return what the operation needs."""
        return dependencies.RewordDependency(
            dependency=inputs.own_id("Dependency", self.dependency, field="dependency"),
            expected_version=self.expected_version,
            what=self.what,
            needed_by=self.needed_by,
            kind=None if self.kind is None else domain.DependencyKind(self.kind.name),
            fallback=self.fallback,
        )


@strawberry.input(description="A request to be accepted, or what was offered instead.")
class AcceptDependencyInput:
    idempotency_key: str = inputs.idempotency_key()
    dependency: strawberry.ID = strawberry.field(description="The dependency.")
    provider: strawberry.ID | None = strawberry.field(
        default=None, description="Where the providing unit works on it: one of its objectives or key results."
    )
    answer: str = strawberry.field(default="", description="What is said to it.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> dependencies.AcceptDependency:
        """Return what the operation needs."""
        provider = self.provider
        return dependencies.AcceptDependency(
            dependency=inputs.own_id("Dependency", self.dependency, field="dependency"),
            expected_version=self.expected_version,
            provider=None if provider is None else _provider(provider),
            answer=self.answer,
        )


@strawberry.input(description="Another day, in answer to a request or to what was offered.")
class CounterDependencyInput:
    idempotency_key: str = inputs.idempotency_key()
    dependency: strawberry.ID = strawberry.field(description="The dependency.")
    needed_by: dt.date = strawberry.field(description="The other day.")
    provider: strawberry.ID | None = strawberry.field(
        default=None,
        description="Where the providing unit would work on it; only that unit names it, and it stays when accepted.",
    )
    answer: str = strawberry.field(default="", description="What is said to it.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> dependencies.CounterDependency:
        """Return what the operation needs."""
        provider = self.provider
        return dependencies.CounterDependency(
            dependency=inputs.own_id("Dependency", self.dependency, field="dependency"),
            needed_by=self.needed_by,
            expected_version=self.expected_version,
            provider=None if provider is None else _provider(provider),
            answer=self.answer,
        )


@strawberry.input(description="Where a dependency is worked on, said by the unit that provides it.")
class NameProviderInput:
    idempotency_key: str = inputs.idempotency_key()
    dependency: strawberry.ID = strawberry.field(description="The dependency; neither delivered nor given up.")
    provider: strawberry.ID = strawberry.field(
        description="Where the providing unit works on it: one of its objectives or key results."
    )
    expected_version: int = inputs.expected_version()

    def draft(self) -> dependencies.NameProvider:
        """Return what the operation needs."""
        return dependencies.NameProvider(
            dependency=inputs.own_id("Dependency", self.dependency, field="dependency"),
            provider=_provider(self.provider),
            expected_version=self.expected_version,
        )


@strawberry.input(description="A request to be declined.")
class DeclineDependencyInput:
    idempotency_key: str = inputs.idempotency_key()
    dependency: strawberry.ID = strawberry.field(description="The dependency.")
    reason: str = strawberry.field(description="Why.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> dependencies.DeclineDependency:
        """Return what the operation needs."""
        return dependencies.DeclineDependency(
            dependency=inputs.own_id("Dependency", self.dependency, field="dependency"),
            reason=self.reason,
            expected_version=self.expected_version,
        )


@strawberry.input(description="A dependency that was delivered.")
class DeliverDependencyInput:
    idempotency_key: str = inputs.idempotency_key()
    dependency: strawberry.ID = strawberry.field(description="The dependency.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> dependencies.SettleDependency:
        """Return what the operation needs."""
        return dependencies.SettleDependency(
            dependency=inputs.own_id("Dependency", self.dependency, field="dependency"),
            expected_version=self.expected_version,
        )


@strawberry.input(description="A dependency that is not needed any more.")
class WithdrawDependencyInput:
    idempotency_key: str = inputs.idempotency_key()
    dependency: strawberry.ID = strawberry.field(description="The dependency.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> dependencies.SettleDependency:
        """Return what the operation needs."""
        return dependencies.SettleDependency(
            dependency=inputs.own_id("Dependency", self.dependency, field="dependency"),
            expected_version=self.expected_version,
        )


@strawberry.type
class DependencyPayload:
    dependency_id: strawberry.Private[UUID | None] = None
    dependency: links.Dependency | None = selection.by_id(
        "dependency_id", description="The dependency as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The dependency that was requested.")
class RequestDependencyPayload(DependencyPayload): ...


@strawberry.type(description="The dependency in its new words.")
class RewordDependencyPayload(DependencyPayload): ...


@strawberry.type(description="The dependency that was accepted.")
class AcceptDependencyPayload(DependencyPayload): ...


@strawberry.type(description="The dependency with another day.")
class CounterDependencyPayload(DependencyPayload): ...


@strawberry.type(description="The dependency with where it is worked on.")
class NameProviderPayload(DependencyPayload): ...


@strawberry.type(description="The dependency that was declined.")
class DeclineDependencyPayload(DependencyPayload): ...


@strawberry.type(description="The dependency that was delivered.")
class DeliverDependencyPayload(DependencyPayload): ...


@strawberry.type(description="The dependency that is not needed any more.")
class WithdrawDependencyPayload(DependencyPayload): ...


@strawberry.type
class DependencyMutations:
    @strawberry.mutation(
        description="Ask another unit for something that an objective needs.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(RequestDependencyPayload)],
    )
    async def request_dependency(self, info: Info, input: RequestDependencyInput) -> RequestDependencyPayload:
        return RequestDependencyPayload(
            dependency_id=await inputs.perform(info, dependencies.request_dependency, input)
        )

    @strawberry.mutation(
        description="Put a request into other words before it is answered, or say what is done if it doesn't come.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(RewordDependencyPayload)],
    )
    async def reword_dependency(self, info: Info, input: RewordDependencyInput) -> RewordDependencyPayload:
        return RewordDependencyPayload(dependency_id=await inputs.perform(info, dependencies.reword_dependency, input))

    @strawberry.mutation(
        description="Say yes to a request, or to what was offered instead.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(AcceptDependencyPayload)],
    )
    async def accept_dependency(self, info: Info, input: AcceptDependencyInput) -> AcceptDependencyPayload:
        return AcceptDependencyPayload(dependency_id=await inputs.perform(info, dependencies.accept_dependency, input))

    @strawberry.mutation(
        description="Offer another day, or ask for another one in turn.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(CounterDependencyPayload)],
    )
    async def counter_dependency(self, info: Info, input: CounterDependencyInput) -> CounterDependencyPayload:
        return CounterDependencyPayload(
            dependency_id=await inputs.perform(info, dependencies.counter_dependency, input)
        )

    @strawberry.mutation(
        description="Say where a dependency is worked on, when it was accepted without, or is worked on elsewhere.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(NameProviderPayload)],
    )
    async def name_provider(self, info: Info, input: NameProviderInput) -> NameProviderPayload:
        return NameProviderPayload(dependency_id=await inputs.perform(info, dependencies.name_provider, input))

    @strawberry.mutation(
        description="Say no to a request, and why.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(DeclineDependencyPayload)],
    )
    async def decline_dependency(self, info: Info, input: DeclineDependencyInput) -> DeclineDependencyPayload:
        return DeclineDependencyPayload(
            dependency_id=await inputs.perform(info, dependencies.decline_dependency, input)
        )

    @strawberry.mutation(
        description="Say that what was needed is there.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(DeliverDependencyPayload)],
    )
    async def deliver_dependency(self, info: Info, input: DeliverDependencyInput) -> DeliverDependencyPayload:
        return DeliverDependencyPayload(
            dependency_id=await inputs.perform(info, dependencies.deliver_dependency, input)
        )

    @strawberry.mutation(
        description="Say that it is not needed any more.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(WithdrawDependencyPayload)],
    )
    async def withdraw_dependency(self, info: Info, input: WithdrawDependencyInput) -> WithdrawDependencyPayload:
        return WithdrawDependencyPayload(
            dependency_id=await inputs.perform(info, dependencies.withdraw_dependency, input)
        )
