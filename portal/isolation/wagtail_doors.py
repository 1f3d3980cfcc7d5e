"""Wagtail's admin views, each classified once, by area. What is not here stays shut, after an upgrade too."""

from itertools import product

from portal.isolation.doors import Door, classify

ENTRANCE = (
    # Login, logout and what the login page itself loads; nothing that belongs to anybody.
    *("wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"),
    # One's own desk, own profile, and which hints one has put away.
    *("wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_dismissibles"),
    # A block's example, the same for everybody.
    "wagtailadmin_block_preview",
    # What answers under addresses that lead nowhere.
    "wagtail.admin.views.home.default",
)
EXPLORER = (
    # Lists that Wagtail itself narrows to the user's pages; searching too.
    *("wagtailadmin_explore_root", "wagtailadmin_explore", "wagtailadmin_explore_results"),
    *("wagtailadmin_pages:search", "wagtailadmin_pages:search_results"),
    # The side menu's page tree asks for it.
    "wagtailadmin_api:pages:listing",
    # Confirmation and doing of an action on several; the guard asks that each is own.
    "wagtail_bulk_action",
)
PAGES = tuple(
    f"wagtailadmin_pages:{name}"
    for name in (
        *("add", "preview_on_add", "add_subpage"),
        *("edit", "preview_on_edit", "view_draft", "usage"),
        *("delete", "unpublish", "lock", "unlock"),
        *("move", "move_confirm", "set_page_position", "copy"),
        *("workflow_action", "collect_workflow_action_data", "confirm_workflow_cancellation", "workflow_preview"),
        *("revisions_index", "revisions_view", "revisions_revert", "revisions_unschedule", "revisions_compare"),
        *("workflow_history", "workflow_history_detail", "history", "history_results"),
    )
)
CHOOSERS = (
    *("wagtailadmin_choose_page", "wagtailadmin_choose_page_child", "wagtailadmin_choose_page_search"),
    "wagtailadmin_choose_page_chosen_multiple",
    *(f"wagtailadmin_choose_page_{kind}_link" for kind in ("external", "email", "phone", "anchor")),
    *(
        f"{chooser}:{name}"
        for chooser, name in product(
            ("wagtailimages_chooser", "wagtaildocs_chooser"), ("choose", "choose_results", "chosen", "chosen_multiple", "create")
        )
    ),
    "wagtailimages_chooser:select_format",
)
TOGETHER = (
    # Who else has the page open; release looks among the user's own sessions.
    *("wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"),
    # Answered with an empty list to members of organisations: tags are everybody's (guard).
    *("wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete"),
)
FILES = (
    *(f"wagtailimages:{name}" for name in ("index", "index_results", "add", "edit", "delete", "preview", "image_usage")),
    *(f"wagtaildocs:{name}" for name in ("index", "index_results", "add", "edit", "delete", "document_usage")),
    *(f"wagtailimages:{name}" for name in ("add_multiple", "edit_multiple", "delete_multiple", "delete_upload_multiple")),
    *(f"wagtaildocs:{name}" for name in ("add_multiple", "edit_multiple", "delete_multiple", "delete_upload_multiple")),
    *("wagtailimages:create_multiple_from_uploaded_image", "wagtaildocs:create_multiple_from_uploaded_document"),
)

