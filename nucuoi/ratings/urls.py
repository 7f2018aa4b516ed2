"""Addresses of the room `ratings`; intake stands in front of them (see rsgi.py)."""

from django.urls import path

from nucuoi.ratings.views import (
    ballots,
    checking,
    drafts,
    keying,
    links,
    paper,
    preview,
    questionnaires,
)
from nucuoi.ratings.views.find import find, with_slash
from nucuoi.ratings.views.invitation import invitation
from nucuoi.ratings.views.invitation import send as send_invited
from nucuoi.ratings.views.invited import named_link
from nucuoi.ratings.views.levels import levels
from nucuoi.ratings.views.rate import rate, send
from nucuoi.ratings.views.slips import slips
from nucuoi.ratings.views.sms import message

app_name = "ratings"
urlpatterns = [
    path("q/", find, name="find"),
    path("q/<str:code>", rate, name="rate"),
    path("q/<slug:code>/", with_slash, name="rate_with_slash"),
    path("q/<str:code>/gui", send, name="send"),
    path("phieu-moi/", slips, name="slips"),
    path("hooks/sms", message, name="sms"),
    path("v/<str:code>", invitation, name="invitation"),
    path("v/<str:code>/gui", send_invited, name="send_invited"),
    path("l/<str:code>", named_link, name="named_link"),
    path("l/<slug:code>/", named_link, name="named_link_with_slash"),
    path("lien-ket/", links.named_links, name="named_links"),
    path("lien-ket/moi/", links.new_named_link, name="new_named_link"),
    path("lien-ket/<slug:code>/", links.own_named_link, name="own_named_link"),
    path("lien-ket/<slug:code>/ma-qr/", links.named_link_codes, name="named_link_codes"),
    path("lien-ket/<slug:code>/dong/", links.end_named_link, name="end_named_link"),
    path("phieu-giay/", paper.batches, name="batches"),
    path("phieu-giay/in/", ballots.new_ballots, name="new_ballots"),
    path("phieu-giay/in/<int:run>/", ballots.ballots, name="ballots"),
    path("phieu-giay/lo-moi/", paper.new_batch, name="new_batch"),
    path("phieu-giay/lo/<int:identity>/", paper.batch, name="batch"),
    path("phieu-giay/lo/<int:identity>/nhap/", keying.key_batch, name="key_batch"),
    path("phieu-giay/lo/<int:identity>/nhap-xong/", keying.finish_batch, name="finish_batch"),
    path("phieu-giay/lo/<int:identity>/doi-chieu/", checking.check_batch, name="check_batch"),
    path("phieu-giay/lo/<int:identity>/dinh-diem/", checking.settle_batch, name="settle_batch"),
    path("phieu-giay/lo/<int:identity>/xac-nhan/", checking.confirm_batch, name="confirm_batch"),
    path("phieu-giay/lo/<int:identity>/vao-so/", checking.take_in_batch, name="take_in_batch"),
    path("phieu-giay/lo/<int:identity>/tra-lai/", paper.refuse_batch, name="refuse_batch"),
    path("phieu-hoi/", questionnaires.questionnaires_page, name="questionnaires"),
    path("phieu-hoi/quy-doi/", levels, name="levels"),
    path("phieu-hoi/<int:number>/", questionnaires.version, name="version"),
    path("phieu-hoi/<int:number>/<slug:medium>/", preview.preview_version, name="preview_version"),
    path("phieu-hoi/soan/", questionnaires.start_draft, name="start_draft"),
    path("phieu-hoi/ban-thao/<int:identity>/", drafts.draft, name="draft"),
    path("phieu-hoi/ban-thao/<int:identity>/ban-hanh/", drafts.publish, name="publish_draft"),
    path("phieu-hoi/ban-thao/<int:identity>/bo/", drafts.put_aside, name="put_draft_aside"),
    path(
        "phieu-hoi/ban-thao/<int:identity>/<slug:medium>/",
        preview.preview_draft,
        name="preview_draft",
    ),
]
