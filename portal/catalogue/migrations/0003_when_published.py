"""When a listing was first published and last changed, as columns: filled from the listings as they are stored."""

import json
from typing import Any

from django.db import migrations, models
from django.utils.dateparse import parse_datetime


def fill(apps: Any, schema_editor: Any) -> None:
    entries = apps.get_model("catalogue", "CatalogueEntry").objects.filter(removed=False)
    changed = []
    for entry in entries.only("pk", "data").iterator(chunk_size=500):
        listing = json.loads(entry.data)
        entry.first_published = parse_datetime(listing.get("first_published") or "")
        entry.modified = parse_datetime(listing.get("modified") or "")
        changed.append(entry)
    entries.bulk_update(changed, ["first_published", "modified"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_outdated_page")]

    operations = [
        migrations.AddField("catalogueentry", "first_published", models.DateTimeField(db_index=True, null=True)),
        migrations.AddField("catalogueentry", "modified", models.DateTimeField(db_index=True, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
