"""What can be done about whom the organisation lets in."""

from uuid import UUID

import strawberry

from samsvar.domain import rights
from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.admissions import MeantRole
from samsvar.graph.context import Info
from samsvar.graph.people import Role
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import admissions, invitations


@strawberry.input(description="Somebody to be let in by a verified e-mail address.")
class InvitePersonInput:
    idempotency_key: str = inputs.idempotency_key()
    email: str = strawberry.field(description="The address that they sign in with.")
    unit: strawberry.ID | None = strawberry.field(default=None, description="In which unit; left out, no role.")
    role: Role | None = strawberry.field(default=None, description="What they will be there.")
    is_administrator: bool = strawberry.field(default=False, description="Whether they administer the organisation.")

    def draft(self) -> invitations.InvitePerson:
        """Return what the operation needs."""
        return invitations.InvitePerson(
            email=self.email,
            unit=None if self.unit is None else inputs.own_id("Unit", self.unit, field="unit"),
            role=None if self.role is None else rights.Role(self.role.name),
            is_administrator=self.is_administrator,
        )


@strawberry.input(description="An invitation by which nobody shall come.")
class WithdrawInvitationInput:
    idempotency_key: str = inputs.idempotency_key()
    invitation: strawberry.ID = strawberry.field(description="The invitation.")

    def draft(self) -> invitations.WithdrawInvitation:
        """Return what the operation needs."""
        return invitations.WithdrawInvitation(inputs.own_id("Invitation", self.invitation, field="invitation"))


@strawberry.input(description="Whom an identity provider's word lets in.")
class ChangeAdmissionInput:
    idempotency_key: str = inputs.idempotency_key()
    issuer: str = strawberry.field(description="The provider, as it names itself.")
    is_for_everyone: bool = strawberry.field(description="Everybody whom it knows, or only groups and those invited.")

    def draft(self) -> admissions.ChangeAdmission:
        """Return what the operation needs."""
        return admissions.ChangeAdmission(self.issuer, self.is_for_everyone)


@strawberry.input(description="What a group of an identity provider shall mean.")
class MapGroupInput:
    idempotency_key: str = inputs.idempotency_key()
    issuer: str = strawberry.field(description="The provider, as it names itself.")
    group: str = strawberry.field(description="The group, exactly as the provider says it.")
    role: MeantRole = strawberry.field(description="What its people are.")
    unit: strawberry.ID | None = strawberry.field(default=None, description="In which unit; none for ADMIN.")

    def draft(self) -> admissions.MapGroup:
        """Return what the operation needs."""
        unit = None if self.unit is None else inputs.own_id("Unit", self.unit, field="unit")
        return admissions.MapGroup(self.issuer, self.group, self.role.name, unit)


@strawberry.input(description="A meaning that a group shall have no more.")
class UnmapGroupInput:
    idempotency_key: str = inputs.idempotency_key()
    meaning: strawberry.ID = strawberry.field(description="What it means so far.")

    def draft(self) -> admissions.UnmapGroup:
        """Return what the operation needs."""
        return admissions.UnmapGroup(inputs.own_id("GroupMeaning", self.meaning, field="meaning"))


@strawberry.type
class AdmissionPayload:
    organisation_id: strawberry.Private[UUID | None] = None
    organisation: links.Organisation | None = selection.by_id(
        "organisation_id", description="The organisation; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type
class InvitationPayload:
    is_done: bool | None = strawberry.field(default=None, description="True once it was done; null when refused.")
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="Whether somebody was invited.")
class InvitePersonPayload(InvitationPayload): ...


@strawberry.type(description="Whether the invitation was withdrawn.")
class WithdrawInvitationPayload(InvitationPayload): ...


@strawberry.type(description="The organisation that lets in others.")
class ChangeAdmissionPayload(AdmissionPayload): ...


@strawberry.type(description="The organisation in which the group means something.")
class MapGroupPayload(AdmissionPayload): ...


@strawberry.type(description="The organisation in which the group means it no more.")
class UnmapGroupPayload(AdmissionPayload): ...


@strawberry.type
class AdmissionMutations:
    @strawberry.mutation(
        description="Let somebody in by an e-mail address that their provider has verified, from their next sign-in on.",
        extensions=[Requires(Right.MANAGE_ORGANISATION), ProblemsInPayload(InvitePersonPayload)],
    )
    async def invite_person(self, info: Info, input: InvitePersonInput) -> InvitePersonPayload:
        await inputs.perform(info, invitations.invite_person, input)
        return InvitePersonPayload(is_done=True)

    @strawberry.mutation(
        description="Let nobody come by an invitation any more.",
        extensions=[Requires(Right.MANAGE_ORGANISATION), ProblemsInPayload(WithdrawInvitationPayload)],
    )
    async def withdraw_invitation(self, info: Info, input: WithdrawInvitationInput) -> WithdrawInvitationPayload:
        await inputs.perform(info, invitations.withdraw_invitation, input)
        return WithdrawInvitationPayload(is_done=True)

    @strawberry.mutation(
        description="Let everybody of an identity provider in, or only groups that mean something and those invited.",
        extensions=[Requires(Right.MANAGE_ORGANISATION), ProblemsInPayload(ChangeAdmissionPayload)],
    )
    async def change_admission(self, info: Info, input: ChangeAdmissionInput) -> ChangeAdmissionPayload:
        return ChangeAdmissionPayload(organisation_id=await inputs.perform(info, admissions.change_admission, input))

    @strawberry.mutation(
        description="Let a group of the identity provider mean something, from its people's next sign-in on.",
        extensions=[Requires(Right.MANAGE_ORGANISATION), ProblemsInPayload(MapGroupPayload)],
    )
    async def map_group(self, info: Info, input: MapGroupInput) -> MapGroupPayload:
        return MapGroupPayload(organisation_id=await inputs.perform(info, admissions.map_group, input))

    @strawberry.mutation(
        description="Let a group mean something no more; its people lose it at their next sign-in.",
        extensions=[Requires(Right.MANAGE_ORGANISATION), ProblemsInPayload(UnmapGroupPayload)],
    )
    async def unmap_group(self, info: Info, input: UnmapGroupInput) -> UnmapGroupPayload:
        return UnmapGroupPayload(organisation_id=await inputs.perform(info, admissions.unmap_group, input))
