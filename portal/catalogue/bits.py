"""Sets of small numbers as the bits of one integer: intersecting and counting a hundred of them takes less than asking a database once."""

from collections.abc import Container, Iterable, Iterator


def bits_of(numbers: Iterable[int]) -> int:
    """The set of these numbers, each 0 or more."""
    found = list(numbers)
    if not found:
        return 0
    octets = bytearray(max(found) // 8 + 1)
    for number in found:
        octets[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")


def numbers_in(bits: int) -> Iterator[int]:
    """The numbers of a set, rising."""
    for place, octet in enumerate(_octets(bits)):
        while octet:
            lowest = octet & -octet
            yield (place << 3) + lowest.bit_length() - 1
            octet ^= lowest


class Among(Container[int]):
    """Asks many numbers whether they are in a set: of the integer itself that would take time with its length."""

    def __init__(self, bits: int) -> None:
        self._octets = _octets(bits)
        self._end = len(self._octets) * 8

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and number < self._end and bool(self._octets[number >> 3] >> (number & 7) & 1)


def _octets(bits: int) -> bytes:
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")
