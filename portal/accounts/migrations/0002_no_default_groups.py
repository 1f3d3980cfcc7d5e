"""Wagtail makes the groups Editors and Moderators with rights to every page. Here rights follow organisations, so they go."""

from django.db import migrations


def remove(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    task = apps.get_model("wagtailcore", "GroupApprovalTask")
    workflow = apps.get_model("wagtailcore", "Workflow")
    group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    # The default workflow asks the moderators; without a group nobody could answer.
    unanswerable = task.objects.filter(groups=None).values_list("pk", flat=True)
    workflow.objects.filter(workflow_tasks__task__in=list(unanswerable)).delete()
    apps.get_model("wagtailcore", "Task").objects.filter(pk__in=list(unanswerable)).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
