"""The funnel of real, over-dispersed data that the explanation shows."""

from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from playwright.sync_api import Page

from nucuoi.fairness import bands, funnel
from nucuoi.web.charts import Funnel, Point
from tests.attendances import within_four_hours
from tests.browser.handbook import photograph

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "figures.md"
_DRAW = "{% load web_parts %}{% chart funnel %}"
_SHOW = """([html, sheets]) => {
    document.head.insertAdjacentHTML("beforeend", sheets.map(
        (one) => `<link rel="stylesheet" href="/static/web/css/${one}.css">`).join(""));
    document.body.innerHTML = `<main class="page"><section class="card">${html}</section></main>`;
}"""


@pytest.mark.parametrize(("widened", "outside"), [(False, 132), (True, 12)])
def test_the_funnel_of_real_departments(
    page: Page, live_server: Any, widened: bool, outside: int
) -> None:
    """Drawn as the province's page draws it: chance alone marks 132 of 137, with τ² 12 are left."""
    trusts, x, n = within_four_hours()
    overall = float(x.sum() / n.sum())
    tau2 = funnel.overdispersion(x, n, overall).tau2 if widened else 0.0
    at = list(range(10_000, 340_000, 5_000))
    limits = [
        [float(one), *map(float, row)]
        for one, row in zip(at, funnel.limits(overall, at, tau2=tau2), strict=True)
    ]
    placed = bands.place(x, n, overall, tau2)
    points = [
        Point(name, int(came), float(quick / came), int(band))
        for name, quick, came, band in zip(trusts, x, n, placed, strict=True)
    ]
    drawing = Funnel(points, limits, overall, "Khoa cấp cứu, xong trong 4 giờ")
    html = Template(_DRAW).render(Context({"funnel": drawing}))
    page.set_viewport_size({"width": 800, "height": 520})
    page.goto(live_server.url)
    page.evaluate(_SHOW, [html, ["base", "parts", "staff", "figures"]])
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    photograph(page, f"phieu-cap-cuu-{'noi' if widened else 'ngau-nhien'}", full=False)

    assert page.locator(".funnel .dot-better, .funnel .dot-lower").count() == outside
    assert f"images/phieu-cap-cuu-{'noi' if widened else 'ngau-nhien'}.png" in PAGE.read_text()
