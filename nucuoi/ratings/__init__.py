"""Questionnaires, device credentials, tickets, intake, sealing, remarks and receipts."""
