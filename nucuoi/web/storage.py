"""Static files under names that carry their hash, the modules that our scripts import included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = (r"""(?P<matched>from\s*["'](?P<url>\.{1,2}/[^"']+)["'];)""", 'from "%(url)s";')


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # no types shipped
    """A browser keeps every file for ever, and never mixes modules of two versions.

    Only our own scripts are read: Django's switch for all of them stumbles over comments of others.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("ratings/*.js", (_IMPORT,)),
        ("kiosk/*.js", (_IMPORT,)),
    )
