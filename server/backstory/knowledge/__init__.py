"""Knowledge: who answers what a name may mean and what is known of it.

`base` says what is asked; `pack` answers offline, `live` for one page at a time from `wikipedia` and `wikidata`, which
put their questions through `asking`; `layered` puts one knowledge base behind the other; `prose` cleans what came from
outside.
The only rooms beside `unfurl` that touch files or network.
"""
