"""Writes plans as pages and publishes them."""

import json
from dataclasses import asdict
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey
from django.utils import timezone
from wagtail.models import Page, Site

from portal.content.models import ArrangedMixin, CoHost, CoHostState, LanguageVersion
from portal.content.models.arranged import chosen_co_hosts
from portal.demo.ledger import Ledger
from portal.demo.pictures import picture_of
from portal.demo.plan import MunicipalityRef, PagePlan, PageRef, PictureRef
from portal.regions.models import Municipality


class PageWriter:
    """Makes and updates pages; remembers primary keys of what plans point at."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._municipalities = dict(Municipality.objects.values_list("code", "pk"))
        self._terms: dict[tuple[type[Any], str], Any] = {}

    def write(self, plan: PagePlan) -> None:
        """Make the page, or bring it up to date, unless its sources are as they were or it was edited here.

        A plan that is not live stays a draft.
        """
        page = self._existing(plan)
        if page is not None and self.ledger.is_unchanged(plan.external_id, asdict(plan), True):
            self.ledger.keep(plan.report)
            return
        if page is not None and self.ledger.is_edited_here(plan.external_id, page):
            self.ledger.keep(plan.report)
            self.ledger.report.note(plan.report, "edited here, left alone")
            return
        model = apps.get_model(plan.model)
        target: Any = page if page is not None else model(live=False, slug=plan.slug, show_in_menus=False)
        self._fill(target, plan)
        if page is None:
            self._place(target, plan)
        _accept_co_hosts(target)
        revision = target.save_revision(log_action=True)
        if plan.live:
            revision.publish()
        self.ledger.write(plan.report, plan.external_id, asdict(plan), target)

    def _existing(self, plan: PagePlan) -> Any:
        page_id = self.ledger.page_id(plan.external_id)
        model = apps.get_model(plan.model)
        if page_id is None and plan.model == "home.HomePage":
            return model._default_manager.first()
        return model._default_manager.filter(pk=page_id).first() if page_id else None

    def _place(self, page: Any, plan: PagePlan) -> None:
        if plan.parent:
            Page.objects.get(pk=self._page_id(plan.parent)).add_child(instance=page)
            return
        root = Page.get_first_root_node()
        root.add_child(instance=page)
        make_home(page)

    def _page_id(self, external_id: str) -> int:
        page_id = self.ledger.page_id(external_id)
        if page_id is None:
            msg = f"{external_id} has not been written yet"
            raise LookupError(msg)
        return page_id

    def _fill(self, page: Any, plan: PagePlan) -> None:
        page.title = page.draft_title = plan.title
        if hasattr(page, "external_id"):
            page.external_id = plan.external_id
        for name, value in plan.values.items():
            field = page._meta.get_field(name)
            if isinstance(field, ForeignKey):
                setattr(page, field.attname, self._resolved(value))
            else:
                setattr(page, name, field.to_python(value))
        for name, rows in plan.streams.items():
            setattr(page, name, json.dumps(self._resolved(rows)))
        for name, slugs in plan.terms.items():
            setattr(page, name, self._term_list(page, name, slugs))
        self._versions(page, plan)

    def _resolved(self, value: Any) -> Any:
        """Raw stream data with primary keys in place of references."""
        if isinstance(value, PageRef):
            return self._page_id(value.page)
        if isinstance(value, MunicipalityRef):
            return self._municipalities[value.municipality]
        if isinstance(value, PictureRef):
            return picture_of(value).pk
        if isinstance(value, dict):
            return {key: self._resolved(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._resolved(item) for item in value]
        return value

    def _term_list(self, page: Any, name: str, slugs: tuple[str, ...]) -> list[Any]:
        model = page._meta.get_field(name).related_model
        for slug in slugs:
            if (model, slug) not in self._terms:
                self._terms[model, slug] = model._default_manager.get(slug=slug)
        return [self._terms[model, slug] for slug in slugs]

    def _versions(self, page: Any, plan: PagePlan) -> None:
        """Language versions by locale: kept rows keep their primary keys."""
        kept = {version.locale: version for version in page.language_versions.all()} if page.pk else {}
        versions = []
        for texts in plan.versions:
            version = kept.get(texts.locale) or LanguageVersion(locale=texts.locale)
            version.title, version.summary, version.plain_summary = texts.title, texts.summary, texts.plain_summary
            version.body = json.dumps(texts.body)
            version.bring_up_to_date(page)
            versions.append(version)
        page.language_versions = versions


def _accept_co_hosts(page: Any) -> None:
    """The sources say who arranges together: nobody need be asked. What an organisation has answered here stays."""
    if isinstance(page, ArrangedMixin):
        for pk in chosen_co_hosts(page):
            accepted = {"state": CoHostState.ACCEPTED, "answered_at": timezone.now()}
            CoHost.objects.get_or_create(page_id=page.pk, organisation_id=pk, defaults=accepted)


def make_home(home: Any) -> None:
    """Make ``home`` the site's front page in place of what stood there (Wagtail's own welcome page)."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
        return
    former = site.root_page
    site.root_page = home
    site.save()
    if type(former.specific) is Page and not former.get_children().exists():
        former.delete()
