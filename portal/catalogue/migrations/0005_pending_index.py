"""What is pending is found without reading what is not."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_over_from")]

    operations = [
        migrations.AlterField("catalogueentry", "pending", models.BooleanField(default=True)),
        migrations.AddIndex(
            "catalogueentry",
            models.Index(fields=("-version", "id"), condition=models.Q(pending=True), name="entry_pending"),
        ),
    ]
