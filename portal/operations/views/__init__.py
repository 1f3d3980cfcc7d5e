"""Staff pages of the machinery: mails, jobs, audit log."""
