"""What is no prose in a remark: tags, entities, links. A complaint around them stays a complaint."""

import re

_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]*>|<!--|-->")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")
_LINK = re.compile(
    r"(?:https?://|www\.)\S*|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|vn|xyz|top|info|club|shop)/\S*",
    re.IGNORECASE,
)


def without_tags(text: str) -> str:
    """`text` with a space for each tag and entity of HTML; what an entity wrote as a tag goes too."""
    plain = text.replace("&lt;", "<").replace("&gt;", ">")
    return _ENTITY.sub(" ", _TAG.sub(" ", plain))


def without_links(text: str) -> tuple[str, bool]:
    """`text` with a space for each link, and whether there was any."""
    plain, links = _LINK.subn(" ", text)
    return plain, links > 0
