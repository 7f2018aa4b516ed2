"""Tables of the room, one file a subject."""

from nucuoi.ratings.models.links import NamedLink, NamedLinkEnding
from nucuoi.ratings.models.paper import (
    BallotRun,
    PaperBatch,
    PaperBatchStep,
    PaperSheet,
    SheetCheck,
    SheetSettlement,
)
from nucuoi.ratings.models.questionnaires import DraftEnding, LevelMapping, QuestionnaireDraft
from nucuoi.ratings.models.ratings import (
    ContactDetail,
    Device,
    DeviceContact,
    DeviceRevocation,
    IntakeRecord,
    Outbox,
    OutboxCount,
    OutboxFork,
    OutboxGap,
    Pending,
    Questionnaire,
    Rating,
    Remark,
    Ticket,
)
from nucuoi.ratings.models.tickets import NumberTry, SmsSender, TicketSheet

__all__ = [
    "BallotRun",
    "ContactDetail",
    "Device",
    "DeviceContact",
    "DeviceRevocation",
    "DraftEnding",
    "IntakeRecord",
    "LevelMapping",
    "NamedLink",
    "NamedLinkEnding",
    "NumberTry",
    "Outbox",
    "OutboxCount",
    "OutboxFork",
    "OutboxGap",
    "PaperBatch",
    "PaperBatchStep",
    "PaperSheet",
    "Pending",
    "Questionnaire",
    "QuestionnaireDraft",
    "Rating",
    "Remark",
    "SheetCheck",
    "SheetSettlement",
    "SmsSender",
    "Ticket",
    "TicketSheet",
]
