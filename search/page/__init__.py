"""What the result page shows beside the results: filters, chips, what is near, the human contact, and what to do when nothing is found."""
