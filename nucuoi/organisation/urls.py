"""Addresses of the room `organisation`."""

from django.urls import path

from nucuoi.organisation.views import (
    counters,
    duties,
    officials,
    points,
    posters,
    procedures,
    units,
    visit_files,
    visits,
)

app_name = "organisation"
urlpatterns = [
    path("don-vi/", units.units, name="units"),
    path("don-vi/mot-cua/<str:point>/", points.point, name="point"),
    path("don-vi/mot-cua/<str:point>/dia-chi/", points.place, name="place"),
    path("don-vi/mot-cua/<str:point>/gio-mo-cua/", points.hours, name="hours"),
    path("don-vi/mot-cua/<str:point>/ngung/", points.close_point, name="close_point"),
    path("don-vi/mot-cua/<str:point>/quay-moi/", counters.new_counter, name="new_counter"),
    path("don-vi/quay/<str:code>/", counters.counter, name="counter"),
    path("don-vi/quay/<str:code>/bien/", posters.counter_poster, name="poster"),
    path("don-vi/quay/<str:code>/sua/", counters.change_counter, name="change_counter"),
    path("don-vi/quay/<str:code>/linh-vuc/", counters.counter_fields, name="counter_fields"),
    path("don-vi/quay/<str:code>/nguoi-truc/", duties.holder, name="holder"),
    path("don-vi/quay/<str:code>/phan-cong/", duties.duty, name="duty"),
    path("don-vi/quay/<str:code>/phan-cong/bo/", duties.clear_duty, name="clear_duty"),
    path("don-vi/quay/<str:code>/ngung/", counters.close_counter, name="close_counter"),
    path("don-vi/nguoi/<str:code>/", officials.official, name="official"),
    path("don-vi/nguoi/<str:code>/sua/", officials.change_official, name="change_official"),
    path("don-vi/vi-tri/<int:number>/ket-thuc/", officials.end_posting, name="end_posting"),
    path("don-vi/thu-tuc/", procedures.procedures, name="procedures"),
    path("don-vi/<str:unit>/", units.unit, name="unit"),
    path("don-vi/mot-cua/<str:point>/bien/", posters.point_posters, name="point_posters"),
    path("don-vi/<str:unit>/bien/", posters.unit_posters, name="unit_posters"),
    path("don-vi/<str:unit>/mot-cua-moi/", points.new_point, name="new_point"),
    path("don-vi/<str:unit>/can-bo/", officials.officials, name="officials"),
    path("don-vi/<str:unit>/can-bo/moi/", officials.new_official, name="new_official"),
    path("don-vi/<str:unit>/can-bo/nhan/", officials.new_posting, name="new_posting"),
    path("luot-giao-dich/", visits.visits, name="visits"),
    path("luot-giao-dich/nhap-tep/", visit_files.visit_file_page, name="visit_file"),
    path("luot-giao-dich/tep-mau.csv", visit_files.blank_file, name="blank_file"),
    path("luot-giao-dich/<str:point>/", visits.visit_sheet_page, name="visit_sheet"),
]
