"""Dated units and their succession; service points, counters, officials, duties and visits.

Everywhere `valid_from` is inclusive and `valid_to` exclusive; `valid_to` None means "still so".
"""

from django.db import models

from nucuoi.organisation.rules.words import (
    Level,
    OfficialKind,
    SuccessionKind,
    VisitSource,
)


class Dated(models.Model):
    """Something that holds from a day (inclusive) to a day (exclusive, None = open)."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Unit(models.Model):
    """An identity, made by us and never used again; what it is called and where it belongs is dated."""

    unit = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.unit


class UnitVersion(Dated):
    """What a unit is in a span of time: its name, kind, official code and place in the tree."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    name = models.CharField(max_length=160)
    level = models.CharField(max_length=20, choices=Level.choices)
    kind = models.CharField(max_length=30)
    """`tỉnh huyện thành phố thị xã xã phường thị trấn` for territorial units, else the body's kind."""
    official_code = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="child_versions")
    participates = models.BooleanField(default=True)
    """Whether it takes part in the movement: since 1/7/2025 a matter of data (design §8)."""
    legal_basis = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "valid_from"), name="unit_version_start"),
        )
        indexes = (models.Index(fields=("parent", "valid_from"), name="unit_version_parent"),)


class Succession(models.Model):
    """On a day one unit passed into another (or nowhere: `new` None), with legal basis and evidence."""

    old = models.ForeignKey(Unit, models.PROTECT, related_name="passed_into")
    new = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="came_from")
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=SuccessionKind.choices)
    legal_basis = models.CharField(max_length=160, blank=True)
    evidence = models.CharField(max_length=160, blank=True)
    verified = models.BooleanField(default=True)
    """False where the source says VERIFY: never shown to the public as fact."""


class ServicePoint(models.Model):
    """Bộ phận Tiếp nhận và Trả kết quả / Trung tâm PVHCC: a unit of level `service_point`."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="service_point")
    place = models.CharField(max_length=160, blank=True)


class OpeningHours(Dated):
    """One opening of a weekday (0 = Monday); without any row the usual office hours hold."""

    point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="opening_hours")
    weekday = models.SmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()


class Field(models.Model):
    """Lĩnh vực."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)


class Procedure(models.Model):
    """Thủ tục hành chính; shown as "danh mục mẫu" until a province brings its own list."""

    code = models.CharField(max_length=20, unique=True)
    name = models.TextField()
    field = models.ForeignKey(Field, models.PROTECT, related_name="procedures")


class Counter(Dated):
    """Quầy; `code` is on the posters and never used again."""

    code = models.CharField(max_length=40, unique=True)
    point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="counters")
    number = models.SmallIntegerField()
    name = models.CharField(max_length=80)

    class Meta:
        indexes = (models.Index(fields=("point", "number"), name="counter_point"),)


class CounterField(Dated):
    """A field served at a counter: shown under its number, never a guess at a rating's field."""

    counter = models.ForeignKey(Counter, models.PROTECT, related_name="fields")
    field = models.ForeignKey(Field, models.PROTECT)


class CounterSuccession(models.Model):
    """The counter that took over a closed one: old QR codes answer kindly with it."""

    old = models.OneToOneField(Counter, models.PROTECT, related_name="passed_into")
    new = models.ForeignKey(Counter, models.PROTECT, related_name="came_from")
    on = models.DateField()


class Official(models.Model):
    """Cán bộ, công chức, viên chức, người trong LLVT; also contract and postal staff at a counter."""

    code = models.CharField(max_length=40, unique=True)
    full_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=OfficialKind.choices)
    invented = models.BooleanField(default=False)
    """True for people of the demonstration."""


class Posting(Dated):
    """Chức vụ, vị trí việc làm of an official in a unit."""

    official = models.ForeignKey(Official, models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="postings")
    position = models.CharField(max_length=120)


class CounterHolder(Dated):
    """Who usually sits at a counter."""

    counter = models.ForeignKey(Counter, models.PROTECT, related_name="holders")
    official = models.ForeignKey(Official, models.PROTECT, related_name="held_counters")


class Duty(models.Model):
    """Phân công trực quầy: a roster exception for one half-day; `official` None = nobody."""

    counter = models.ForeignKey(Counter, models.PROTECT, related_name="duties")
    on = models.DateField()
    half = models.SmallIntegerField()
    official = models.ForeignKey(Official, models.PROTECT, null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("counter", "on", "half"), name="duty_once"),)


class SignOn(models.Model):
    """An official signed on at a counter; `ended_at` None = still there."""

    counter = models.ForeignKey(Counter, models.PROTECT, related_name="sign_ons")
    official = models.ForeignKey(Official, models.PROTECT)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("counter", "started_at"), name="sign_on_counter"),
            # Coverage asks for each day of a year who signed on anywhere.
            models.Index(fields=("started_at",), name="sign_on_started"),
        )


class Visit(models.Model):
    """Lượt giao dịch of one counter on one day; a correction overwrites and is audited, old and new."""

    counter = models.ForeignKey(Counter, models.PROTECT, related_name="visits")
    on = models.DateField()
    submitted = models.IntegerField(default=0)
    supplemented = models.IntegerField(default=0)
    collected = models.IntegerField(default=0)
    online = models.IntegerField(default=0)
    source = models.CharField(max_length=10, choices=VisitSource.choices)
    keyed_by = models.CharField(max_length=150)
    keyed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("counter", "on"), name="visit_once"),)
        indexes = (models.Index(fields=("on",), name="visit_day"),)


class IntakeVersion(models.Model):
    """One row; its number grows with every change that intake must see at once (design §4.2)."""

    number = models.BigIntegerField(default=0)
