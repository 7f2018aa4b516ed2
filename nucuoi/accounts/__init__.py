"""Users, roles with a scope, sign-in, second factor, and the one matrix of permissions."""
