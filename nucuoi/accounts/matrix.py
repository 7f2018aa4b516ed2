"""The one matrix of permissions: role × reach × action, and which action each address needs.

Deny by default: an address that is not in `ROUTES` is refused, and a test fails the build. What a
role may reach is resolved against the tree as of a day by `organisation.permissions`.
"""

from collections.abc import Mapping
from enum import Enum

from nucuoi.accounts.rules import Role


class Reach(Enum):
    """How far a grant goes."""

    EVERYWHERE = "everywhere"
    UNIT = "the unit of the grant and all below it"
    SELF = "what belongs to the person herself"


class Open(Enum):
    """Addresses that need no action of the matrix."""

    PUBLIC = "anybody"
    SIGNED_IN = "anybody who has signed in"
    SIGNING_IN = "anybody with a password, before the second factor is set up"


_UNIT_HEADS = {Role.HEAD: Reach.UNIT, Role.ADMIN: Reach.EVERYWHERE}
_QUESTIONNAIRE_EDITORS = {Role.HOME_AFFAIRS: Reach.EVERYWHERE, Role.ADMIN: Reach.EVERYWHERE}
_PROVINCE = {Role.HOME_AFFAIRS: Reach.UNIT, Role.ONE_STOP_CONTROL: Reach.UNIT}

ACTIONS: Mapping[str, Mapping[Role, Reach]] = {
    "scores.board.read": {
        Role.HEAD: Reach.UNIT,
        Role.HANDLER: Reach.UNIT,
        Role.SUPERVISOR: Reach.UNIT,
        **_PROVINCE,
    },
    "scores.own.read": {Role.OFFICIAL: Reach.SELF},
    "scores.units.read": {Role.HEAD: Reach.UNIT, Role.SUPERVISOR: Reach.UNIT, **_PROVINCE},
    "scores.people.read": {Role.HEAD: Reach.UNIT},
    # the head sees flags of her unit when the operating side does; only the latter settles them
    "scores.flag.read": {
        Role.HEAD: Reach.UNIT,
        Role.SUPERVISOR: Reach.EVERYWHERE,
        **_PROVINCE,
    },
    "scores.flag.look": _PROVINCE,
    "scores.exclusion.propose": _PROVINCE,
    "scores.exclusion.decide": {Role.SUPERVISOR: Reach.EVERYWHERE},
    # which matters within that reach: `cases.permissions`
    "cases.case.read": {
        Role.HEAD: Reach.UNIT,
        Role.HANDLER: Reach.UNIT,
        Role.ONE_STOP_CONTROL: Reach.UNIT,
        Role.INSPECTOR: Reach.UNIT,
    },
    "cases.own.read": {Role.OFFICIAL: Reach.SELF},
    "cases.figures.read": {Role.HEAD: Reach.UNIT, **_PROVINCE},
    "reports.table.export": {
        Role.HEAD: Reach.UNIT,
        Role.SUPERVISOR: Reach.UNIT,
        **_PROVINCE,
    },
    "reports.raw.export": {Role.SUPERVISOR: Reach.UNIT, **_PROVINCE},
    "organisation.visit.record": {**_UNIT_HEADS, Role.HANDLER: Reach.UNIT, **_PROVINCE},
    "organisation.unit.read": {**_UNIT_HEADS, **_PROVINCE},
    "organisation.hours.change": _UNIT_HEADS,
    "organisation.counter.change": _UNIT_HEADS,
    "organisation.official.change": _UNIT_HEADS,
    "organisation.point.change": {Role.ADMIN: Reach.EVERYWHERE},
    # not for heads: slips in the hands of the rated side could rate themselves
    "ratings.sheet.print": {
        Role.ONE_STOP_CONTROL: Reach.UNIT,
        Role.ADMIN: Reach.EVERYWHERE,
    },
    "ratings.questionnaire.read": {
        **_QUESTIONNAIRE_EDITORS,
        Role.ONE_STOP_CONTROL: Reach.EVERYWHERE,
        Role.SUPERVISOR: Reach.EVERYWHERE,
    },
    "ratings.questionnaire.change": _QUESTIONNAIRE_EDITORS,
    "ratings.named_link.change": {**_QUESTIONNAIRE_EDITORS, Role.ASSOCIATION: Reach.SELF},
    "ratings.paper.key": {Role.HEAD: Reach.UNIT, Role.HANDLER: Reach.UNIT, **_PROVINCE},
    "ratings.paper.check": {
        Role.HEAD: Reach.UNIT,
        Role.HANDLER: Reach.UNIT,
        Role.SUPERVISOR: Reach.UNIT,
        **_PROVINCE,
    },
    "kiosk.sign_on.read": {Role.OFFICIAL: Reach.SELF},
    "kiosk.device.change": {**_UNIT_HEADS, Role.ONE_STOP_CONTROL: Reach.UNIT},
    "accounts.user.change": {Role.ADMIN: Reach.EVERYWHERE},
    "accounts.token.change": {Role.ADMIN: Reach.EVERYWHERE},
    "audit.event.read": {Role.ADMIN: Reach.EVERYWHERE, Role.SUPERVISOR: Reach.EVERYWHERE},
    "oversight.status.read": {Role.SUPERVISOR: Reach.EVERYWHERE, Role.ADMIN: Reach.EVERYWHERE},
    "oversight.bundle.make": {Role.SUPERVISOR: Reach.EVERYWHERE},
    "oversight.canary.void": {Role.SUPERVISOR: Reach.EVERYWHERE},
    "oversight.colleague.change": {Role.SUPERVISOR: Reach.EVERYWHERE},
    "oversight.witness.change": {Role.SUPERVISOR: Reach.EVERYWHERE},
    "keeping.health.read": {Role.ADMIN: Reach.EVERYWHERE},
    "web.catalogue.read": {Role.ADMIN: Reach.EVERYWHERE},
}

