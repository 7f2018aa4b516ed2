"""Provincial bodies: below the province of their day, with those that took over."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from nucuoi.organisation.rules.history.chronicle import Cause, Chronicle, History, Version
from nucuoi.organisation.rules.identities import body_identity
from nucuoi.organisation.rules.lists.records import BodyLine
from nucuoi.organisation.rules.words import Level, SuccessionKind

VERIFIED = frozenset({"seed", "press", "source"})
"""Words of confidence that stand for a source; all others are general knowledge."""
ONE_STOP = "one_stop"

_SORTS = {
    "people_committee": (Level.OFFICE, "ủy ban nhân dân"),
    "council": (Level.OFFICE, "hội đồng"),
    "department": (Level.DEPARTMENT, "sở, ban, ngành"),
    "office": (Level.OFFICE, "văn phòng"),
    "media": (Level.OFFICE, "cơ quan báo chí"),
    "central_agency": (Level.OFFICE, "cơ quan Trung ương"),
    "front": (Level.FRONT, "mặt trận"),
    "socio_political": (Level.MASS_ORGANISATION, "tổ chức chính trị - xã hội"),
    "business_association": (Level.MASS_ORGANISATION, "hội doanh nghiệp"),
    "party": (Level.PARTY, "cơ quan Đảng"),
    "armed_forces": (Level.ARMED_FORCES, "lực lượng vũ trang"),
}
_OUTSIDE_THE_MOVEMENT = frozenset({"central_agency", "business_association"})


def tell_bodies(bodies: Sequence[BodyLine], territory: History) -> History:
    """Versions and passings of all bodies but the one-stop centres, which are service points."""
    provinces = sorted(
        (version for version in territory.versions if version.level == Level.PROVINCE),
        key=lambda version: version.valid_from,
    )
    told = _Bodies([body for body in bodies if body.kind != ONE_STOP], provinces)
    return told.history()


def province_of(provinces: Sequence[Version], on: date) -> Version:
    """The province of a day; they follow one another without a gap."""
    return next(p for p in reversed(provinces) if p.valid_from <= on)


class _Bodies:
    def __init__(self, bodies: Sequence[BodyLine], provinces: Sequence[Version]) -> None:
        self._bodies = {body.code: body for body in bodies}
        self._provinces = provinces
        self._predecessors = Counter(code for body in bodies for code in body.successors)
        self._chronicle = Chronicle()

    def history(self) -> History:
        for body in self._bodies.values():
            self._begin(body)
            self._move(body)
        for body in self._bodies.values():
            if body.valid_to is not None:
                self._end(body, body.valid_to)
        return self._chronicle.history()

    def _identity(self, body: BodyLine) -> str:
        prefix = province_of(self._provinces, body.valid_from).unit.split("-")[0]
        return body_identity(prefix, body.code, body.valid_from.year)

    def _begin(self, body: BodyLine) -> None:
        level, kind = _SORTS[body.kind]
        self._chronicle.begin(
            Version(
                unit=self._identity(body),
                name=body.name,
                level=level,
                kind=kind,
                official_code="",
                parent=province_of(self._provinces, body.valid_from).unit,
                participates=body.kind not in _OUTSIDE_THE_MOVEMENT,
                valid_from=body.valid_from,
                valid_to=None,
                legal_basis="",
            )
        )

    def _move(self, body: BodyLine) -> None:
        """A body that outlives its province goes on below the next one."""
        for province in self._provinces:
            if body.valid_from < province.valid_from and (
                body.valid_to is None or province.valid_from < body.valid_to
            ):
                cause = Cause(province.valid_from, evidence=body.confidence, verified=False)
                self._chronicle.change(self._identity(body), cause, parent=province.unit)

    def _end(self, body: BodyLine, on: date) -> None:
        successors = [self._bodies[code] for code in body.successors]
        verified = all(b.confidence in VERIFIED for b in (body, *successors)) and bool(successors)
        self._chronicle.end(
            self._identity(body),
            [self._identity(successor) for successor in successors],
            self._kind(body, on),
            Cause(on, evidence=body.confidence, verified=verified),
        )

    def _kind(self, body: BodyLine, on: date) -> SuccessionKind:
        """How a body passed on: with its province it met its like of the other province there."""
        if not body.successors:
            return SuccessionKind.DISSOLVED
        if len(body.successors) > 1:
            return SuccessionKind.SPLIT
        successor = self._bodies[body.successors[0]]
        alone = self._predecessors[successor.code] == 1 and successor.valid_from == on
        with_province = any(p.valid_from == on for p in self._provinces)
        return SuccessionKind.RENAMED if alone and not with_province else SuccessionKind.MERGED
