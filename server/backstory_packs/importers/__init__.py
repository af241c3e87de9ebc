"""Bulk facts: entities known by name, description and a few facts, ranked below what is written by hand.

`bring` makes the reviewable files of this folder from published data packages; `join` puts them under the written
entries when the starter pack is built; `shares` says how much of a name they may have; `check` proves them well formed;
`compare` says where the written entries and the bulk disagree. README.md says where everything comes from.
"""
