"""Where people and machines touch Vedette: pages, API, command line."""
