"""The lists joined: identities that live on, versions by date, successions with legal basis."""

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest

from nucuoi.organisation.errors import WrongList
from nucuoi.organisation.rules.history import History, Passing, Version, check_history
from nucuoi.organisation.rules.words import Level, SuccessionKind
from tests.lists import history, packaged

DAYS = [date(2021, 1, 1), date(2021, 8, 1), date(2022, 7, 1), date(2023, 6, 1), date(2024, 2, 1)]
DAYS += [date(2025, 1, 1), date(2025, 2, 15), date(2025, 3, 1), date(2025, 7, 1), date(2026, 1, 1)]


def on(day: date) -> list[Version]:
    """Versions of a day."""
    return [v for v in history().versions if v.valid_from <= day and (v.valid_to or date.max) > day]


def passings_of(unit: str) -> list[Passing]:
    """Passings by which a unit changed or ended, in order of time."""
    return [passing for passing in history().passings if passing.old == unit]


@pytest.mark.parametrize(
    ("day", "provinces", "districts", "communes", "kinds"),
    [
        (date(2021, 8, 1), 1, 10, 209, {"xã": 184, "thị trấn": 15, "phường": 10}),
        (date(2022, 7, 1), 1, 10, 209, {"xã": 182, "thị trấn": 17, "phường": 10}),
        (date(2023, 6, 1), 1, 10, 209, {"xã": 182, "thị trấn": 17, "phường": 10}),
        (date(2024, 2, 1), 1, 10, 209, {"xã": 175, "thị trấn": 15, "phường": 19}),
        (date(2025, 3, 1), 1, 10, 192, {"xã": 143, "thị trấn": 14, "phường": 35}),
        (date(2025, 6, 30), 1, 10, 192, {"xã": 143, "thị trấn": 14, "phường": 35}),
        (date(2025, 7, 1), 1, 0, 99, {"xã": 66, "phường": 33}),
    ],
)
def test_counts_of_a_day(
    day: date, provinces: int, districts: int, communes: int, kinds: dict[str, int]
) -> None:
    """The numbers of units agree with the statistics office's lists and the press."""
    levels = Counter(str(version.level) for version in on(day))

    assert (levels["province"], levels["district"], levels["commune"]) == (
        provinces,
        districts,
        communes,
    )
    assert Counter(v.kind for v in on(day) if v.level == "commune") == kinds
    assert levels["service_point"] == provinces + districts + communes


def test_the_tree_of_2025_is_the_list_of_2025() -> None:
    """Telling the changes one by one arrives at the list that was published, unit by unit."""
    told = {
        (v.official_code, v.name, v.kind)
        for v in on(date(2025, 6, 30))
        if v.level in {"province", "district", "commune"}
    }

    listed = {(u.code, u.name, u.kind) for u in packaged().regrouped.units.values()}
    assert told == listed


def test_versions_of_an_identity_follow_one_another() -> None:
    """An identity never has two versions at once, and no gap between them."""
    spans = defaultdict(list)
    for version in sorted(history().versions, key=lambda version: version.valid_from):
        spans[version.unit].append(version)
    for versions in spans.values():
        for earlier, later in pairwise(versions):
            assert earlier.valid_to == later.valid_from


@pytest.mark.parametrize("day", DAYS)
def test_every_unit_of_a_day_hangs_below_the_province(day: date) -> None:
    """Parents are there whenever their child is, and the way up ends at the one province."""
    parents = {version.unit: version.parent for version in on(day)}
    (root,) = (version.unit for version in on(day) if version.level == "province")
    for unit in parents:
        above, steps = unit, 0
        while (higher := parents[above]) is not None:
            above, steps = higher, steps + 1
            assert steps <= 4
        assert above == root


def test_a_change_of_kind_keeps_the_identity() -> None:
    """Việt Yên is a huyện until 31/1/2024 and a thị xã with nine phường from 1/2/2024."""
    before, after = history().of("bg-222-2021")

    assert (before.name, before.valid_to) == ("Huyện Việt Yên", date(2024, 2, 1))
    assert (after.name, after.kind, after.valid_to) == (
        "Thị xã Việt Yên",
        "thị xã",
        date(2025, 7, 1),
    )
    wards = [v for v in on(date(2024, 2, 1)) if v.parent == "bg-222-2021" and v.level == "commune"]
    assert Counter(ward.kind for ward in wards)["phường"] == 9
    (change, end) = passings_of("bg-222-2021")
    assert (change.kind, change.new, change.legal_basis) == (
        SuccessionKind.CHANGED_KIND,
        "bg-222-2021",
        "NQ 938/NQ-UBTVQH15 (12/2023)",
    )
    assert (end.kind, end.new) == (SuccessionKind.DISSOLVED, None)


