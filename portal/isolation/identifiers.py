"""What an identifier in an admin address stands for. Guarded views take no identifier that is not named here."""

from enum import Enum, auto


class Identifier(Enum):
    """What must hold for the object asked for."""

    PAGE = auto()
    """An own page."""
    EXPLORED_PAGE = auto()
    """An own page, or one above it: the way down to it."""
    CHOOSABLE_PAGE = auto()
    """An own page, one above it, or a public one."""
    IMAGE = auto()
    """A picture of an own collection."""
    DOCUMENT = auto()
    """A document of an own collection."""
    REVISION = auto()
    """A revision of the page in the same address."""
    TASK_STATE = auto()
    """A stage of moderation of the page in the same address."""
    WORKFLOW_STATE = auto()
    """A moderation of the page in the same address."""
    UPLOAD = auto()
    """A file the user is just uploading."""
    NAMED = auto()
    """An own page, picture or document, as the model beside it in the address says."""
    SELF_CHECKED = auto()
    """Wagtail itself looks it up among the user's own, or it names nothing that belongs to anybody."""


ARGUMENTS: dict[str, Identifier] = {
    "page_id": Identifier.PAGE,
    "parent_page_id": Identifier.PAGE,
    "page_to_move_id": Identifier.PAGE,
    "destination_id": Identifier.PAGE,
    "guide_id": Identifier.PAGE,
    "organisation_id": Identifier.PAGE,
    "image_id": Identifier.IMAGE,
    "document_id": Identifier.DOCUMENT,
    "doc_id": Identifier.DOCUMENT,
    "revision_id": Identifier.REVISION,
    "revision_id_a": Identifier.REVISION,
    "revision_id_b": Identifier.REVISION,
    "task_state_id": Identifier.TASK_STATE,
    "workflow_state_id": Identifier.WORKFLOW_STATE,
    "uploaded_file_id": Identifier.UPLOAD,
    # Compared with the page's current task by the view; a task is global, its stage is the page's.
    "task_id": Identifier.SELF_CHECKED,
    # Sessions are looked up by user.
    "session_id": Identifier.SELF_CHECKED,
    "content_type_app_name": Identifier.SELF_CHECKED,
    "content_type_model_name": Identifier.SELF_CHECKED,
    "action_name": Identifier.SELF_CHECKED,
    "filter_spec": Identifier.SELF_CHECKED,
    # A preview link is looked up among those of the page in the same address.
    "link_id": Identifier.SELF_CHECKED,
    "app_name": Identifier.SELF_CHECKED,
    "app_label": Identifier.SELF_CHECKED,
    "action": Identifier.SELF_CHECKED,
    "model_name": Identifier.SELF_CHECKED,
}
"""Arguments in the path, by name, in every view."""

_PAGE_PARAMETERS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "destination_page_id", "new_parent_page", "childOf")

PARAMETERS: dict[str, Identifier] = dict.fromkeys(_PAGE_PARAMETERS, Identifier.PAGE) | {
    "revision_id": Identifier.REVISION,
    "task_state_id": Identifier.TASK_STATE,
    "workflow_state_id": Identifier.WORKFLOW_STATE,
    "image_id": Identifier.IMAGE,
    "document_id": Identifier.DOCUMENT,
}
"""Parameters of the query and of sent forms, by name, in every guarded view of Wagtail's."""

_EXPLORE = dict.fromkeys(("parent_page_id", "child_of", "descendant_of", "ancestor_of", "translation_of"), Identifier.EXPLORED_PAGE)
_CHOOSE = dict.fromkeys(("parent_page_id", "target_pages[]"), Identifier.CHOOSABLE_PAGE)

EXCEPTIONS: dict[str, dict[str, Identifier]] = {
    "wagtailadmin_explore": _EXPLORE,
    "wagtailadmin_explore_results": _EXPLORE,
    "wagtailadmin_api:pages:listing": _EXPLORE,
    "wagtailadmin_choose_page": _CHOOSE,
    "wagtailadmin_choose_page_child": _CHOOSE,
    "wagtailadmin_choose_page_search": _CHOOSE,
    "wagtailadmin_choose_page_chosen_multiple": _CHOOSE | {"id": Identifier.CHOOSABLE_PAGE},
    "wagtailadmin_choose_page_external_link": _CHOOSE,
    "wagtailadmin_choose_page_email_link": _CHOOSE,
    "wagtailadmin_choose_page_phone_link": _CHOOSE,
    "wagtailadmin_choose_page_anchor_link": _CHOOSE,
    "wagtail_bulk_action": {"id": Identifier.NAMED, "chooser": Identifier.PAGE},
    "wagtailadmin_editing_sessions:ping": {"object_id": Identifier.NAMED},
    "wagtailadmin_pages:revisions_compare": {"pk": Identifier.PAGE},
    "wagtailimages_chooser:chosen": {"pk": Identifier.IMAGE},
    "wagtailimages_chooser:chosen_multiple": {"id": Identifier.IMAGE},
    "wagtaildocs_chooser:chosen": {"pk": Identifier.DOCUMENT},
    "wagtaildocs_chooser:chosen_multiple": {"id": Identifier.DOCUMENT},
}
"""Where a view means something else by a name, or takes one more."""

KEYWORDS = frozenset({"", "live", "earliest", "latest", "root"})
"""What stands for an identifier without being one."""
