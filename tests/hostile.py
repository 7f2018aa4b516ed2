"""Strings that try to be something else than text, from a seed; and what of them got through into a page."""

import random
from html.parser import HTMLParser

_TEMPLATES = (
    "<script>{m}()</script>", "<img src=x onerror={m}()>", "<svg/onload={m}()>", "</textarea><b {m}>",
    "</title><script>{m}</script>", "--><script>{m}</script>", "<{m}>", "<a href=javascript:{m}()>x</a>",
    '"><img src=x onerror={m}()>', "' onmouseover='{m}()", '" autofocus onfocus="{m}()', "`onclick={m}()",
    "</style><iframe src={m}>", "<![CDATA[<script>{m}</script>]]>", "{{{{ {m} }}}}", "{{% {m} %}}",
    "&lt;script&gt;{m}&lt;/script&gt;", "&#60;img src={m}&#62;", "javascript:{m}()", "data:text/html,{m}",
    "={m}+1", "+{m}", "-{m}", "@{m}", "\t={m}", "\r={m}", "\n@{m}", " ={m}", "\u00a0={m}", "\uff1d{m}",
    '=HYPERLINK("http://vidu.example/{m}","x")', "=cmd|' /C calc'!{m}", "{m};=1+1", '{m}";=1+1;"',
    "'; DROP TABLE {m};--", "' OR '{m}'='{m}", "%' UNION SELECT {m}--", "\\'; {m}", "%s%d{m}%n", "${{{m}}}",
    "../../../../{m}", "\u202e{m}\u202c", "\u2066{m}\u2069", "\u200b{m}\u200d\ufeff", "a\u0301\u0301{m}",
    "\u0001{m}\u001f", "\u2028{m}\u2029", "\U0001f468\u200d\U0001f469\u200d\U0001f467 {m}",
    "\ufffe{m}", "{m}\ud7ff", "<{m}\u0000>", "\u0130\u0131{m}", "\U000e0001{m}", "]]>{m}", "{m}" + "\u01a0" * 900,
)  # fmt: skip
HARMLESS = frozenset("br wbr".split())


def strings(count: int, seed: int) -> list[str]:
    """So many, each with a mark `zqx…` of its own, single ones and two joined."""
    chance = random.Random(seed)  # noqa: S311  # makes cases, keeps no secret
    made = []
    for number in range(count):
        first = _TEMPLATES[number % len(_TEMPLATES)].format(m=f"zqx{number:05}")
        second = chance.choice(_TEMPLATES).format(m=f"zqy{number:05}")
        made.append(first if chance.random() < 0.5 else f"{first} {second}")
    return made


class _Seen(HTMLParser):
    """Whatever the marks are more than text in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag: its names must be ours, and no address may run code."""
        self._inside = tag
        for name, value in attrs:
            runs = name.startswith("on") or name == "style"
            target = name in {"href", "src", "action", "formaction"} and (
                (value or "").strip().lower().startswith(("javascript:", "data:text", "vbscript:"))
            )
            if runs or target or _marked(name):
                self.wrong.append(f"<{tag} {name}={value!r}>")
        if _marked(tag) or tag in {"iframe", "object", "embed", "base"}:
            self.wrong.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        """The end of a tag."""
        self._inside = ""
        if _marked(tag):
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Text, which may hold marks anywhere but in scripts."""
        if self._inside in {"script", "style"} and _marked(data):
            self.wrong.append(f"<{self._inside}>{data[:60]}")

    def handle_comment(self, data: str) -> None:
        """A comment of ours holds no marks."""
        if _marked(data):
            self.wrong.append(f"<!--{data[:60]}")

    def handle_decl(self, decl: str) -> None:
        """The same for declarations."""
        if _marked(decl):
            self.wrong.append(decl[:60])

    def unknown_decl(self, data: str) -> None:
        """CDATA and the like."""
        if _marked(data):
            self.wrong.append(data[:60])


def unescaped(page: str) -> list[str]:
    """What in a page of HTML is more than text, of what `strings` made."""
    seen = _Seen()
    seen.feed(page)
    seen.close()
    return seen.wrong


def _marked(text: str) -> bool:
    return "zqx" in text.lower() or "zqy" in text.lower()