@pytest.mark.parametrize("unit", ["bg-07477-2021", "bg-07870-2021"])
def test_two_townships_of_2022(unit: str) -> None:
    """Phương Sơn and Bắc Lý are thị trấn from 1/7/2022."""
    before, after = history().of(unit)

    assert (before.kind, after.kind, after.valid_from) == ("xã", "thị trấn", date(2022, 7, 1))


def test_a_unit_that_moves_and_changes_kind_says_both() -> None:
    """Thị trấn Chũ of Lục Ngạn became phường Chũ of thị xã Chũ and is the same unit."""
    kinds = [p.kind for p in passings_of("bg-07525-2021") if p.on == date(2025, 1, 1)]

    assert kinds == [SuccessionKind.CHANGED_KIND, SuccessionKind.MOVED]
    assert [v.parent for v in history().of("bg-07525-2021")] == ["bg-219-2021", "bg-224-2025"]


def test_a_unit_that_takes_another_in_lives_on() -> None:
    """Phường Trần Nguyên Hãn passed into Ngô Quyền, which kept name, code and identity."""
    (end,) = passings_of("bg-07204-2021")

    assert (end.new, end.kind, end.verified) == ("bg-07207-2021", SuccessionKind.MERGED, True)
    assert len(history().of("bg-07207-2021")) == 1


def test_a_merger_under_a_new_name_makes_a_new_unit() -> None:
    """Quang Trung came out of three communes and is none of them, though it kept a code."""
    parts = [p for p in history().passings if p.new == "bg-07315-2025"]

    assert {(p.old, p.verified) for p in parts} == {
        ("bg-07303-2021", False),
        ("bg-07312-2021", False),
        ("bg-07315-2021", True),
    }
    assert history().of("bg-07315-2021")[0].valid_to == date(2025, 1, 1)


def test_a_new_name_alone_keeps_the_identity() -> None:
    """Xa Lý was only spelt Sa Lý from 2025."""
    assert [v.name for v in history().of("bg-07540-2021")] == ["Xã Xa Lý", "Xã Sa Lý"]


def test_what_is_from_general_knowledge_is_not_verified() -> None:
    """The thirteen mergers marked VERIFY in the map are never shown as fact."""
    unverified = [
        p
        for p in history().passings
        if not p.verified and "VERIFY" in p.evidence and not p.old.endswith("-mc")
    ]

    assert len(unverified) == 13


def test_districts_of_2025() -> None:
    """Yên Dũng merged into the city, Chũ was cut out of Lục Ngạn, which lives on."""
    (end,) = passings_of("bg-221-2021")
    split = passings_of("bg-219-2021")[0]

    assert (end.new, end.kind) == ("bg-213-2021", SuccessionKind.MERGED)
    assert (split.new, split.kind) == ("bg-224-2025", SuccessionKind.SPLIT)
    assert len(history().of("bg-219-2021")) == 1


def test_the_reform_makes_every_commune_new() -> None:
    """On 1/7/2025 no commune, district or province of before lives on; a code is no identity."""
    before = {v.unit for v in on(date(2025, 6, 30)) if v.official_code}
    after = {v.unit for v in on(date(2025, 7, 1)) if v.official_code}

    assert not before & after
    assert {"bg-07210-2021"} <= before
    assert {"bn-07210-2025", "bn-24-2025"} <= after
    assert [p.new for p in passings_of("bg-07210-2021")] == ["bn-07210-2025"]
    assert [p.new for p in passings_of("bg-24-2021")] == ["bn-24-2025"]


def test_only_successors_of_bac_giang_take_part() -> None:
    """58 of the 99 communes take part; the 41 others are there, without."""
    communes = [v for v in on(date(2025, 8, 1)) if v.level == "commune"]

    assert sum(v.participates for v in communes) == 58
    others = {v.unit for v in communes if not v.participates}
    assert len(others) == 41
    assert not [p for p in history().passings if p.new in others]


def test_names_are_printed_without_remarks() -> None:
    """No name has a bracket; the list's own remarks stay in the list."""
    assert not [v.name for v in history().versions if "(" in v.name]
    assert [v.name for u in ("bg-snv-2021", "bg-snv-2025") for v in history().of(u)] == [
        "Sở Nội vụ",
        "Sở Nội vụ",
    ]


