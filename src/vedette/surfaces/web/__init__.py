"""Server-rendered pages: one module per page, working without scripts."""
