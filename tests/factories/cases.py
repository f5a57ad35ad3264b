"""Alignment cases as the people of :mod:`tests.factories.companies` negotiate them."""

import dataclasses
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from samsvar.domain.alignment_case_effects import CaseEffectKind, Effect
from samsvar.domain.alignment_cases import CaseOutcome
from samsvar.operations import alignment_case_openings, alignment_case_signatures, alignment_case_turns
from samsvar.operations.alignment_case_openings import OpenAlignmentCase
from samsvar.operations.alignment_case_signatures import SignCase
from samsvar.operations.alignment_case_turns import ProposeInCase
from tests.factories.companies import NOW
from tests.factories.plans import Plans

SIGNERS = {"Kort": "Odd", "Lån": "Lars", "Konto": "Kim", "Privat": "Per", "Bedrift": "Bodil", "Nordlys": "Liv"}
"""Who answers for which unit."""


def effect(kind: str, **more: Any) -> Effect:
    """Return an effect; fields by their names without ``_id``."""
    links = ("objective", "key_result", "unit", "to_objective", "to_key_result", "to_moal", "metric")
    named = {f"{name}_id" if name in links else name: value for name, value in more.items()}
    return Effect(kind=CaseEffectKind(kind), **named)


@dataclasses.dataclass(frozen=True)
class Cases:
    """Cases of a company with plans."""

    plans: Plans

    async def opened(self, *objectives: UUID, by: str = "Odd", **more: Any) -> UUID:
        """Open a case about objectives."""
        draft = OpenAlignmentCase(title="Hvem gjør hva?", objectives=objectives, **more)
        return await alignment_case_openings.open_alignment_case(await self.plans.by(by), draft, now=NOW)

    async def version(self, case: UUID) -> int:
        """Return a case's version."""
        version: int = (await self.row(case))["version"]
        return version

    async def row(self, case: UUID) -> Any:
        """Return what is stored of a case."""
        return await self.plans.row("alignment_cases", case)

    async def proposed(
        self, case: UUID, effects: Sequence[Effect], *, outcome: str = "MERGE", by: str = "Odd", **more: Any
    ) -> UUID:
        """Propose something; return the turn."""
        draft = ProposeInCase(
            case=case,
            outcome=CaseOutcome(outcome),
            effects=effects,
            expected_version=await self.version(case),
            **more,
        )
        await alignment_case_turns.propose_in_case(await self.plans.by(by), draft, now=NOW)
        turn: UUID = (await self.row(case))["proposal_id"]
        return turn

    async def signed(self, case: UUID, turn: UUID, *units: str, by: str | None = None) -> None:
        """Sign a turn for units, by who answers for them."""
        for unit in units:
            draft = SignCase(case, turn, self.plans.company.units[unit])
            await alignment_case_signatures.sign_case(await self.plans.by(by or SIGNERS[unit]), draft, now=NOW)

    async def agreed(self, case: UUID, effects: Sequence[Effect], *units: str, **more: Any) -> UUID:
        """Propose something that units sign; return the turn."""
        turn = await self.proposed(case, effects, **more)
        await self.signed(case, turn, *units)
        return turn
