"""The REST interface: one module a resource, OpenAPI for all of it."""
