"""The three walks that matters must make, from the tablet on, in real browsers on the real server."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from nucuoi.accounts.rules import Role
from nucuoi.foundation import clock
from tests.browser.handbook import photograph, stands_in
from tests.browser.kiosk import TABLET, pair, run
from tests.browser.site import COUNTER, Site
from tests.browser.watch import Watch

HOST, PROVINCE = "bg-07375-2021", "bg-24-2021"
DESK = {"width": 1280, "height": 800}
LATE = "Hẹn ngày 06 trả kết quả, hôm nay vẫn chưa có, không ai báo lại."
SOLICITING = "Cán bộ vòi tiền tôi mới nhận hồ sơ."
_START = "import django; django.setup(); import json, sys;"
_FOLLOW = f"""{_START}
from nucuoi.cases.follower import follow_all
from nucuoi.cases.models import Case
from nucuoi.ratings.sealing import seal_all
seal_all()
follow_all()
print(Case.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)
"""
_COOKIE = f"""{_START}
from django.conf import settings
from tests.cast import person, signed_in
role, unit, username = sys.argv[1:]
key = settings.SESSION_COOKIE_NAME
print(json.dumps([key, signed_in(person(role, unit, username)).cookies[key].value]))
"""
_CLIMB = f"""{_START}
from nucuoi.cases.actions.climbing import climb
from nucuoi.cases.models import CaseStanding
from datetime import timedelta
case, days = map(int, sys.argv[1:])
from nucuoi.foundation import clock
due = CaseStanding.objects.get(pk=case).due_at
at = due + timedelta(days=days, hours=1)
clock.now = lambda: at
print(climb(now=at))
"""

_POST = f"""{_START}
from datetime import date
from nucuoi.organisation.models import Official, Posting, Unit
official, _ = Official.objects.get_or_create(code="walk-1", defaults={{"full_name": "Lý Thị Xuân", "kind": "civil_servant"}})
unit = Unit.objects.get(unit=sys.argv[1])
Posting.objects.get_or_create(official=official, unit=unit, position="Công chức", valid_from=date(2021, 1, 1))
"""
_ABOVE = f"""{_START}
from datetime import date
from nucuoi.organisation.actions import touch_intake
from nucuoi.organisation.models import Unit, UnitVersion
host, province, there = sys.argv[1:]
versions = UnitVersion.objects.filter(unit__unit=host)
if there == "1":
    unit = Unit.objects.create(unit=province)
    UnitVersion.objects.create(unit=unit, name="Tỉnh Bắc Giang", level="province", kind="tỉnh", valid_from=date(2021, 1, 1))
    versions.update(parent=unit)
else:
    versions.update(parent=None)
    UnitVersion.objects.filter(unit__unit=province).delete()
    Unit.objects.filter(unit=province).delete()
