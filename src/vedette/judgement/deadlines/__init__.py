"""By when somebody must act: periods counted as the law counts, started, extended, met, missed."""
