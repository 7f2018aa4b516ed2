"""Whom the inspectors name where nobody knows who was on duty."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more act, a column of what happened and one of how it stands."""

    dependencies = [("cases", "0009_reckoned")]

    operations = [
        migrations.AlterField(
            model_name="casemove",
            name="act",
            field=models.CharField(
                choices=[
                    ("opened", "Mở phản ánh theo quy tắc"),
                    ("assigned", "Giao xử lý"),
                    ("noted", "Ghi chú nội bộ"),
                    ("unmasked", "Xem thông tin đã che"),
                    ("answered", "Trả lời người dân"),
                    ("wrote_back", "Người dân viết tiếp"),
                    ("satisfied", "Người dân cho biết đã hài lòng với câu trả lời"),
                    ("took_back", "Người dân rút lại lời đã hài lòng"),
                    ("closed", "Khép phản ánh"),
                    ("reopened", "Người dân đề nghị xem lại"),
                    ("climbed", "Quá hạn, báo cấp trên"),
                    ("passed_on", "Chuyển đúng nơi xử lý"),
                    ("named", "Ghi người được nhắc đến"),
                    ("called", "Mời giải trình"),
                    ("explained", "Giải trình"),
                    ("upheld", "Kết luận có vi phạm"),
                    ("dismissed", "Kết luận không có vi phạm"),
                    ("unproven", "Kết luận không đủ căn cứ"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="casemove",
            name="named",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="casestanding",
            name="named",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
    ]
