"""Addresses of the room `cases`."""

from django.urls import path

from nucuoi.cases.views import case, figures, inbox, own, replies

app_name = "cases"
urlpatterns = [
    path("phan-anh/", inbox.inbox, name="inbox"),
    path("phan-anh/nhan-ve/", inbox.bulk, name="bulk"),
    path("phan-anh/trinh-bay/", replies.replies, name="replies"),
    path("phan-anh/so-lieu/<slug:unit>/", figures.figures, name="figures"),
    path("phan-anh/so-lieu/<slug:unit>/tep.<str:form>", figures.figures_file, name="figures_file"),
    path("phan-anh/<int:number>/", case.case, name="case"),
    path("phan-anh/<int:number>/giao/", case.assign, name="assign"),
    path("phan-anh/<int:number>/nguoi-duoc-nhac/", case.name, name="name"),
    path("phan-anh/<int:number>/xem-day-du/", case.unmask, name="unmask"),
    path("phan-anh/<int:number>/<slug:slug>/", case.move, name="move"),
    path("loi-nhan-cua-toi/", own.own, name="own"),
    path("loi-nhan-cua-toi/<int:batch>/<int:place>/", own.reply, name="reply"),
    path("loi-nhan-cua-toi/viec/<int:number>/", own.explain, name="explain"),
]
