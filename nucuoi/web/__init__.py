"""Layout, components, charts, middleware, health and static files."""
