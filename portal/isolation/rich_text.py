"""Links in running text print no address of a page that is not public."""

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from portal.isolation.queries import public_pages


class PublicPageLinkHandler(PageLinkHandler):
    """A link to a draft, a withdrawn or a closed page stays as words without an address, on public pages and in previews."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        pages = cls.get_many(attrs_list)
        asked = [page.pk for page in pages if page is not None and page.live]
        public = set(public_pages().filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
        return [
            f'<a href="{escape(page.localized.url)}">' if page is not None and page.pk in public and page.localized.url else "<a>"
            for page in pages
        ]
