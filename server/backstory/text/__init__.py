"""Text: one form for a name, sentences, dates, prose made fit to show. Pure; knows nothing of stories."""
