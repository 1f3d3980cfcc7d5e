"""What the relations between concepts must hold: no loops, and nothing both broader and related (SKOS S27)."""

from collections.abc import Iterable, Mapping

Broader = Mapping[str, Iterable[str]]
"""Concept -> its broader concepts."""


def loop_from(start: str, broader: Broader) -> tuple[str, ...] | None:
    """The way from a concept through broader ones back to itself, both ends named; None when there is none. Of several a shortest."""
    came_from: dict[str, str] = {}
    queue = [start]
    for concept in queue:
        for above in broader.get(concept, ()):
            if above == start:
                way = [concept]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return (*reversed(way), start)
            if above not in came_from:
                came_from[above] = concept
                queue.append(above)
    return None


def loops(broader: Broader) -> list[tuple[str, ...]]:
    """Every loop once, however many concepts are on it."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for concept in broader:
        path = loop_from(concept, broader)
        if path is not None:
            found.setdefault(frozenset(path), path)
    return list(found.values())


def contradictions(broader: Broader, related: Broader) -> list[tuple[str, str]]:
    """Pairs that are broader and related at once, in either direction."""
    near = {frozenset((concept, other)) for concept, others in related.items() for other in others}
    return [(concept, above) for concept, all_above in broader.items() for above in all_above if frozenset((concept, above)) in near]
