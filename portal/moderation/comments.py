"""Comments on a draft: their followers get a notice through the outbox instead of Wagtail's mail, which quotes the comment."""

from itertools import chain
from typing import Any

from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Comment, CommentReply, PageSubscription

from portal.moderation.notices import tell_comment


def connect() -> None:
    """Put ours in the place of Wagtail's: the method of the edit view is the only place its mails come from, and no hook leads there."""
    EditView.send_commenting_notifications = send_commenting_notifications


def send_commenting_notifications(view: Any, changes: dict[str, Any]) -> None:
    """Tell those who follow the page's comments, and those who took part in the threads that were answered or resolved.

    :param view: Wagtail's edit view. :param changes: what its ``get_commenting_changes`` gives.
    """
    threads = [*changes["resolved_comments"], *(comment for comment, _replies in changes["new_replies"])]
    if not (changes["new_comments"] or changes["deleted_comments"] or threads):
        return
    ids = [comment.pk for comment in threads]
    subscribers = PageSubscription.objects.filter(page_id=view.page.pk, comment_notifications=True).values_list("user_id", flat=True)
    authors = Comment.objects.filter(pk__in=ids).values_list("user_id", flat=True)
    repliers = CommentReply.objects.filter(comment_id__in=ids).values_list("user_id", flat=True)
    tell_comment(view.page, set(chain(subscribers, authors, repliers)), by=view.request.user)
