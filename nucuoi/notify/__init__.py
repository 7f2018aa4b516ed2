"""Mail and text messages that leave the house: an outbox of rows, tried again until they are taken."""
