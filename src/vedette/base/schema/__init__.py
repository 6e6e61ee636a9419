"""How a new database gets its tables: at once, as the models stand, not step by step."""
