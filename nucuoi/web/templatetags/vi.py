"""Template tags of the room web."""

from django import template

register = template.Library()
