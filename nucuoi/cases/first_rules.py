"""The first rules, as the migration enters them: deadlines, what opens a matter, who is told, who inspects."""

from collections.abc import Callable
from datetime import date
from typing import Any

START = date(2021, 4, 28)
REFORM = date(2025, 7, 1)
PLAN = "Kế hoạch 125/KH-UBND ngày 28/4/2021"
OWN_GOAL = "Mục tiêu của phong trào; tỉnh rà soát trước khi dùng"

SWAPPED = [
    (date(2026, 1, 2), False, "Văn bản 12729/VPCP-KGVX ngày 25/12/2025"),
    (date(2026, 1, 10), True, "Văn bản 12729/VPCP-KGVX ngày 25/12/2025"),
]
DEADLINES = [
    {
        "kind": "feedback",
        "days": 5,
        "working": True,
        "citation": f"{OWN_GOAL}; Nghị định 20/2008/NĐ-CP cho 15 ngày (kiến thức chung)",
    },
    {
        "kind": "allegation",
        "days": 30,
        "working": False,
        "citation": "Luật Tố cáo 2018, 30 ngày (kiến thức chung); tin ẩn danh là thông tin thanh tra",
    },
]
OPENING: list[dict[str, Any]] = [
    {
        "kind": "allegation",
        "breaches": True,
        "citation": f"{PLAN}, tiêu chí 4: có đánh dấu vi phạm",
    },
    {
        "kind": "allegation",
        "topic": "voi_vinh",
        "citation": f"{PLAN}, tiêu chí 4: nhận xét nói đến vòi vĩnh",
    },
    {
        "kind": "feedback",
        "highest_score": 2,
        "remark": True,
        "citation": "Không hài lòng và có nhận xét",
    },
    {"kind": "feedback", "wants_answer": True, "citation": "Người dân muốn được trả lời"},
    {
        "kind": "thanks",
        "thanks": True,
        "remark": True,
        "citation": "Người dân gửi lời cảm ơn đến cán bộ",
    },
]
SUPPORT_DEADLINE = {
    "kind": "support",
    "days": 10,
    "working": True,
    "citation": OWN_GOAL,
}
SUPPORT_OPENING = {
    "kind": "support",
    "early_warning": True,
    "citation": f"{OWN_GOAL}: cảnh báo sớm để lãnh đạo hỗ trợ, không dùng để kỷ luật",
}
CLIMBING = [(1, 0), (2, 3), (3, 5)]
DISTRICTS = "213 215 216 217 218 219 220 221 222 223".split()
DISTRICT_LAW = "Luật Thanh tra 11/2022/QH15: thanh tra huyện, đến 30/6/2025 (kiến thức chung)"
PROVINCE_LAW = "Luật Thanh tra: thanh tra tỉnh (kiến thức chung)"
DESKS = [
    *((f"bg-{code}-2021", "", START, REFORM, DISTRICT_LAW) for code in DISTRICTS),
    ("bg-224-2025", "", date(2025, 1, 1), REFORM, DISTRICT_LAW),
    ("bg-24-2021", "bg-ttt-2021", START, REFORM, PROVINCE_LAW),
    ("bn-24-2025", "bn-ttt-2025", REFORM, None, PROVINCE_LAW),
]


def enter(tables: Callable[[str], Any]) -> None:
    """Adds about thirty rows.

    Args:
        tables: Gives the table of a model's name, such as `"Deadline"`.
    """
    for on, works, citation in SWAPPED:
        tables("SwappedDay").create(on=on, works=works, citation=citation)
    for deadline in DEADLINES:
        tables("Deadline").create(valid_from=START, **deadline)
    for place, rule in enumerate(OPENING):
        tables("OpeningRule").create(valid_from=START, place=place, **rule)
    for level, days in CLIMBING:
        tables("ClimbingRule").create(valid_from=START, level=level, days=days, citation=OWN_GOAL)
    for over, body, since, until, citation in DESKS:
        tables("InspectionDesk").create(
            over=over, body=body, valid_from=since, valid_to=until, citation=citation
        )


def enter_support(tables: Callable[[str], Any]) -> None:
    """Adds what opens a matter for an early warning, and how long it may take: two rows."""
    tables("Deadline").create(valid_from=START, **SUPPORT_DEADLINE)
    tables("OpeningRule").create(valid_from=START, place=len(OPENING), **SUPPORT_OPENING)