touch_intake()
"""

Seated = Callable[..., Page]


@pytest.fixture(scope="module", autouse=True)
def province(site: Site) -> Iterator[None]:
    """The commune of the service point lies in a province, as long as these walks last."""
    run(site, _ABOVE, HOST, PROVINCE, "1")
    yield
    run(site, _ABOVE, HOST, PROVINCE, "0")


@pytest.fixture
def seated(browser: Browser, site: Site) -> Iterator[Seated]:
    """Opens a page of the real server for somebody who has signed in."""
    contexts: list[BrowserContext] = []

    def opened(role: Role, unit: str = HOST, address: str = "/phan-anh/") -> Page:
        name, value = json.loads(run(site, _COOKIE, role, unit, f"{role}-{unit}"))
        contexts.append(browser.new_context(base_url=site.url, viewport=DESK, locale="vi-VN"))  # type: ignore[arg-type]  # a mapping of these two
        contexts[-1].add_cookies([{"name": name, "value": value, "url": site.url}])
        page = contexts[-1].new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def tablet(browser: Browser, site: Site) -> Iterator[Page]:
    """A paired tablet at the counter."""
    context = browser.new_context(viewport=TABLET, locale="vi-VN")  # type: ignore[arg-type]  # a mapping of these two
    page = context.new_page()
    page.goto(f"{site.url}/kiosk/#{pair(site, COUNTER)}")
    expect(page.locator('[data-screen="faces"]')).to_be_visible()
    yield page
    context.close()


def complain(tablet: Page, site: Site, remark: str, *ticks: str) -> tuple[str, int]:
    """A citizen complains at the tablet and wants an answer; her code, and the number of the matter."""
    before = len(site.ratings())
    tablet.click('[data-score="1"]')
    for tick in ticks:
        tablet.check(f'[name="tags"][value="{tick}"]')
    tablet.fill('textarea[name="remark"]', remark)
    tablet.check('[name="wants_answer"]')
    tablet.click('[data-action="send"]')
    shown = tablet.locator("[data-receipt]")
    expect(shown).to_contain_text("-")
    code = shown.inner_text()
    site.wait_for(before + 1)
    return code, int(run(site, _FOLLOW))


def test_from_the_tablet_to_the_answer_and_back(
    tablet: Page, site: Site, seated: Seated, open_phone: Callable[..., Page]
) -> None:
    """Complained at the counter, answered at the desk, read by code on a phone, looked at again."""
    code, case = complain(tablet, site, LATE)
    desk = seated(Role.HANDLER)
    desk.get_by_role("link", name="Trễ hẹn").first.click()
    desk.wait_for_url(f"**/phan-anh/{case}/")
    assert "Rất không hài lòng" not in desk.content()
    desk.get_by_role("textbox", name="Câu trả lời").fill(
        f"Chúng tôi xin lỗi Ông/Bà. Mời đến nhận ngày {clock.today():%d/%m/%Y}. Liên hệ bộ phận một cửa."
    )
    desk.get_by_role("button", name="Gửi trả lời").click()
    expect(desk.get_by_text("Người dân đọc được bằng mã tra cứu")).to_be_visible()

    phone = open_phone(base_url=site.url)
    watch = Watch(phone, site.url)
    phone.goto(f"/tra-cuu/#{code}")
    expect(phone.get_by_text("Mời đến nhận ngày")).to_be_visible()
    assert LATE not in phone.content()
    phone.get_by_label("Điều gì chưa được giải quyết?").fill("Tôi đến mà chưa có.")
    phone.get_by_role("button", name="Chưa, xin xem lại").click()
    expect(phone.get_by_text("Cấp trên của đơn vị cùng theo dõi")).to_be_visible()
    assert (watch.complaints, watch.foreign, watch.accessibility()) == ([], [], [])
    assert phone.context.cookies() == []

    desk.goto(f"/phan-anh/{case}/")
    expect(desk.get_by_text("Tôi đến mà chưa có.")).to_be_visible()
    expect(desk.get_by_text("Người dân đề nghị xem lại")).to_be_visible()


def test_an_allegation_takes_the_other_road(tablet: Page, site: Site, seated: Seated) -> None:
    """Ticked and written at the counter: the unit never sees it, the inspectors name, call, hear and conclude."""
    run(site, _POST, HOST)
    _, case = complain(tablet, site, SOLICITING, "voi_vinh")
    for role in (Role.HEAD, Role.HANDLER):
        page = seated(role)
        assert page.get_by_role("link", name="Dấu hiệu vòi vĩnh").count() == 0
        assert page.goto(f"/phan-anh/{case}/").status == 404  # type: ignore[union-attr]  # the server answers
    inspector = seated(Role.INSPECTOR, PROVINCE)
    watch = Watch(inspector, site.url)
    inspector.get_by_role("link", name="Dấu hiệu vòi vĩnh").first.click()
    inspector.wait_for_url(f"**/phan-anh/{case}/")
    expect(inspector.get_by_role("heading", name="Điều người dân đánh dấu")).to_be_visible()
    assert (watch.complaints, watch.foreign, watch.accessibility()) == ([], [], [])
    photograph(inspector, "phan-anh-thanh-tra")
    assert stands_in("thanh-tra.md", "phan-anh-thanh-tra")
    assert inspector.locator("summary", has_text="Mời cán bộ trình bày").count() == 0
    inspector.get_by_label("Họ tên").select_option(label="Lý Thị Xuân (Công chức, Thị trấn Vôi)")
    inspector.get_by_role("textbox", name="Căn cứ").fill("Sổ trực giấy ghi tên.")
    inspector.get_by_role("button", name="Ghi người này").click()
    expect(inspector.get_by_text("Ghi người được nhắc đến: Lý Thị Xuân")).to_be_visible()
    for summary, words in (
        ("Mời cán bộ trình bày", "Xin giải trình việc ngày 06."),
        ("Ghi lời giải trình", "Tôi chỉ thu lệ phí theo biên lai."),
        ("Kết luận không đủ căn cứ", "Biên lai khớp, không có người làm chứng."),
    ):
        inspector.locator("summary", has_text=summary).click()
        offer = inspector.locator("details[open]")
        offer.get_by_role("textbox").fill(words)
        offer.get_by_role("button").click()
        inspector.wait_for_load_state()
    expect(inspector.get_by_text("Đã kết luận không đủ căn cứ.")).to_be_visible()
    assert inspector.locator("summary", has_text="Kết luận").count() == 0


def test_an_overdue_matter_climbs(tablet: Page, site: Site, seated: Seated) -> None:
    """The clock goes on: the head has it at once, the level above a week later, then the province."""
    _, case = complain(tablet, site, LATE)
    above = seated(Role.HEAD, PROVINCE)
    assert above.goto(f"/phan-anh/{case}/").status == 404  # type: ignore[union-attr]  # the server answers
    assert not _stands_climbed(seated(Role.HEAD), case)
    assert int(run(site, _CLIMB, str(case), "0")) >= 1
    assert _stands_climbed(seated(Role.HEAD), case)
    early = seated(Role.ONE_STOP_CONTROL, PROVINCE)
    assert early.goto(f"/phan-anh/{case}/").status == 404  # type: ignore[union-attr]  # the server answers
    assert int(run(site, _CLIMB, str(case), "9")) >= 2
    control = seated(Role.ONE_STOP_CONTROL, PROVINCE, f"/phan-anh/{case}/")
    expect(control.get_by_text("Quá hạn, báo lãnh đạo đơn vị")).to_be_visible()
    expect(control.get_by_text("Quá hạn, báo lãnh đạo cấp trên trực tiếp")).to_be_visible()
    expect(
        control.get_by_text("Quá hạn, báo kiểm soát thủ tục hành chính của tỉnh")
    ).to_be_visible()


def _stands_climbed(page: Page, case: object) -> bool:
    """Whether the matter is in the folder of those that climbed, where others may be."""
    page.goto("/phan-anh/?thu_muc=qua-han")
    return page.locator(f'a[data-case][href$="/phan-anh/{case}/"]').count() == 1
