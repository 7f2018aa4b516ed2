"""What the auditor runs on her own machine: every commitment and every count made again from openings."""
