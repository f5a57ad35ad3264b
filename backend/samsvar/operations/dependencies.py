"""What is done with dependencies: requested, reworded, accepted, countered, named, declined, delivered, withdrawn."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from samsvar.domain import contributions as contribution_rules
from samsvar.domain import dependencies as domain
from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain import refusals, rights, texts
from samsvar.domain.dependencies import Dependency, DependencyKind, DependencyState
from samsvar.domain.rights import Right
from samsvar.operations import contributions, deeds, links
from samsvar.operations.contributions import EndRef
from samsvar.operations.deeds import Deed
from samsvar.persistence import dependencies, ends, ids
from samsvar.persistence.ends import End


@dataclasses.dataclass(frozen=True)
class RequestDependency:
    """What an objective or key result needs of another unit, or of something of it, by a day."""

    consumer: EndRef
    what: str
    needed_by: dt.date
    kind: DependencyKind
    provider_unit: UUID | None = None
    provider: EndRef | None = None
    fallback: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class RewordDependency:
    """A request in other words, while nobody has answered; what is None stays. The fallback may change later, too."""

    dependency: UUID
    expected_version: int
    what: str | None = None
    needed_by: dt.date | None = None
    kind: DependencyKind | None = None
    fallback: str | None = None


@dataclasses.dataclass(frozen=True)
class AcceptDependency:
    """A request to be accepted, with where the provider works on it, or a counter-offer to be accepted."""

    dependency: UUID
    expected_version: int
    provider: EndRef | None = None
    answer: str = ""


@dataclasses.dataclass(frozen=True)
class CounterDependency:
    """Another day offered, with where the provider would work on it, or another one asked for in turn."""

    dependency: UUID
    needed_by: dt.date
    expected_version: int
    answer: str = ""
    provider: EndRef | None = None


@dataclasses.dataclass(frozen=True)
class NameProvider:
    """Where the provider works on a dependency that was answered without saying so, or elsewhere now."""

    dependency: UUID
    provider: EndRef
    expected_version: int


@dataclasses.dataclass(frozen=True)
class DeclineDependency:
    """A request to be declined, with the reason."""

    dependency: UUID
    reason: str
    expected_version: int


@dataclasses.dataclass(frozen=True)
class SettleDependency:
    """A dependency that was delivered, or isn't needed any more."""

    dependency: UUID
    expected_version: int


@deeds.deed
async def request_dependency(deed: Deed, draft: RequestDependency) -> UUID:
    """Ask another unit for something that an objective waits for."""
    consumer = await contributions.end(deed, draft.consumer, field="consumer")
    if not contributions.speaks_for(deed, consumer.unit_path):
        raise rights.Forbidden(field="consumer", right=Right.CONSENT)
    provider = None if draft.provider is None else await contributions.end(deed, draft.provider, field="provider")
    provider_unit = await _provider_unit(deed, draft, provider)
    assert consumer.cycle_id is not None
    assert consumer.objective_id is not None
    assert consumer.cycle_state is not None
    okr_set_rules.require_cycle_open(consumer.cycle_state)
    contributions.require_set_open_to_links(consumer, "consumer")
    if provider is None and provider_unit == consumer.unit_id:
        raise domain.DependsOnItself(field="providerUnit")
    new = Dependency(
        id=await ids.fresh(deed.connection),
        cycle_id=consumer.cycle_id,
        consumer_unit_id=consumer.unit_id,
        consumer_objective_id=consumer.objective_id,
        consumer_key_result_id=consumer.key_result_id,
        provider_unit_id=provider_unit,
        provider_objective_id=None,
        provider_key_result_id=None,
        what=texts.line(draft.what, field="what"),
        needed_by=draft.needed_by,
        kind=draft.kind,
        state=DependencyState.REQUESTED,
        fallback=texts.prose(draft.fallback, field="fallback"),
        answer="",
        counter_needed_by=None,
        delivered_at=None,
        version=1,
    )
    if provider is not None:
        await _require_own(deed, provider, new)
        new = dataclasses.replace(
            new, provider_objective_id=provider.objective_id, provider_key_result_id=provider.key_result_id
        )
    await dependencies.insert(deed.connection, deed.organisation_id, new, consumer=consumer, provider=provider)
    _wrote(deed, None, new, okr_set_id=ends.narrower(consumer, provider))
    return new.id


