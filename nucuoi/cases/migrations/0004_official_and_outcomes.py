"""Comments for the official, a third conclusion, matters of early warnings; quick on any volume."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Four tables, one column, one constraint."""

    dependencies = [
        ("cases", "0003_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="BatchedComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.SmallIntegerField()),
                ("rating", models.BigIntegerField(unique=True)),
            ],
            options={
                "ordering": ("place",),
            },
        ),
        migrations.CreateModel(
            name="CommentBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("official", models.CharField(max_length=40)),
                ("number", models.IntegerField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WaitingComment",
            fields=[
                ("rating", models.BigIntegerField(primary_key=True, serialize=False)),
                ("official", models.CharField(max_length=40)),
                ("day", models.IntegerField()),
            ],
        ),
        migrations.AddField(
            model_name="openingrule",
            name="early_warning",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="case",
            name="kind",
            field=models.CharField(
                choices=[
                    ("thanks", "Lời cảm ơn"),
                    ("feedback", "Phản ánh, kiến nghị"),
                    ("allegation", "Thông tin về dấu hiệu vi phạm"),
                    ("support", "Hỗ trợ cán bộ theo cảnh báo sớm"),
                ],
                max_length=12,
            ),
        ),
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
                    ("called", "Mời giải trình"),
                    ("explained", "Giải trình"),
                    ("upheld", "Kết luận có vi phạm"),
                    ("dismissed", "Kết luận không có vi phạm"),
                    ("unproven", "Kết luận không đủ căn cứ"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="casemove",
            name="kind",
            field=models.CharField(
                choices=[
                    ("thanks", "Lời cảm ơn"),
                    ("feedback", "Phản ánh, kiến nghị"),
                    ("allegation", "Thông tin về dấu hiệu vi phạm"),
                    ("support", "Hỗ trợ cán bộ theo cảnh báo sớm"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="deadline",
            name="kind",
            field=models.CharField(
                choices=[
                    ("thanks", "Lời cảm ơn"),
                    ("feedback", "Phản ánh, kiến nghị"),
                    ("allegation", "Thông tin về dấu hiệu vi phạm"),
                    ("support", "Hỗ trợ cán bộ theo cảnh báo sớm"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="openingrule",
            name="kind",
            field=models.CharField(
                choices=[
                    ("thanks", "Lời cảm ơn"),
                    ("feedback", "Phản ánh, kiến nghị"),
                    ("allegation", "Thông tin về dấu hiệu vi phạm"),
                    ("support", "Hỗ trợ cán bộ theo cảnh báo sớm"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "support")),
                fields=("official", "day"),
                name="support_once",
            ),
        ),
        migrations.CreateModel(
            name="CommentReply",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reply",
                        serialize=False,
                        to="cases.batchedcomment",
                    ),
                ),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                ("masked", models.TextField()),
                ("unit", models.CharField(max_length=40)),
            ],
        ),
        migrations.AddConstraint(
            model_name="commentbatch",
            constraint=models.UniqueConstraint(fields=("official", "number"), name="batch_once"),
        ),
        migrations.AddField(
            model_name="batchedcomment",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="cases.commentbatch",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["opened_at"], name="case_opened"),
        ),
        migrations.AddIndex(
            model_name="waitingcomment",
            index=models.Index(fields=["official", "day"], name="waiting_comment"),
        ),
        migrations.AddConstraint(
            model_name="batchedcomment",
            constraint=models.UniqueConstraint(fields=("batch", "place"), name="comment_place"),
        ),
    ]
