"""Who signs in to curate: password, second factor, sessions, throttling, mail."""