@deeds.deed
async def reword_dependency(deed: Deed, draft: RewordDependency) -> UUID:
    """Put a request into other words before it is answered, or say what is done if it doesn't come."""
    dependency, units = await _load_as_consumer(deed, draft.dependency, draft.expected_version)
    await links.require_cycle_open(deed, dependency.cycle_id)
    reworded = dependency.reworded(
        units,
        what=dependency.what if draft.what is None else draft.what,
        needed_by=draft.needed_by or dependency.needed_by,
        kind=draft.kind or dependency.kind,
        fallback=dependency.fallback if draft.fallback is None else draft.fallback,
    )
    if reworded.kind is DependencyKind.GATES is not dependency.kind:
        await _require_no_circle(deed, reworded, field="kind")
    return await _store(deed, dependency, reworded)


@deeds.deed
async def accept_dependency(deed: Deed, draft: AcceptDependency) -> UUID:
    """Say yes to a request, or to what was offered instead."""
    dependency, units = await _load(deed, draft.dependency, draft.expected_version)
    await links.require_cycle_open(deed, dependency.cycle_id)
    provider = None if draft.provider is None else await _named(deed, draft.provider, dependency, units)
    accepted = dependency.accepted(
        units,
        objective_id=provider.objective_id if provider else None,
        key_result_id=provider.key_result_id if provider else None,
        answer=draft.answer,
    )
    return await _store(deed, dependency, accepted, provider=provider, why=draft.answer)


@deeds.deed
async def counter_dependency(deed: Deed, draft: CounterDependency) -> UUID:
    """Offer another day, or ask for another one in turn."""
    dependency, units = await _load(deed, draft.dependency, draft.expected_version)
    await links.require_cycle_open(deed, dependency.cycle_id)
    provider = None if draft.provider is None else await _named(deed, draft.provider, dependency, units)
    countered = dependency.countered(
        units,
        needed_by=draft.needed_by,
        answer=draft.answer,
        objective_id=provider.objective_id if provider else None,
        key_result_id=provider.key_result_id if provider else None,
    )
    return await _store(deed, dependency, countered, provider=provider, why=draft.answer)


@deeds.deed
async def name_provider(deed: Deed, draft: NameProvider) -> UUID:
    """Say where the provider works on it, so that those who follow the dependency come to it."""
    dependency, units = await _load(deed, draft.dependency, draft.expected_version)
    await links.require_cycle_open(deed, dependency.cycle_id)
    provider = await _named(deed, draft.provider, dependency, units)
    assert provider.objective_id is not None
    named = dependency.named(units, objective_id=provider.objective_id, key_result_id=provider.key_result_id)
    return await _store(deed, dependency, named, provider=provider)


@deeds.deed
async def decline_dependency(deed: Deed, draft: DeclineDependency) -> UUID:
    """Say no, and why."""
    dependency, units = await _load(deed, draft.dependency, draft.expected_version)
    return await _store(deed, dependency, dependency.declined(units, reason=draft.reason), why=draft.reason)


@deeds.deed
async def deliver_dependency(deed: Deed, draft: SettleDependency) -> UUID:
    """Say that what was needed is there."""
    dependency, units = await _load(deed, draft.dependency, draft.expected_version)
    return await _store(deed, dependency, dependency.delivered(units, deed.now))


@deeds.deed
async def withdraw_dependency(deed: Deed, draft: SettleDependency) -> UUID:
    """Say that it isn't needed any more; whoever may ask may say so."""
    dependency, units = await _load_as_consumer(deed, draft.dependency, draft.expected_version)
    return await _store(deed, dependency, dependency.withdrawn(units))


async def _provider_unit(deed: Deed, draft: RequestDependency, provider: End | None) -> UUID:
    if provider is not None:
        if draft.provider_unit not in (None, provider.unit_id):
            raise domain.ProviderElsewhere(field="provider")
        return provider.unit_id
    if draft.provider_unit is None:
        raise domain.ProviderMissing(field="providerUnit")
    if await ends.unit_path(deed.connection, deed.organisation_id, draft.provider_unit) is None:
        raise refusals.NotFound(field="providerUnit", kind="Unit")
    return draft.provider_unit