def test_a_department_split_four_ways() -> None:
    """Sở Lao động - Thương binh và Xã hội went to four departments on 1/3/2025."""
    parts = passings_of("bg-sldtbxh-2021")

    assert {p.new for p in parts} == {
        "bg-snv-2025",
        "bg-syt-2021",
        "bg-sgddt-2021",
        "bg-snnmt-2025",
    }
    assert {p.kind for p in parts} == {SuccessionKind.SPLIT}


def test_a_body_that_outlives_its_province_moves() -> None:
    """Central agencies go on below the new province, marked as not verified."""
    assert [v.parent for v in history().of("bg-kbnn-2021")] == ["bg-24-2021", "bn-24-2025"]
    (move,) = passings_of("bg-kbnn-2021")
    assert (move.kind, move.verified) == (SuccessionKind.MOVED, False)


def test_levels_of_bodies_are_those_of_the_contract() -> None:
    """Every level is one of the contract's words, and the Front is found by its own."""
    assert {str(v.level) for v in history().versions} == set(Level.values)
    assert [v.unit for v in on(date(2023, 1, 1)) if v.level == Level.FRONT] == ["bg-mttq-2021"]


def test_service_points_are_named_after_their_host() -> None:
    """The name follows the host's kind, and the office becomes a centre on 1/7/2025."""
    names = [v.name for v in history().of("bg-07774-2021-mc")]

    assert names == [
        "Bộ phận Tiếp nhận và Trả kết quả xã Tự Lạn",
        "Bộ phận Tiếp nhận và Trả kết quả phường Tự Lạn",
    ]
    (centre,) = history().of("bn-07210-2025-mc")
    assert centre.name == "Trung tâm Phục vụ hành chính công phường Bắc Giang"
    (provincial,) = history().of("bg-24-2021-mc")
    assert provincial.name == "Trung tâm Phục vụ hành chính công tỉnh"


def test_service_points_pass_on_with_their_hosts() -> None:
    """A commune's point goes to the new commune's; a district's ends with the district."""
    assert [p.new for p in passings_of("bg-07210-2021-mc")] == ["bn-07210-2025-mc"]
    end = passings_of("bg-213-2021-mc")[-1]
    assert (end.new, end.kind) == (None, SuccessionKind.DISSOLVED)


def test_identities_are_short_ascii() -> None:
    """Identities fit addresses and posters."""
    for version in history().versions:
        assert version.unit.isascii()
        assert version.unit == version.unit.lower()
        assert len(version.unit) <= 40


class TestChecks:
    """What no history may be."""

    def version(self, unit: str, parent: str | None, since: int, until: int | None) -> Version:
        """A version over years."""
        last = date(until, 1, 1) if until else None
        return Version(unit, unit, "commune", "", "", parent, True, date(since, 1, 1), last, "")

    @pytest.mark.parametrize(
        ("spans", "reason"),
        [
            ([("a", None, 2021, 2024), ("a", None, 2023, None)], "chồng lên nhau"),
            ([("a", None, 2021, None), ("a", None, 2023, None)], "chồng lên nhau"),
            ([("a", None, 2023, 2021)], "ngược ngày"),
            ([("a", "b", 2021, None)], "không tồn tại"),
            ([("a", "b", 2021, None), ("b", None, 2022, None)], "không tồn tại"),
            ([("a", "b", 2021, None), ("b", None, 2021, 2022)], "không tồn tại"),
            ([("a", "b", 2021, None), ("b", "a", 2021, None)], "dưới chính nó"),
            ([("a", "a", 2021, None)], "dưới chính nó"),
        ],
    )
    def test_what_cannot_be_a_tree_is_refused(
        self, spans: list[tuple[str, str | None, int, int | None]], reason: str
    ) -> None:
        """Two versions at once, orphans and rings are refused."""
        versions = tuple(self.version(*span) for span in spans)

        with pytest.raises(WrongList) as refusal:
            check_history(History(versions, ()))
        assert reason in refusal.value.problems[0].reason

    def test_a_parent_in_two_versions_is_enough(self) -> None:
        """A child may outlive a version of its parent as long as the parent goes on."""
        versions = (
            self.version("b", None, 2021, 2023),
            self.version("b", None, 2023, None),
            self.version("a", "b", 2022, None),
        )

        check_history(History(versions, ()))

    def test_a_passing_names_known_units(self) -> None:
        """A succession to a unit that was never begun is refused."""
        versions = (self.version("a", None, 2021, None),)
        passing = Passing("a", "z", date(2022, 1, 1), SuccessionKind.MERGED, "")

        with pytest.raises(WrongList):
            check_history(History(versions, (passing,)))
