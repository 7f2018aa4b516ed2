"""Enters the first mapping of five steps to the three levels of TT 01/2018."""

from datetime import UTC, date, datetime

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIRST = {
    "valid_to": None,
    "step_1": 1,
    "step_2": 1,
    "step_3": 1,
    "step_4": 2,
    "step_5": 3,
    "citation": (
        "Thông tư 01/2018/TT-VPCP ngày 23/11/2018, phần tỷ lệ mức độ hài lòng; mức “Bình thường” "
        "không tính là hài lòng, như SIPAS. Tỉnh đối chiếu lại trước khi dùng trong báo cáo."
    ),
    "made_at": datetime(2021, 4, 28, tzinfo=UTC),
    "made_by": "",
}


def enter(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """One row; takes no time on any volume."""
    table = apps.get_model("ratings", "LevelMapping").objects.using(editor.connection.alias)
    table.get_or_create(valid_from=date(2021, 4, 28), defaults=FIRST)


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("ratings", "0003_questionnaire_drafts_and_levels")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
