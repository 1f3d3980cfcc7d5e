"""The form of every findable page."""

from collections.abc import Iterator
from itertools import chain, count
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.content.confidential import CONFIDENTIAL_MESSAGE
from portal.content.reserved import is_reserved_slug
from portal.content.street_addresses import street_address_in, texts_in
from portal.isolation.forms import OwnPageForm


class ListingPageForm(OwnPageForm):
    """Marks changed language versions as made from the present Finnish text; keeps pages off reserved addresses."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        slug = cleaned.get("slug", "")
        if self.parent_page is not None and self.parent_page.depth <= 2 and is_reserved_slug(slug):
            self.add_error("slug", _("“%(slug)s” is the address of a part of the portal. Choose another one.") % {"slug": slug})
        if cleaned.get("is_confidential"):
            self._refuse_way_in_of_versions()
            self._refuse_addresses_in_texts()
        return cleaned

    def clean_slug(self) -> str:
        """A new page's address comes from its title: where a page beside it has the same, a number makes it another one."""
        slug = str(self.cleaned_data.get("slug") or "")
        if not slug or not self.instance._state.adding:
            return slug
        taken = set(self.parent_page.get_children().filter(slug__startswith=slug).values_list("slug", flat=True))
        return next(one for one in chain([slug], (f"{slug}-{number}" for number in count(2))) if one not in taken)

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """What the open form must know after it was saved in the background: also the address that the page got."""
        return [*super().get_field_updates_for_resave(), ("slug", self.instance.slug)]

    def _refuse_way_in_of_versions(self) -> None:
        """The way to a confidential place is not told in any language."""
        for form in self.formsets["language_versions"].forms if "language_versions" in self.formsets else ():
            if form.is_valid() and form.cleaned_data.get("way_in"):
                form.add_error("way_in", CONFIDENTIAL_MESSAGE)

    def _refuse_addresses_in_texts(self) -> None:
        """Nor do the texts of a confidential place tell where it is: neither the page's nor those of its language versions."""
        for form in self._with_versions():
            for name, value in list(form.cleaned_data.items()):
                address = next(filter(None, map(street_address_in, texts_in(value))), "")
                if address and name in form.fields and name not in form.errors:
                    said = _("“%(address)s” looks like a street address. The place is confidential: take it out of the text.")
                    form.add_error(name, said % {"address": address})

    def _with_versions(self) -> Iterator[Any]:
        """This form and those of its language versions, with or without errors, that have been cleaned."""
        yield self
        for form in self.formsets["language_versions"].forms if "language_versions" in self.formsets else ():
            if form.errors or form.is_valid():
                yield form

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit=False)
        if "language_versions" in self.formsets:
            versions = list(page.language_versions.all())
            for form in self.formsets["language_versions"].forms:
                if form.instance in versions and form.says_up_to_date:
                    form.instance.bring_up_to_date(page)
        if commit:
            page.save()
        return page
