"""Settings: base is safe, dev opens up, test is explicit, production refuses what is unsafe."""
