"""The guide with its chapters, and the materials."""

from collections.abc import Iterator

from portal.demo.mapping import REGIONAL_COORDINATION, page_slug, paragraphs
from portal.demo.plan import PagePlan, PageRef
from portal.demo.plans.common import Maker, row_id
from portal.demo.plans.own_pages import FAMILIES
from portal.demo.records import ChapterRecord, GuideRecord, MaterialRecord

MATERIAL_KINDS = {"tietopankki": "knowledge_bank", "asiakirja": "document", "tiedote": "bulletin", "": "knowledge_bank"}
"""The content file's kinds of material, in the portal's terms."""
WITHOUT_PAGE = "nw-"
"""Networks have no page type yet, so a chapter cannot show them as cards."""


def guide_plans(maker: Maker) -> Iterator[PagePlan]:
    """Each guide, then its chapters in order."""
    for record in maker.sources.guides:
        yield _guide(maker, record)
        for chapter in record.chapters:
            yield _chapter(maker, record, chapter)


def _guide(maker: Maker, record: GuideRecord) -> PagePlan:
    values = maker.shared_values(record, "") | maker.who(record.id, ())
    names = [name for name in (record.former_name, *maker.texts(record.id).names) if name]
    return PagePlan(
        report="guides",
        model="guides.GuidePage",
        external_id=record.id,
        parent=FAMILIES,
        slug=maker.slug(record),
        title=record.name,
        live=record.status != "unverified",
        values=values | {"alternative_names": "\n".join(names)},
        streams=maker.shared_streams(record, ""),
        terms=maker.who_terms(record.id),
        versions=maker.versions(record.id),
    )


def _chapter(maker: Maker, guide: GuideRecord, chapter: ChapterRecord) -> PagePlan:
    texts = maker.sources.texts.chapters[chapter.id].fi
    pages = [PageRef(item) for item in chapter.items if not item.startswith(WITHOUT_PAGE)]
    body = paragraphs(texts[1:])
    body.append({"type": "chosen_listings", "id": row_id(f"{chapter.id}/items"), "value": {"heading": "", "pages": pages}})
    return PagePlan(
        report="guide chapters",
        model="guides.GuideChapterPage",
        external_id=chapter.id,
        parent=guide.id,
        slug=page_slug(chapter.title),
        title=chapter.title,
        values={"summary": texts[0], "responsible": PageRef(REGIONAL_COORDINATION)},
        streams={"body": body},
    )


def material_plans(maker: Maker) -> Iterator[PagePlan]:
    """A page for every material, under its organisation or the regional coordination."""
    names = maker.sources.names()
    for record in maker.sources.materials:
        yield _material(maker, record, names.get(record.owner, ""))


def _material(maker: Maker, record: MaterialRecord, owner: str) -> PagePlan:
    values = maker.shared_values(record, record.description) | {
        "material_kind": MATERIAL_KINDS[record.type],
        "owner_organisation": PageRef(record.organiser) if record.organiser else None,
        "owner_text": "" if record.organiser else owner,
        "ask_owner": not record.url,
        "review_every_days": 730 if record.review else 365,
    }
    return PagePlan(
        report="materials",
        model="materials.MaterialPage",
        external_id=record.id,
        parent=record.organiser or REGIONAL_COORDINATION,
        slug=maker.slug(record),
        title=record.name,
        live=record.status != "unverified",
        values=values | maker.who(record.id, ()),
        streams=maker.shared_streams(record, record.description),
        terms=maker.who_terms(record.id),
        versions=maker.versions(record.id),
    )