REPORTS = tuple(
    # Rows, filters or users of every organisation.
    f"wagtailadmin_reports:{name}{results}"
    for name, results in product(
        ("locked_pages", "workflow", "workflow_tasks", "site_history", "aging_pages", "page_types_usage"), ("", "_results")
    )
)
OVERVIEWS = (
    # All pages of a type, whoever owns them, and the question below which page to add one.
    *("wagtailadmin_pages:type_use", "wagtailadmin_pages:type_use_results", "wagtailadmin_pages:choose_parent"),
    # Closing a page to the public; the dialog names every group, that is every organisation.
    "wagtailadmin_pages:set_privacy",
    # Addresses of pictures for use elsewhere.
    *("wagtailimages:url_generator", "wagtailimages:url_generator_output"),
    "wagtailsnippets:index",
    *("wagtailsettings:edit", "wagtailsettings:preview_on_edit"),
    *(f"wagtailredirects:{name}" for name in ("index", "index_results", "add", "edit", "delete", "start_import", "process_import")),
)
VOCABULARIES = tuple(
    f"taxonomy_{model}"
    for model in ("topic", "lifesituation", "ageband", "audience", "servicelanguage", "accessibilityfact", "firstvisitfact", "offer")
)
SNIPPETS = (
    # Snippets are the region's vocabulary: its coordinators edit it.
    *(
        f"wagtailsnippets_{model}:{name}"
        for model, name in product(
            (*VOCABULARIES, "thesaurus_concept", "regions_municipality", "regions_familycentrearea"),
            ("list", "list_results", "add", "edit", "delete", "usage", "history", "history_results", "copy"),
        )
    ),
    *(f"wagtailsnippets_{model}:reorder" for model in (*VOCABULARIES, "regions_familycentrearea")),
    *(
        f"wagtailsnippetchoosers_{model}:{name}"
        for model, name in product(
            (*VOCABULARIES, "thesaurus_concept"), ("choose", "choose_results", "chosen", "chosen_multiple", "create")
        )
    ),
    *(f"wagtailsnippetchoosers_regions_{model}:create" for model in ("municipality", "familycentrearea")),
    # Of portal.thesaurus, which stands below this app.
    *("thesaurus_add_label", "thesaurus_export", "thesaurus_import", "thesaurus_import_confirm"),
)
PLACES_OF_THE_REGION = tuple(
    # An address needs a municipality, a service its area; both are public vocabulary without drafts.
    f"wagtailsnippetchoosers_regions_{model}:{name}"
    for model, name in product(("municipality", "familycentrearea"), ("choose", "choose_results", "chosen", "chosen_multiple"))
)

PEOPLE_AND_RULES = (
    # Whoever may edit users or groups can make administrators of them: only administrators do.
    *(
        f"wagtailusers_{model}:{name}"
        for model, name in product(
            ("users", "groups"), ("index", "index_results", "add", "edit", "delete", "history", "history_results", "usage")
        )
    ),
    "wagtailusers_users:copy",
    # Of portal.accounts, which stands below this app.
    "accounts_lost_device",
    *(f"wagtailsites:{name}" for name in ("index", "index_results", "add", "edit", "delete")),
    *(f"wagtailsites:{name}" for name in ("history", "history_results", "usage", "copy")),
    *(f"wagtailadmin_collections:{name}" for name in ("index", "add", "edit", "delete", "set_privacy")),
    *(f"wagtailadmin_workflows:{name}" for name in ("index", "index_results", "add", "enable", "disable", "edit")),
    *(f"wagtailadmin_workflows:{name}" for name in ("usage", "usage_results", "remove", "add_task", "select_task_type")),
    *(f"wagtailadmin_workflows:{name}" for name in ("task_index", "task_index_results", "edit_task", "disable_task", "enable_task")),
    *(f"wagtailadmin_workflows:{name}" for name in ("task_chooser", "task_chooser_results", "task_chooser_create", "task_chosen")),
)

UNUSED = (
    # A second listing of the same thing; an organisation's event is shown on its co-hosts' pages by other means.
    "wagtailadmin_pages:convert_alias",
    # The editor does without these; each would be one more door to keep.
    *(f"wagtailadmin_api:{kind}:{name}" for kind, name in product(("images", "documents"), ("listing", "detail", "find"))),
    *(f"wagtailadmin_api:pages:{name}" for name in ("detail", "find", "action")),
    # Passwords are renewed at the portal's own login.
    *(f"wagtailadmin_password_reset{step}" for step in ("", "_done", "_confirm", "_complete")),
    # Error pages to look at.
    *("wagtailadmin_error_test", "django.views.generic.base.TemplateView"),
)

classify(Door.OPEN, *ENTRANCE, *PLACES_OF_THE_REGION)
classify(Door.OWN, *EXPLORER, *PAGES, *CHOOSERS, *TOGETHER, *FILES)
classify(Door.REGIONAL, *REPORTS, *OVERVIEWS, *SNIPPETS)
classify(Door.ADMINISTRATOR, *PEOPLE_AND_RULES)
classify(Door.CLOSED, *UNUSED)
