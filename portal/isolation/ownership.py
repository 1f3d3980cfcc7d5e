"""Whether every object that a request names belongs to the user. A fixed number of queries, however many identifiers."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision, TaskState, UploadedFile, WorkflowState
from wagtail.permissions import policy_registry

from portal.isolation.identifiers import KEYWORDS, Identifier
from portal.isolation.numbers import as_pk
from portal.isolation.queries import closed_paths, own_roots

Asked = dict[Identifier, set[str]]
OF_A_PAGE = (Identifier.REVISION, Identifier.TASK_STATE, Identifier.WORKFLOW_STATE)
PAGE_KINDS = (Identifier.PAGE, Identifier.EXPLORED_PAGE, Identifier.CHOOSABLE_PAGE)


class NotOwn(Exception):
    """Something asked for is not the user's, or is no identifier at all."""


def check(user: Any, asked: Asked) -> None:
    """Refuse what is not the user's.

    :param asked: identifiers by what they stand for, as text.
    :raises NotOwn: at least one is of another organisation, unknown, or malformed.
    """
    numbers: dict[Identifier, set[int]] = {kind: _numbers(values) for kind, values in asked.items()}
    pages = _check_pages(user, numbers)
    for kind in OF_A_PAGE:
        if numbers.get(kind) and _of_pages(kind, pages, numbers[kind]).count() != len(numbers[kind]):
            raise NotOwn
    for kind, model in ((Identifier.IMAGE, get_image_model()), (Identifier.DOCUMENT, get_document_model())):
        if numbers.get(kind) and own_files(user, model).filter(pk__in=numbers[kind]).count() != len(numbers[kind]):
            raise NotOwn
    uploads = numbers.get(Identifier.UPLOAD)
    if uploads and UploadedFile.objects.filter(pk__in=uploads, uploaded_by_user=user).count() != len(uploads):
        raise NotOwn


def own_files(user: Any, model: Any) -> QuerySet[Any]:
    """Pictures or documents the user may choose or change."""
    files: QuerySet[Any] = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, {"choose", "change"})
    return files


def identifier_of_model(app_label: str, model_name: str) -> Identifier:
    """What an identifier beside this model's name stands for.

    :raises NotOwn: the model is neither a page nor a picture nor a document: nothing of it is anybody's own.
    """
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        raise NotOwn from None
    for base, identifier in (
        (Page, Identifier.PAGE),
        (get_image_model(), Identifier.IMAGE),
        (get_document_model(), Identifier.DOCUMENT),
    ):
        if issubclass(model, base):
            return identifier
    raise NotOwn


def _numbers(values: Iterable[str]) -> set[int]:
    numbers = set()
    for value in set(values) - KEYWORDS:
        number = as_pk(value)
        if number is None:
            raise NotOwn
        numbers.add(number)
    return numbers


def _check_pages(user: Any, numbers: dict[Identifier, set[int]]) -> set[int]:
    """Check all pages with one query; gives those that must be own, for what belongs to them."""
    wanted = {kind: numbers.get(kind, set()) for kind in PAGE_KINDS}
    own, explored, choosable = (wanted[kind] for kind in PAGE_KINDS)
    every = own | explored | choosable
    if not every:
        return own
    rows = Page.objects.filter(pk__in=every).values_list("pk", "path", "live")
    found, live = {pk: path for pk, path, _ in rows}, {pk for pk, _, is_live in rows if is_live}
    if len(found) != len(every):
        raise NotOwn
    roots = own_roots(user)
    if not all(_below(found[pk], roots) for pk in own):
        raise NotOwn
    if not all(_below(found[pk], roots) or _above(found[pk], roots) for pk in explored):
        raise NotOwn
    others = {pk for pk in choosable if not (_below(found[pk], roots) or _above(found[pk], roots))}
    closed = closed_paths() if others else []
    if any(pk not in live or _below(found[pk], closed) for pk in others):
        raise NotOwn
    return own


def _below(path: str, roots: Iterable[str]) -> bool:
    return any(path.startswith(root) for root in roots)


def _above(path: str, roots: Iterable[str]) -> bool:
    return any(root.startswith(path) for root in roots)


def _of_pages(kind: Identifier, pages: set[int], numbers: set[int]) -> QuerySet[Any]:
    """Rows of ``kind`` among ``numbers`` that belong to one of the pages."""
    ids = [str(pk) for pk in pages]
    page_type = Page.objects.model._meta
    of_page = {"base_content_type__app_label": page_type.app_label, "base_content_type__model": page_type.model_name}
    rows: QuerySet[Any]
    if kind is Identifier.REVISION:
        rows = Revision.objects.filter(object_id__in=ids, **of_page)
    elif kind is Identifier.WORKFLOW_STATE:
        rows = WorkflowState.objects.filter(object_id__in=ids, **of_page)
    else:
        rows = TaskState.objects.filter(workflow_state__in=WorkflowState.objects.filter(object_id__in=ids, **of_page))
    return rows.filter(pk__in=numbers)


def collect(pairs: Iterable[tuple[Identifier, Iterable[str]]]) -> Asked:
    """Identifiers by what they stand for."""
    asked: dict[Identifier, set[str]] = defaultdict(set)
    for kind, values in pairs:
        asked[kind].update(str(value) for value in values)
    return dict(asked)
