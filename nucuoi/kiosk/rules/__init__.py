"""Pure rules of the tablets: codes, what staff read of a device, when one is silent."""
