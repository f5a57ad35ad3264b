"""`samsvar overlaps evaluate`: how well texts are compared, on pairs that people labelled."""

import dataclasses
import json
import math
import pathlib
import time
from typing import Annotated

import typer

from samsvar import commands, settings
from samsvar.commands import embedders
from samsvar.domain.overlaps import evaluations, items, strengths
from samsvar.domain.overlaps.embedders import packed

SPOKEN = {
    "overlap_AP": "average precision",
    "recall_at_P80": "recall at precision .8",
    "AP_same_language": "… of pairs in the same language",
    "AP_cross_lingual": "… of pairs across languages",
    "AP_real": "… of pairs from real OKRs",
    "AP_worth_showing": "… with conflicts and dependencies",
    "full_ranking_AP": "realistic ranking",
    "P_at_50": "precision at 50",
    "P_at_100": "precision at 100",
}


class LabelsUnusable(commands.CommandFailed):
    """A file isn't one of labels; the message says where it stops being one."""


class FiguresUnwritable(commands.CommandFailed):
    """The file that the figures go to can't be written; the message says why."""


def evaluate(
    *,
    labels: Annotated[pathlib.Path, typer.Option(exists=True, dir_okay=False, help="JSON lines of labelled pairs.")],
    as_json: Annotated[pathlib.Path | None, typer.Option("--json", help="Write the figures to this file.")] = None,
    threshold: Annotated[
        float, typer.Option(help="Likeness at which precision and recall are counted.")
    ] = strengths.SHIPPED.likely,
) -> None:
    """Compare labelled pairs as the product does, by their texts alone, and print how well that tells them apart."""
    labelled, pairs = read(labels)
    if as_json is not None:
        # Before the minute of work, not after it.
        try:
            as_json.touch()
        except OSError as error:
            raise FiguresUnwritable(f"{as_json} cannot be written: {error.strerror}.") from error
    choice = embedders.chosen(settings.read())
    if choice.failure:
        print(choice.failure)
    began = time.perf_counter()
    vectors = {}
    if choice.embedder is not None:
        texts = evaluations.texts_of(labelled)
        vectors = dict(zip(map(items.fingerprint, texts), packed(choice.embedder.embed(texts)), strict=True))
    scores = evaluations.scored(labelled, vectors, choice.embedder.model_id if choice.embedder else None)
    figures = evaluations.measured(labelled, pairs, scores, threshold=threshold)
    seconds = time.perf_counter() - began
    written = {
        name: (round(value, 4) if math.isfinite(value) else None) if isinstance(value, float) else value
        for name, value in dataclasses.asdict(figures).items()
    }
    written["seconds"] = round(seconds, 2)
    written["embedder"] = choice.embedder.model_id if choice.embedder else None
    by = choice.embedder.model_id if choice.embedder else "words alone"
    print(f"{labels.name}: {figures.pairs} pairs of {figures.items} objectives, compared by {by} in {seconds:.1f} s")
    for name, spoken in SPOKEN.items():
        value = written[name]
        print(f"  {spoken:36} {'-' if value is None else f'{value:.3f}'}")
    at = figures.at_threshold
    print(
        f"  at a likeness of {threshold:.2f}: precision {at['overlap_precision']:.3f}, recall {at['overlap_recall']:.3f}"
    )
    if as_json is not None:
        as_json.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def read(file: pathlib.Path) -> tuple[list[evaluations.LabelledItem], list[evaluations.LabelledPair]]:
    """
    Return the items and pairs of a file of labels.

    Raises:
        LabelsUnusable: A line isn't a labelled pair, or there is none.
    """
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise LabelsUnusable(f"{file.name} is not text in UTF-8: no line of it can be read.") from error
    except OSError as error:
        raise LabelsUnusable(f"{file} cannot be read: {error.strerror}.") from error
    labelled: dict[str, evaluations.LabelledItem] = {}
    pairs = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
            ends = [_item(said[side]) for side in ("a", "b")]
            pairs.append(
                evaluations.LabelledPair(ends[0].id, ends[1].id, str(said["label"]), bool(said["cross_lingual"]))
            )
        except (ValueError, KeyError, TypeError) as error:
            raise LabelsUnusable(
                f"{file.name}: line {number} is no labelled pair ({type(error).__name__}: {error})."
            ) from error
        for end in ends:
            labelled.setdefault(end.id, end)
    if not pairs:
        raise LabelsUnusable(f"{file.name} holds no labelled pair.")
    return list(labelled.values()), pairs


def _item(said: dict[str, object]) -> evaluations.LabelledItem:
    titles = said["key_results"]
    if not isinstance(titles, list):
        raise TypeError("key_results")
    return evaluations.LabelledItem(
        id=str(said["id"]),
        org=str(said["org"]),
        objective=str(said["objective"]),
        key_results=tuple(map(str, titles)),
        origin=str(said["origin"]),
    )
