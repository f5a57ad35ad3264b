"""
Writes what the comparison of texts ships with: how each language is told, and the mean of its vectors.

Both are taken from our own texts, those that the app speaks in three languages: its catalogues and the API's messages. Run it
after a change of the embedder or its version: ``.venv/bin/python infra/ship_languages.py``.
"""

import base64
import collections
import itertools
import json
import math
import pathlib
import re
import tomllib
from collections.abc import Iterator

import numpy as np

from samsvar.connectors import embeddings_local
from samsvar.domain.overlaps import items, languages, words

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent
TARGET = CHECKOUT / "backend/samsvar/domain/overlaps/shipped_languages.py"
SEQUENCES = 2_500
SMALL_WORDS = 60
LONGEST_SMALL_WORD = 5
LEAST_LETTERS = 12


def main() -> None:
    """Read the texts, count, embed, write."""
    rows = sorted({row for row in read() if all(len(text) >= LEAST_LETTERS and " " in text for text in row)})
    spoken = {language: [row[place] for row in rows] for place, language in enumerate(languages.LANGUAGES)}
    embedder = embeddings_local.LocalEmbedder()
    means = {
        language: base64.b64encode(embedder.embed(texts).mean(axis=0).astype("<f2").tobytes()).decode()
        for language, texts in spoken.items()
    }
    TARGET.write_text(written(profile(spoken), small_words(spoken), {embedder.model_id: means}), encoding="utf-8")
    print(f"{TARGET.relative_to(CHECKOUT)}: {len(rows)} texts in each language")


def read() -> Iterator[tuple[str, ...]]:
    """Yield each text in the three languages, in the order of ``languages.LANGUAGES``."""
    for folder in sorted((CHECKOUT / "frontend/src").rglob("locales")):
        if not all((folder / f"{language}.po").exists() for language in languages.LANGUAGES):
            continue
        catalogues = [catalogue(folder / f"{language}.po") for language in languages.LANGUAGES]
        for key in sorted(set.intersection(*(set(one) for one in catalogues))):
            yield tuple(cleaned(one[key]) for one in catalogues)
    for file in sorted((CHECKOUT / "backend/samsvar").rglob("*.toml")):
        yield from translated(tomllib.loads(file.read_text(encoding="utf-8")))


def catalogue(file: pathlib.Path) -> dict[str, str]:
    """Return a gettext catalogue's texts by context and id."""
    found = {}
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        parts = {
            keyword: "".join(json.loads(line) for line in quoted.strip().splitlines())
            for keyword, quoted in re.findall(r'^(msgctxt|msgid|msgstr) ((?:".*"\n?)+)', block, re.MULTILINE)
        }
        if parts.get("msgid"):
            found[f"{parts.get('msgctxt', '')}\0{parts['msgid']}"] = parts.get("msgstr") or parts["msgid"]
    return found


def translated(node: object) -> Iterator[tuple[str, ...]]:
    """Yield what a table of messages says in all three languages, anywhere in it."""
    if not isinstance(node, dict):
        return
    texts = [node.get(language) for language in languages.LANGUAGES]
    if all(isinstance(text, str) for text in texts):
        yield tuple(cleaned(str(text)) for text in texts)
    for child in node.values():
        yield from translated(child)


def cleaned(text: str) -> str:
    """Return a text without what is filled in later; empty when that is most of it."""
    if re.search(r"\{\w+, *(plural|select)", text):
        return ""
    return items.normalised(re.sub(r"\{[^{}]*\}|</?\w+/?>", " ", text))


def profile(spoken: dict[str, list[str]]) -> str:
    """Return the odds of each language by sequence, in hundredths of a logarithm."""
    counted = [collections.Counter(itertools.chain.from_iterable(map(languages.sequences_of, spoken[language])))
               for language in languages.LANGUAGES]  # fmt: skip
    most = [sequence for sequence, _ in sum(counted, collections.Counter()).most_common(SEQUENCES)]
    totals = [sum(one[sequence] for sequence in most) for one in counted]
    entries = []
    for sequence in sorted(most):
        logs = [
            math.log((one[sequence] + 0.5) / (total + 0.5 * len(most)))
            for one, total in zip(counted, totals, strict=True)
        ]
        entries.append(f"{sequence}=" + ",".join(str(round(100 * (log - np.mean(logs)))) for log in logs))
    return "|".join(entries)


def small_words(spoken: dict[str, list[str]]) -> str:
    """Return the most frequent short words of each language."""
    found: set[str] = set()
    for texts in spoken.values():
        counted = collections.Counter(word for text in texts for word in words.words_of(text))
        found.update([word for word, _ in counted.most_common() if len(word) <= LONGEST_SMALL_WORD][:SMALL_WORDS])
    return " ".join(sorted(found))


def written(profile_text: str, small: str, means: dict[str, dict[str, str]]) -> str:
    """Return the module's text."""

    def quoted(text: str, indent: str, sign: str = "") -> str:
        lines, line = [], ""
        for piece in (
            re.findall(rf"[^{re.escape(sign)}]*{re.escape(sign)}|[^{re.escape(sign)}]+$", text) if sign else text
        ):
            if len(line) + len(piece) > 108 - len(indent):
                lines.append(line)
                line = ""
            line += piece
        return "\n".join(f"{indent}{json.dumps(one, ensure_ascii=False)}" for one in [*lines, line])

    parts = ['"""Written by infra/ship_languages.py from our own catalogues; not by hand."""\n']
    parts.append("from typing import Final\n")
    parts.append(f"PROFILE: Final = (\n{quoted(profile_text, '    ', '|')}\n)")
    parts.append(f"SMALL_WORDS: Final = (\n{quoted(small, '    ', ' ')}\n)")
    parts.append("MEANS: Final[dict[str, dict[str, str]]] = {")
    for model, by_language in means.items():
        parts.append(f'    "{model}": {{')
        for language, encoded in by_language.items():
            parts.append(f'        "{language}": (\n{quoted(encoded, "            ")}\n        ),')
        parts.append("    }")
    return "\n".join([*parts, "}", ""])


if __name__ == "__main__":
    main()
