"""What can be done with overlap findings, and with the thresholds that they are found by."""

from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
import strawberry

from samsvar.domain.overlaps import findings as domain
from samsvar.domain.rights import Right
from samsvar.graph import filters, inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.overlap_calibrations import OverlapCalibration
from samsvar.graph.overlap_findings import OverlapKind
from samsvar.graph.overlap_matrices import OverlapReading
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import overlap_calibrations, overlap_recounts, overlaps
from samsvar.persistence import overlap_calibrations as stored
from samsvar.persistence import overlap_matrices


@strawberry.input(description="An overlap that is so.")
class ConfirmOverlapInput:
    idempotency_key: str = inputs.idempotency_key()
    overlap: strawberry.ID = strawberry.field(description="The overlap finding.")
    note: str = strawberry.field(default="", description="What is to be said of it.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> overlaps.ConfirmOverlap:
        """Return what the operation needs."""
        return overlaps.ConfirmOverlap(_own_id(self.overlap), self.expected_version, note=self.note)


@strawberry.input(description="An overlap that is none.")
class DismissOverlapInput:
    idempotency_key: str = inputs.idempotency_key()
    overlap: strawberry.ID = strawberry.field(description="The overlap finding.")
    reason: str = strawberry.field(description="Why.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> overlaps.DismissOverlap:
        """Return what the operation needs."""
        return overlaps.DismissOverlap(
            _own_id(self.overlap), reason=self.reason, expected_version=self.expected_version
        )


@strawberry.input(description="An overlap whose decision is to be taken back.")
class ReopenOverlapInput:
    idempotency_key: str = inputs.idempotency_key()
    overlap: strawberry.ID = strawberry.field(description="The overlap finding.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> overlaps.ReopenOverlap:
        """Return what the operation needs."""
        return overlaps.ReopenOverlap(_own_id(self.overlap), expected_version=self.expected_version)


@strawberry.input(description="An overlap to be called by another kind.")
class RelabelOverlapInput:
    idempotency_key: str = inputs.idempotency_key()
    overlap: strawberry.ID = strawberry.field(description="The overlap finding.")
    kind: OverlapKind = strawberry.field(description="What people call it.")
    reason: str = strawberry.field(default="", description="Why; back to what was computed it takes none.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> overlaps.RelabelOverlap:
        """Return what the operation needs."""
        return overlaps.RelabelOverlap(
            _own_id(self.overlap),
            domain.OverlapKind(self.kind.name),
            expected_version=self.expected_version,
            reason=self.reason,
        )


@strawberry.input(description="Whether thresholds are to follow what people confirm and dismiss.")
class CalibrateOverlapsInput:
    idempotency_key: str = inputs.idempotency_key()
    is_on: bool = strawberry.field(description="Off: as the product has them. Decisions are still counted.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> overlap_calibrations.CalibrateOverlaps:
        """Return what the operation needs."""
        return overlap_calibrations.CalibrateOverlaps(is_on=self.is_on, expected_version=self.expected_version)


@strawberry.input(
    description="What people said up to now is to be forgotten: decisions stay, and no longer move anything."
)
class ResetOverlapCalibrationInput:
    idempotency_key: str = inputs.idempotency_key()
    expected_version: int = inputs.expected_version()

    def draft(self) -> overlap_calibrations.ResetOverlapCalibration:
        """Return what the operation needs."""
        return overlap_calibrations.ResetOverlapCalibration(expected_version=self.expected_version)


@strawberry.input(description="The last reset is to be taken back.")
class RestoreOverlapCalibrationInput:
    idempotency_key: str = inputs.idempotency_key()
    expected_version: int = inputs.expected_version()

    def draft(self) -> overlap_calibrations.ResetOverlapCalibration:
        """Return what the operation needs."""
        return overlap_calibrations.ResetOverlapCalibration(expected_version=self.expected_version)


@strawberry.input(description="A cycle whose texts are all to be compared anew.")
class RecountOverlapsInput:
    idempotency_key: str = inputs.idempotency_key()
    cycle: strawberry.ID = strawberry.field(description="The cycle.")

    def draft(self) -> overlap_recounts.RecountOverlaps:
        """Return what the operation needs."""
        return overlap_recounts.RecountOverlaps(inputs.own_id("Cycle", self.cycle, field="cycle"))


@strawberry.input(description="A recount that is to stop.")
class CancelOverlapRecountInput:
    idempotency_key: str = inputs.idempotency_key()
    cycle: strawberry.ID = strawberry.field(description="The cycle.")

    def draft(self) -> overlap_recounts.CancelOverlapRecount:
        """Return what the operation needs."""
        return overlap_recounts.CancelOverlapRecount(inputs.own_id("Cycle", self.cycle, field="cycle"))


def _own_id(global_id: strawberry.ID) -> UUID:
    return inputs.own_id("OverlapFinding", global_id, field="overlap")


@strawberry.type
class OverlapPayload:
    overlap_id: strawberry.Private[UUID | None] = None
    overlap: links.OverlapFinding | None = selection.by_id(
        "overlap_id", description="The overlap finding as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The overlap that was confirmed.")
class ConfirmOverlapPayload(OverlapPayload): ...


@strawberry.type(description="The overlap that was dismissed.")
class DismissOverlapPayload(OverlapPayload): ...


@strawberry.type(description="The overlap, on which nobody has decided again.")
class ReopenOverlapPayload(OverlapPayload): ...


@strawberry.type(description="The overlap by its other kind.")
class RelabelOverlapPayload(OverlapPayload): ...


def _calibration(calibration_id: Annotated[UUID, selection.of_parent("calibration_id")]) -> sa.Select[Any]:
    return stored.present().where(filters.bound(calibration_id).is_not(None))


@strawberry.type
class OverlapCalibrationPayload:
    calibration_id: strawberry.Private[UUID | None] = None
    overlap_calibration: OverlapCalibration | None = selection.to_one(
        source=_calibration, description="The thresholds as they are now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The thresholds, switched.")
class CalibrateOverlapsPayload(OverlapCalibrationPayload): ...


@strawberry.type(description="The thresholds, with nothing learned.")
class ResetOverlapCalibrationPayload(OverlapCalibrationPayload): ...


@strawberry.type(description="The thresholds with what was forgotten.")
class RestoreOverlapCalibrationPayload(OverlapCalibrationPayload): ...


def _reading(cycle_id: Annotated[UUID, selection.of_parent("cycle_id")]) -> sa.Select[Any]:
    cycle = filters.bound(cycle_id)
    return overlap_matrices.reading(cycle).where(cycle.is_not(None))


@strawberry.type
class OverlapReadingPayload:
    cycle_id: strawberry.Private[UUID | None] = None
    overlap_reading: OverlapReading | None = selection.to_one(
        source=_reading, description="How far the reading has come; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The recount that was asked for.")
class RecountOverlapsPayload(OverlapReadingPayload): ...


@strawberry.type(description="The recount that was stopped.")
class CancelOverlapRecountPayload(OverlapReadingPayload): ...


@strawberry.type
class OverlapMutations:
    @strawberry.mutation(
        description="Say that an overlap finding is so. People of a unit concerned may, and who leads a unit above them all. An"
        " overlap or conflict then blocks commitment until a case resolves it, or it is dismissed.",
        extensions=[Requires(Right.REVISE_OKRS), ProblemsInPayload(ConfirmOverlapPayload)],
    )
    async def confirm_overlap(self, info: Info, input: ConfirmOverlapInput) -> ConfirmOverlapPayload:
        return ConfirmOverlapPayload(overlap_id=await inputs.perform(info, overlaps.confirm_overlap, input))

    @strawberry.mutation(
        description="Say that an overlap finding is nothing, and why: until one of the texts says something else.",
        extensions=[Requires(Right.REVISE_OKRS), ProblemsInPayload(DismissOverlapPayload)],
    )
    async def dismiss_overlap(self, info: Info, input: DismissOverlapInput) -> DismissOverlapPayload:
        return DismissOverlapPayload(overlap_id=await inputs.perform(info, overlaps.dismiss_overlap, input))

    @strawberry.mutation(
        description="Take back that an overlap finding was confirmed or dismissed.",
        extensions=[Requires(Right.REVISE_OKRS), ProblemsInPayload(ReopenOverlapPayload)],
    )
    async def reopen_overlap(self, info: Info, input: ReopenOverlapInput) -> ReopenOverlapPayload:
        return ReopenOverlapPayload(overlap_id=await inputs.perform(info, overlaps.reopen_overlap, input))

    @strawberry.mutation(
        description="Call an overlap finding by another kind; where it stands stays.",
        extensions=[Requires(Right.REVISE_OKRS), ProblemsInPayload(RelabelOverlapPayload)],
    )
    async def relabel_overlap(self, info: Info, input: RelabelOverlapInput) -> RelabelOverlapPayload:
        return RelabelOverlapPayload(overlap_id=await inputs.perform(info, overlaps.relabel_overlap, input))

    @strawberry.mutation(
        description="Have all texts of a cycle compared anew; a recount that is under way goes on.",
        extensions=[Requires(Right.MANAGE_CYCLES), ProblemsInPayload(RecountOverlapsPayload)],
    )
    async def recount_overlaps(self, info: Info, input: RecountOverlapsInput) -> RecountOverlapsPayload:
        return RecountOverlapsPayload(cycle_id=await inputs.perform(info, overlap_recounts.recount_overlaps, input))

    @strawberry.mutation(
        description="Stop a recount; what was found before stays.",
        extensions=[Requires(Right.MANAGE_CYCLES), ProblemsInPayload(CancelOverlapRecountPayload)],
    )
    async def cancel_overlap_recount(self, info: Info, input: CancelOverlapRecountInput) -> CancelOverlapRecountPayload:
        return CancelOverlapRecountPayload(
            cycle_id=await inputs.perform(info, overlap_recounts.cancel_overlap_recount, input)
        )

    @strawberry.mutation(
        description="Let the thresholds of overlaps follow what people confirm and dismiss, or be as the product has them.",
        extensions=[Requires(Right.MANAGE_ORGANISATION), ProblemsInPayload(CalibrateOverlapsPayload)],
    )
    async def calibrate_overlaps(self, info: Info, input: CalibrateOverlapsInput) -> CalibrateOverlapsPayload:
        return CalibrateOverlapsPayload(
            calibration_id=await inputs.perform(info, overlap_calibrations.calibrate_overlaps, input)
        )

    @strawberry.mutation(
        description="Forget what people said of overlaps up to now; what they decided on each stays.",
        extensions=[Requires(Right.MANAGE_ORGANISATION), ProblemsInPayload(ResetOverlapCalibrationPayload)],
    )
    async def reset_overlap_calibration(
        self, info: Info, input: ResetOverlapCalibrationInput
    ) -> ResetOverlapCalibrationPayload:
        return ResetOverlapCalibrationPayload(
            calibration_id=await inputs.perform(info, overlap_calibrations.reset_overlap_calibration, input)
        )

    @strawberry.mutation(
        description="Take the last reset of the thresholds of overlaps back.",
        extensions=[Requires(Right.MANAGE_ORGANISATION), ProblemsInPayload(RestoreOverlapCalibrationPayload)],
    )
    async def restore_overlap_calibration(
        self, info: Info, input: RestoreOverlapCalibrationInput
    ) -> RestoreOverlapCalibrationPayload:
        return RestoreOverlapCalibrationPayload(
            calibration_id=await inputs.perform(info, overlap_calibrations.restore_overlap_calibration, input)
        )
