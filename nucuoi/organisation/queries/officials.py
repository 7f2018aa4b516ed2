"""Officials: who is posted where, by given name."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from nucuoi.foundation.errors import NotFound
from nucuoi.foundation.names import fold, given_name_key
from nucuoi.organisation.models import CounterHolder, Official, Posting
from nucuoi.organisation.queries.units import tree, valid_on
from nucuoi.organisation.rules.tree import Tree
from nucuoi.organisation.rules.words import Level, OfficialKind

_TERRITORIAL = {Level.PROVINCE, Level.DISTRICT, Level.COMMUNE}


@dataclass(frozen=True, slots=True)
class PostingRow:
    """A position in a unit, in a span of time.

    Attributes:
        unit_name: As of the asked day, else the identity.
    """

    id: int
    unit: str
    unit_name: str
    position: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """An official with the postings that were asked for.

    Attributes:
        kind: One of `rules.words.OfficialKind`.
        kind_label: The same in Vietnamese.
    """

    code: str
    full_name: str
    kind: str
    kind_label: str
    invented: bool
    postings: tuple[PostingRow, ...]

    @property
    def positions(self) -> str:
        """For lists: `Công chức Tư pháp - Hộ tịch, Xã An Hà`."""
        return "; ".join(f"{row.position}, {row.unit_name}" for row in self.postings)


def officials_under(identity: str, on: date, search: str = "") -> list[OfficialRow]:
    """Officials posted to the unit or below it on a day, by given name.

    Args:
        identity: The unit.
        on: The day.
        search: Part of the name or code, with or without diacritics; empty = all.

    Raises:
        NotFound: If there is no such unit on that day.
    """
    units = [row.unit for row in tree(on).subtree(identity)]
    return _sorted(row for row in _posted(units, on) if _matches(row, search))


def candidates(point: str, on: date) -> list[OfficialRow]:
    """Who may be given a counter of a service point, by given name.

    These are the officials posted to the point, to its host, or to a body of the host that is no
    territorial unit itself.

    Raises:
        NotFound: If there is no such point on that day.
    """
    units = tree(on)
    host = units.unit(point).parent
    bodies = [row for row in units.children(host) if row.level not in _TERRITORIAL] if host else []
    return _sorted(_posted([point, *filter(None, [host]), *(row.unit for row in bodies)], on))


def official(code: str, on: date) -> OfficialRow:
    """The official of that code with all postings ever, the latest first.

    Args:
        code: Her code.
        on: The day whose names units are shown by.

    Raises:
        NotFound: If there is none.
    """
    found = Official.objects.filter(code=code).first() if code.isprintable() else None
    if found is None:
        raise NotFound("Không có cán bộ mang mã này. Xin kiểm tra lại mã.")
    rows = Posting.objects.filter(official=found).select_related("official", "unit")
    return _official(found, rows.order_by("-valid_from", "-id"), tree(on))


def posting(number: int, on: date) -> tuple[str, PostingRow]:
    """Code of the official and the posting; `on` as in `official`.

    Raises:
        NotFound: If there is none.
    """
    found = Posting.objects.filter(pk=number).select_related("official", "unit").first()
    if found is None:
        raise NotFound("Không có vị trí công tác này.")
    return found.official.code, _posting(found, tree(on))


def held_counters(code: str, on: date) -> list[tuple[str, str]]:
    """Code and name of the counters an official usually holds on a day."""
    rows = valid_on(CounterHolder.objects.filter(official__code=code), on)
    return list(rows.order_by("counter__code").values_list("counter__code", "counter__name"))


def posted_at(codes: Collection[str], on: date) -> dict[str, str]:
    """Code of an official to the identity of the unit she is posted to on a day."""
    rows = valid_on(Posting.objects.filter(official__code__in=codes), on)
    return dict(rows.order_by("valid_from").values_list("official__code", "unit__unit"))


def _posted(units: list[str], on: date) -> list[OfficialRow]:
    rows = valid_on(Posting.objects.filter(unit__unit__in=units), on)
    found: dict[int, list[Posting]] = defaultdict(list)
    for row in rows.select_related("official", "unit").order_by("valid_from", "id"):
        found[row.official_id].append(row)
    units_then = tree(on)
    return [_official(rows[0].official, rows, units_then) for rows in found.values()]


def _official(found: Official, postings: Iterable[Posting], units: Tree) -> OfficialRow:
    return OfficialRow(
        code=found.code,
        full_name=found.full_name,
        kind=found.kind,
        kind_label=str(OfficialKind(found.kind).label),
        invented=found.invented,
        postings=tuple(_posting(row, units) for row in postings),
    )


def _posting(row: Posting, units: Tree) -> PostingRow:
    identity = row.unit.unit
    name = units.unit(identity).name if identity in units else identity
    return PostingRow(row.pk, identity, name, row.position, row.valid_from, row.valid_to)


def _matches(row: OfficialRow, search: str) -> bool:
    wanted = fold(search).split()
    words = fold(f"{row.full_name} {row.code}")
    return all(word in words for word in wanted)


def _sorted(rows: Iterable[OfficialRow]) -> list[OfficialRow]:
    return sorted(rows, key=lambda row: (given_name_key(row.full_name), row.code))
