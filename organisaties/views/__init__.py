"""The pages of people, organisations, addresses and the logboek."""
