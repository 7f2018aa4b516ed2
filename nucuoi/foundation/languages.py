"""The languages that citizens' pages and the tablet speak; staff pages are Vietnamese."""

LANGUAGES = ("vi", "en", "zh", "ko")
USUAL = LANGUAGES[0]
LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English", "zh": "中文", "ko": "한국어"}
"""Each language by its own name."""
