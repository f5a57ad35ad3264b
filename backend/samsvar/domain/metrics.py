"""Metrics: what is counted, by whom, and which way is good. They outlive the key results that use them."""

import dataclasses
import enum
from uuid import UUID

from samsvar.domain import texts


class GoodDirection(enum.StrEnum):
    """Which way a metric should go."""

    UP = "UP"
    DOWN = "DOWN"
    STEADY = "STEADY"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric; ``measure`` is how its values are counted: "%", "NOK", "s", "antall"."""

    id: UUID
    owner_unit_id: UUID
    name: str
    measure: str
    good_direction: GoodDirection
    source: str
    version: int

    def revised(self, *, name: str, measure: str, good_direction: GoodDirection) -> "Metric":
        """
        Return the metric in other words.

        Raises:
            TextMissing: The name is empty.
            TextTooLong: A text is longer than its place.
        """
        return dataclasses.replace(
            self,
            name=texts.line(name, field="name"),
            measure=texts.prose(measure, field="measure"),
            good_direction=good_direction,
            version=self.version + 1,
        )
