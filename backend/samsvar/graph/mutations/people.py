"""What can be done with people's roles, and what people do for themselves."""

import datetime as dt
from uuid import UUID

import strawberry

from samsvar.domain import organisations as organisations_domain
from samsvar.domain import rights
from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.organisations import Locale
from samsvar.graph.people import Role
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import people


@strawberry.input(description="A role for a person in a unit.")
class GrantMembershipInput:
    idempotency_key: str = inputs.idempotency_key()
    person: strawberry.ID = strawberry.field(description="Who gets it.")
    unit: strawberry.ID = strawberry.field(description="The unit.")
    role: Role = strawberry.field(description="The role.")
    on: dt.date | None = strawberry.field(default=None, description="Its first day; today when left out.")

    def draft(self) -> people.GrantMembership:
        """Return what the operation needs."""
        return people.GrantMembership(
            person=inputs.own_id("Person", self.person, field="person"),
            unit=inputs.own_id("Unit", self.unit, field="unit"),
            role=rights.Role(self.role.name),
            on=self.on,
        )


@strawberry.input(description="The end of a role that a person holds in a unit.")
class EndMembershipInput:
    idempotency_key: str = inputs.idempotency_key()
    membership: strawberry.ID = strawberry.field(description="The membership.")
    on: dt.date | None = strawberry.field(
        default=None, description="The first day on which it isn't held; today when left out."
    )
    reason: str = strawberry.field(default="", description="Why.")

    def draft(self) -> people.EndMembership:
        """Return what the operation needs."""
        return people.EndMembership(
            membership=inputs.own_id("Membership", self.membership, field="membership"),
            on=self.on,
            reason=self.reason,
        )


@strawberry.input(description="The organisation's administration for a person.")
class AppointAdministratorInput:
    idempotency_key: str = inputs.idempotency_key()
    person: strawberry.ID = strawberry.field(description="Who administers from now on.")

    def draft(self) -> people.AppointAdministrator:
        """Return what the operation needs."""
        return people.AppointAdministrator(person=inputs.own_id("Person", self.person, field="person"))


@strawberry.input(description="The end of a person's administration of the organisation.")
class DismissAdministratorInput:
    idempotency_key: str = inputs.idempotency_key()
    person: strawberry.ID = strawberry.field(description="Who administers no longer.")
    reason: str = strawberry.field(default="", description="Why.")

    def draft(self) -> people.DismissAdministrator:
        """Return what the operation needs."""
        return people.DismissAdministrator(
            person=inputs.own_id("Person", self.person, field="person"), reason=self.reason
        )


@strawberry.input(description="Somebody who is in the organisation no more.")
class RemovePersonInput:
    idempotency_key: str = inputs.idempotency_key()
    person: strawberry.ID = strawberry.field(description="Who.")
    reason: str = strawberry.field(default="", description="Why.")

    def draft(self) -> people.RemovePerson:
        """Return what the operation needs."""
        return people.RemovePerson(person=inputs.own_id("Person", self.person, field="person"), reason=self.reason)


@strawberry.input(description="What the caller alone sees.")
class ChoosePersonalSettingsInput:
    idempotency_key: str = inputs.idempotency_key()
    locale: Locale | None = strawberry.field(
        default=None, description="The language that is wanted; null for the organisation's."
    )

    def draft(self) -> people.ChoosePersonalSettings:
        """Return what the operation needs."""
        return people.ChoosePersonalSettings(
            locale=None if self.locale is None else organisations_domain.Locale(self.locale.name)
        )


@strawberry.type
class MembershipPayload:
    membership_id: strawberry.Private[UUID | None] = None
    membership: links.Membership | None = selection.by_id(
        "membership_id", description="The membership as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The role that was granted.")
class GrantMembershipPayload(MembershipPayload): ...


@strawberry.type(description="The role that was ended.")
class EndMembershipPayload(MembershipPayload): ...


@strawberry.type
class PersonPayload:
    person_id: strawberry.Private[UUID | None] = None
    person: links.Person | None = selection.by_id("person_id", description="The person; null when refused.")
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="Who was appointed.")
class AppointAdministratorPayload(PersonPayload): ...


@strawberry.type(description="Who was dismissed.")
class DismissAdministratorPayload(PersonPayload): ...


@strawberry.type(description="Who was removed.")
class RemovePersonPayload(PersonPayload): ...


@strawberry.type(description="Whose settings were changed.")
class ChoosePersonalSettingsPayload(PersonPayload): ...


@strawberry.type
class PeopleMutations:
    @strawberry.mutation(
        description="Give a person a role in a unit.",
        extensions=[Requires(Right.MANAGE_PEOPLE), ProblemsInPayload(GrantMembershipPayload)],
    )
    async def grant_membership(self, info: Info, input: GrantMembershipInput) -> GrantMembershipPayload:
        return GrantMembershipPayload(membership_id=await inputs.perform(info, people.grant_membership, input))

    @strawberry.mutation(
        description="End a role that a person holds in a unit. That it was held stays known.",
        extensions=[Requires(Right.MANAGE_PEOPLE), ProblemsInPayload(EndMembershipPayload)],
    )
    async def end_membership(self, info: Info, input: EndMembershipInput) -> EndMembershipPayload:
        return EndMembershipPayload(membership_id=await inputs.perform(info, people.end_membership, input))

    @strawberry.mutation(
        description="Let a person administer the organisation.",
        extensions=[Requires(Right.MANAGE_ORGANISATION), ProblemsInPayload(AppointAdministratorPayload)],
    )
    async def appoint_administrator(self, info: Info, input: AppointAdministratorInput) -> AppointAdministratorPayload:
        return AppointAdministratorPayload(person_id=await inputs.perform(info, people.appoint_administrator, input))

    @strawberry.mutation(
        description="Let a person no longer administer the organisation. The last one stays.",
        extensions=[Requires(Right.MANAGE_ORGANISATION), ProblemsInPayload(DismissAdministratorPayload)],
    )
    async def dismiss_administrator(self, info: Info, input: DismissAdministratorInput) -> DismissAdministratorPayload:
        return DismissAdministratorPayload(person_id=await inputs.perform(info, people.dismiss_administrator, input))

    @strawberry.mutation(
        description="End all that a person holds here, and their sessions. What they did stays; the last administrator, too.",
        extensions=[Requires(Right.MANAGE_ORGANISATION), ProblemsInPayload(RemovePersonPayload)],
    )
    async def remove_person(self, info: Info, input: RemovePersonInput) -> RemovePersonPayload:
        return RemovePersonPayload(person_id=await inputs.perform(info, people.remove_person, input))

    @strawberry.mutation(
        description="Choose what you alone see, such as the language.",
        extensions=[Requires(Right.OWN_SETTINGS), ProblemsInPayload(ChoosePersonalSettingsPayload)],
    )
    async def choose_personal_settings(
        self, info: Info, input: ChoosePersonalSettingsInput
    ) -> ChoosePersonalSettingsPayload:
        return ChoosePersonalSettingsPayload(
            person_id=await inputs.perform(info, people.choose_personal_settings, input)
        )
