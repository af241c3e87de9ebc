"""Knowledge: who answers what a name may mean and what is known of it.

`base` says what is asked; `pack` answers offline, `wikipedia` live, `layered` puts one behind the other.
The only rooms beside `unfurl` that touch files or network.
"""
