"""The product with a commit for each rating: what group commit is compared with."""

from nucuoi.ratings.intake import writer
from nucuoi.rsgi import application

__all__ = ["application"]

writer.GROUP_LIMIT = 1