ROUTES: Mapping[str, str | Open] = {
    # health and the API's document
    "ready": Open.PUBLIC,
    "metrics": Open.PUBLIC,
    "openapi": Open.PUBLIC,
    "health": "keeping.health.read",
    # web
    "web:alive": Open.PUBLIC,
    "web:catalogue": "web.catalogue.read",
    # api
    "api:api-root": Open.PUBLIC,
    "api:units": Open.PUBLIC,
    "api:visits": Open.PUBLIC,  # asks for a key itself
    "api:ticket": Open.PUBLIC,  # asks for a key itself
    "api:ticket_batch": Open.PUBLIC,  # asks for a key itself
    "api:ticket_of_number": Open.PUBLIC,  # asks for a device token itself
    # scores
    "scores:board": "scores.board.read",
    "scores:board_count": "scores.board.read",
    "scores:own": "scores.own.read",
    "scores:unit_figures": "scores.units.read",
    "scores:unit_file": "scores.units.read",
    "scores:flags": "scores.flag.read",
    "scores:flag": "scores.flag.read",
    "scores:look": "scores.flag.look",
    "scores:propose": "scores.exclusion.propose",
    "scores:exclusions": "scores.flag.read",
    "scores:propose_counter": "scores.exclusion.propose",
    "scores:propose_undoing": "scores.exclusion.propose",
    # cases
    "cases:inbox": "cases.case.read",
    "cases:case": "cases.case.read",
    "cases:assign": "cases.case.read",
    "cases:bulk": "cases.case.read",
    "cases:move": "cases.case.read",
    "cases:name": "cases.case.read",
    "cases:unmask": "cases.case.read",
    "cases:replies": "cases.case.read",
    "cases:own": "cases.own.read",
    "cases:reply": "cases.own.read",
    "cases:explain": "cases.own.read",
    "cases:figures": "cases.figures.read",
    "cases:figures_file": "cases.figures.read",
    # reports
    "reports:exports": "reports.table.export",
    "reports:list": "reports.table.export",
    "reports:download": "reports.table.export",
    "reports:remove": "reports.table.export",
    # ratings and kiosk: pages of the citizen
    "ratings:find": Open.PUBLIC,
    "ratings:rate": Open.PUBLIC,
    "ratings:rate_with_slash": Open.PUBLIC,
    "ratings:send": Open.PUBLIC,
    "ratings:invitation": Open.PUBLIC,
    "ratings:named_link": Open.PUBLIC,
    "ratings:named_link_with_slash": Open.PUBLIC,
    "kiosk:app": Open.PUBLIC,
    "kiosk:manifest": Open.PUBLIC,
    "kiosk:worker": Open.PUBLIC,
    "kiosk:pair": Open.PUBLIC,
    "kiosk:report": Open.PUBLIC,
    "kiosk:held": Open.PUBLIC,
    "kiosk:taken": Open.PUBLIC,
    "kiosk:sign_on": Open.PUBLIC,
    "kiosk:devices": "kiosk.device.change",
    "kiosk:device": "kiosk.device.change",
    "kiosk:new_device": "kiosk.device.change",
    "kiosk:revoke": "kiosk.device.change",
    "kiosk:take_in_held": "kiosk.device.change",
    "kiosk:shown": "kiosk.device.change",
    "kiosk:photo": "kiosk.device.change",
    "kiosk:handover": "kiosk.device.change",
    "kiosk:own_sign_ons": "kiosk.sign_on.read",
    "ratings:send_invited": Open.PUBLIC,
    "ratings:sms": Open.PUBLIC,  # asks for the gateway's secret itself
    "ratings:slips": "ratings.sheet.print",
    # questionnaires
    "ratings:questionnaires": "ratings.questionnaire.read",
    "ratings:version": "ratings.questionnaire.read",
    "ratings:preview_version": "ratings.questionnaire.read",
    "ratings:levels": "ratings.questionnaire.read",
    "ratings:start_draft": "ratings.questionnaire.change",
    "ratings:draft": "ratings.questionnaire.change",
    "ratings:publish_draft": "ratings.questionnaire.change",
    "ratings:put_draft_aside": "ratings.questionnaire.change",
    "ratings:preview_draft": "ratings.questionnaire.change",
    # named links
    "ratings:named_links": "ratings.named_link.change",
    "ratings:new_named_link": "ratings.named_link.change",
    "ratings:own_named_link": "ratings.named_link.change",
    "ratings:named_link_codes": "ratings.named_link.change",
    "ratings:end_named_link": "ratings.named_link.change",
    # paper
    "ratings:batches": "ratings.paper.check",
    "ratings:batch": "ratings.paper.check",
    "ratings:check_batch": "ratings.paper.check",
    "ratings:settle_batch": "ratings.paper.check",
    "ratings:confirm_batch": "ratings.paper.check",
    "ratings:take_in_batch": "ratings.paper.check",
    "ratings:refuse_batch": "ratings.paper.check",
    "ratings:new_batch": "ratings.paper.key",
    "ratings:key_batch": "ratings.paper.key",
    "ratings:finish_batch": "ratings.paper.key",
    "ratings:new_ballots": "ratings.paper.key",
    "ratings:ballots": "ratings.paper.key",
    # accounts
    "account_login": Open.PUBLIC,
    "mfa_authenticate": Open.PUBLIC,
    "accounts:sign_out": Open.PUBLIC,
    "accounts:setup": Open.PUBLIC,
    "accounts:new_password": Open.PUBLIC,
    "accounts:second_factor": Open.SIGNING_IN,
    "accounts:recovery_codes": Open.SIGNED_IN,
    "accounts:me": Open.SIGNED_IN,
    # organisation
    "organisation:units": "organisation.unit.read",
    "organisation:unit": "organisation.unit.read",
    "organisation:point": "organisation.unit.read",
    "organisation:counter": "organisation.unit.read",
    "organisation:poster": "organisation.unit.read",
    "organisation:point_posters": "organisation.unit.read",
    "organisation:unit_posters": "organisation.unit.read",
    "organisation:procedures": "organisation.unit.read",
    "organisation:officials": "organisation.unit.read",
    "organisation:official": "organisation.unit.read",
    "organisation:new_point": "organisation.point.change",
    "organisation:place": "organisation.point.change",
    "organisation:close_point": "organisation.point.change",
    "organisation:hours": "organisation.hours.change",
    "organisation:new_counter": "organisation.counter.change",
    "organisation:change_counter": "organisation.counter.change",
    "organisation:counter_fields": "organisation.counter.change",
    "organisation:close_counter": "organisation.counter.change",
    "organisation:holder": "organisation.counter.change",
    "organisation:duty": "organisation.counter.change",
    "organisation:clear_duty": "organisation.counter.change",
    "organisation:new_official": "organisation.official.change",
    "organisation:change_official": "organisation.official.change",
    "organisation:new_posting": "organisation.official.change",
    "organisation:end_posting": "organisation.official.change",
    "organisation:visits": "organisation.visit.record",
    "organisation:visit_sheet": "organisation.visit.record",
    "organisation:visit_file": "organisation.visit.record",
    "organisation:blank_file": "organisation.visit.record",
    # desk
    "desk:home": Open.SIGNED_IN,
    "desk:journal": "audit.event.read",
    "desk:accounts": "accounts.user.change",
    "desk:new_account": "accounts.user.change",
    "desk:account": "accounts.user.change",
    "desk:grant": "accounts.user.change",
    "desk:end_grant": "accounts.user.change",
    "desk:new_link": "accounts.user.change",
    "desk:reset_second_factor": "accounts.user.change",
    "desk:deactivate": "accounts.user.change",
    "desk:reactivate": "accounts.user.change",
    "desk:tokens": "accounts.token.change",
    "desk:new_token": "accounts.token.change",
    "desk:rotate_token": "accounts.token.change",
    "desk:revoke_token": "accounts.token.change",
    # oversight: the Front's seat
    "oversight:status": "oversight.status.read",
    "oversight:name_witness": "oversight.witness.change",
    "oversight:end_witness": "oversight.witness.change",
    "oversight:bundle": "oversight.bundle.make",
    "oversight:canaries": "oversight.canary.void",
    "oversight:exclusions": "scores.exclusion.decide",
    "oversight:decide": "scores.exclusion.decide",
    "oversight:confirmed": "scores.exclusion.decide",
    "oversight:add_colleague": "oversight.colleague.change",
    "oversight:new_link": "oversight.colleague.change",
    # portal
    "portal:front": Open.PUBLIC,
    "portal:results": Open.PUBLIC,
    "portal:unit_results": Open.PUBLIC,
    "portal:open_data": Open.PUBLIC,
    "portal:table_file": Open.PUBLIC,
    "portal:table_proof": Open.PUBLIC,
    "api:results": Open.PUBLIC,
    "portal:explained": Open.PUBLIC,
    "portal:explained_more": Open.PUBLIC,
    "portal:log": Open.PUBLIC,
    "portal:checkpoint": Open.PUBLIC,
    "portal:tile": Open.PUBLIC,
    "portal:policy": Open.PUBLIC,
    "portal:cosignatures": Open.PUBLIC,
    "portal:verification": Open.PUBLIC,
    "receipts:receipt": Open.PUBLIC,
    "receipts:proof": Open.PUBLIC,
    "receipts:dialogue": Open.PUBLIC,  # asks for the code itself
    "api:receipts": Open.PUBLIC,
}

INTAKE: Mapping[str, Open] = {
    "/api/v1/ratings": Open.PUBLIC,
    "/api/v1/ratings/batch": Open.PUBLIC,
}
"""Calls that intake answers in front of Django; it checks tickets and device tokens itself."""
