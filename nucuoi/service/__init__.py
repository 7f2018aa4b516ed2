"""How an installation runs on one machine: preparing its data folder, keeping web and worker alive."""
