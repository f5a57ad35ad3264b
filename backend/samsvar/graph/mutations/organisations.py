"""What can be done with the organisation as a whole."""

from uuid import UUID

import strawberry

from samsvar.domain import organisations as domain
from samsvar.domain import units as units_domain
from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.organisations import Locale
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.graph.units import UnitKind
from samsvar.operations import organisations


@strawberry.input(description="What the organisation is called and how it works; what is left out stays.")
class ChangeOrganisationSettingsInput:
    idempotency_key: str = inputs.idempotency_key()
    name: str | None = strawberry.field(default=None, description="What it is called.")
    locale: Locale | None = strawberry.field(default=None, description="The language of those who chose none.")
    timezone: str | None = strawberry.field(default=None, description="IANA name, such as Europe/Oslo.")
    cycle_months: int | None = strawberry.field(default=None, description="How long its cycles are: 3 or 4 months.")
    check_in_weeks: int | None = strawberry.field(default=None, description="Check-ins every week (1) or second (2).")
    levels: list[UnitKind] | None = strawberry.field(
        default=None, description="The levels that have OKRs; the company always does."
    )
    expected_version: int = inputs.expected_version()

    def draft(self) -> organisations.ChangeOrganisationSettings:
        """Return what the operation needs."""
        return organisations.ChangeOrganisationSettings(
            name=self.name,
            locale=None if self.locale is None else domain.Locale(self.locale.name),
            timezone=self.timezone,
            cycle_months=self.cycle_months,
            check_in_weeks=self.check_in_weeks,
            levels=None if self.levels is None else tuple(units_domain.UnitKind(level.name) for level in self.levels),
            expected_version=self.expected_version,
        )


@strawberry.type(description="The organisation whose settings were changed.")
class ChangeOrganisationSettingsPayload:
    organisation_id: strawberry.Private[UUID | None] = None
    organisation: links.Organisation | None = selection.by_id(
        "organisation_id", description="The organisation as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type
class OrganisationMutations:
    @strawberry.mutation(
        description="Change what the organisation is called and how it works.",
        extensions=[Requires(Right.MANAGE_ORGANISATION), ProblemsInPayload(ChangeOrganisationSettingsPayload)],
    )
    async def change_organisation_settings(
        self, info: Info, input: ChangeOrganisationSettingsInput
    ) -> ChangeOrganisationSettingsPayload:
        return ChangeOrganisationSettingsPayload(
            organisation_id=await inputs.perform(info, organisations.change_organisation_settings, input)
        )
