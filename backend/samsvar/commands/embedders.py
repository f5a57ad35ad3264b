"""The embedder that the settings name."""

from samsvar import settings
from samsvar.connectors import embeddings


def chosen(found: settings.Settings) -> embeddings.Choice:
    """Return what turns texts into vectors here, or why nothing does."""
    return embeddings.chosen(
        found.embedder,
        url=found.embedder_url,
        key=found.embedder_key.get_secret_value() if found.embedder_key else None,
        model=found.embedder_model,
    )
