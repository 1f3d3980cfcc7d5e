from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("demo", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="loadedrecord",
            name="revision",
            field=models.PositiveBigIntegerField(null=True),
        ),
    ]
