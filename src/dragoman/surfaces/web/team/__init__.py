"""Who uses the pages: accounts, sessions, roles, and what keeps strangers out."""
