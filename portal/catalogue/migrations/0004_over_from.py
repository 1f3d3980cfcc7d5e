"""From when on an event is over, as a column, filled from the listings as they are stored; and an index of versions."""

from typing import Any

from django.db import migrations, models

from portal.catalogue.ended import over_from
from portal.listings.kinds import Kind
from portal.listings.listing import Listing


def fill(apps: Any, schema_editor: Any) -> None:
    events = apps.get_model("catalogue", "CatalogueEntry").objects.filter(removed=False, kind=Kind.EVENT.value)
    changed = []
    for entry in events.only("pk", "data").iterator(chunk_size=500):
        entry.over_from = over_from(Listing.stored(entry.data).schedule)
        changed.append(entry)
    events.bulk_update(changed, ["over_from"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_when_published")]

    operations = [
        migrations.AddField("catalogueentry", "over_from", models.DateTimeField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex("catalogueentry", models.Index(fields=["removed", "version", "id"], name="entry_versions")),
    ]
