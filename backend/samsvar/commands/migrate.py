"""`samsvar migrate`: bring the database to the schema of this release."""

from samsvar import settings
from samsvar.commands import databases
from samsvar.persistence import migrations


def migrate() -> None:
    """Bring the database to the schema of this release, as the role that owns the tables."""
    chosen = settings.read()
    with databases.reachable(chosen) as urls:
        if urls.owner is None:
            raise settings.SettingsRefused(
                "SAMSVAR_OWNER_DATABASE_URL must be set: the role that serves owns no tables."
            )
        migrations.upgrade(urls.owner)
    print(f"The database has the schema of revision {migrations.head()}.")