async def _named(deed: Deed, ref: EndRef, dependency: Dependency, units: Sequence[UUID]) -> End:
    """Return where the provider works on it, which only its own unit may say."""
    if dependency.provider_unit_id not in units:
        raise domain.AnswerNotYours(field="provider")
    provider = await contributions.end(deed, ref, field="provider")
    await _require_own(deed, provider, dependency)
    return provider


async def _require_own(deed: Deed, provider: End, dependency: Dependency) -> None:
    """Let pass a provider's end that is its own, of the cycle, and doesn't wait for the consumer in turn."""
    if provider.unit_id != dependency.provider_unit_id or provider.objective_id is None:
        raise domain.ProviderElsewhere(field="provider")
    if provider.cycle_id != dependency.cycle_id:
        raise contribution_rules.CyclesDiffer(field="provider")
    if provider.objective_id == dependency.consumer_objective_id:
        raise domain.DependsOnItself(field="provider")
    contributions.require_set_open_to_links(provider, "provider")
    if provider.objective_id == dependency.provider_objective_id or dependency.kind is not DependencyKind.GATES:
        return
    placed = dataclasses.replace(dependency, provider_objective_id=provider.objective_id)
    await _require_no_circle(deed, placed, field="provider")


async def _require_no_circle(deed: Deed, dependency: Dependency, *, field: str) -> None:
    """Let pass a dependency that gates whose provider, once it is known, doesn't wait for the consumer."""
    if dependency.provider_objective_id is None:
        return
    # One at a time in a cycle, as for contributions.
    await deed.lock("dependencies", of=dependency.cycle_id)
    way = await dependencies.way(deed.connection, dependency.provider_objective_id, dependency.consumer_objective_id)
    if way:
        circle = await links.stations(deed, [dependency.consumer_objective_id, *way])
        raise domain.CircleOfDependencies(field=field, **circle)


async def _load(deed: Deed, dependency_id: UUID, expected_version: int) -> tuple[Dependency, list[UUID]]:
    dependency = await _found(deed, dependency_id)
    units = await links.units_answered_for(
        deed, dependency.consumer_unit_id, dependency.provider_unit_id, field="dependency"
    )
    await deed.require_version(dependency, expected_version)
    return dependency, units


async def _load_as_consumer(deed: Deed, dependency_id: UUID, expected_version: int) -> tuple[Dependency, list[UUID]]:
    """Return a dependency for whoever may ask in its consumer's name."""
    dependency = await _found(deed, dependency_id)
    path = await ends.unit_path(deed.connection, deed.organisation_id, dependency.consumer_unit_id)
    if path is None or not contributions.speaks_for(deed, path):
        raise rights.Forbidden(field="dependency", right=Right.CONSENT)
    await deed.require_version(dependency, expected_version)
    return dependency, [dependency.consumer_unit_id]


async def _found(deed: Deed, dependency_id: UUID) -> Dependency:
    dependency = await dependencies.load(deed.connection, deed.organisation_id, dependency_id)
    if dependency is None:
        raise refusals.NotFound(field="dependency", kind="Dependency")
    return dependency


async def _store(
    deed: Deed, before: Dependency, after: Dependency, *, provider: End | None = None, why: str = ""
) -> UUID:
    await dependencies.store(deed.connection, deed.organisation_id, after, provider=provider)
    _wrote(deed, before, after, okr_set_id=await told_with(deed, after), why=why)
    return after.id


async def told_with(deed: Deed, dependency: Dependency) -> UUID | None:
    """Return the set with which the audit tells of a dependency; see :func:`ends.narrower`."""
    here, worked_on = (deed.connection, deed.organisation_id), dependency.provider_objective_id
    consumer = await ends.objective(*here, dependency.consumer_objective_id)
    provider = None if worked_on is None else await ends.objective(*here, worked_on)
    return None if consumer is None else ends.narrower(consumer, provider)


def _wrote(deed: Deed, before: Dependency | None, after: Dependency, *, okr_set_id: UUID | None, why: str = "") -> None:
    deed.wrote(
        "Dependency",
        after.id,
        before=before,
        after=after,
        unit_id=after.provider_unit_id,
        okr_set_id=okr_set_id,
        why=why or None,
    )
    deed.touch("Objective", *{each for each in (after.consumer_objective_id, after.provider_objective_id) if each})
