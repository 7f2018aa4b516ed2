"""Every example of docs/reference/api.md does what the page says, at a real server."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.browser.site import SMS_SECRET, Site

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "api.md").read_text()
EXAMPLE = re.compile(
    r"```sh\n(?P<command>curl .*?)\n```\n\nanswers (?P<status>\d{3})(?: with `(?P<fields>[a-z_ ]+)`)?",
    re.DOTALL,
)
EXAMPLES = list(EXAMPLE.finditer(PAGE))


def test_every_example_is_found() -> None:
    """None is written so that it is left out."""
    assert len(EXAMPLES) == PAGE.count("```sh") == 5


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_answers_as_the_page_says(site: Site, number: int) -> None:
    """Status, and the names of what comes back."""
    example = EXAMPLES[number]
    known = {
        "BASE": site.url,
        "TICKETS": site.keys["tickets"],
        "VISITS": site.keys["visits"],
        "DEVICE": site.pair(1)[0],
        "SMS": SMS_SECRET,
    }
    written = re.sub(r"\$([A-Z]+)", lambda name: known[name[1]], example["command"])
    status, answer = _call(site, shlex.split(written))

    assert status == int(example["status"])
    if example["fields"]:
        assert list(answer) == example["fields"].split()


def _call(site: Site, words: list[str]) -> tuple[int, dict[str, object]]:
    """Does what `curl -X POST <address> -H … -d …` would."""
    assert words[:3] == ["curl", "-X", "POST"]
    options = list(zip(words[4::2], words[5::2], strict=True))
    headers = dict(value.split(": ", 1) for option, value in options if option == "-H")
    [body] = [value for option, value in options if option == "-d"]
    assert headers["Content-Type"] == "application/json"
    path = words[3].removeprefix(site.url)
    return site.post(path, json.loads(body), headers["Authorization"])
