"""The sources of the packs that come with Backstory, with their licences, and what builds packs of them."""
