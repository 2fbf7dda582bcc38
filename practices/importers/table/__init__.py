"""Tables of entries, CSV or Excel, as the exports write them and people edit them.

`table_file` opens a file, whatever it is, and gives its rows; `cells` reads their values (both pure); `planning`
compares them with the catalogue; `apply` writes what has changed, all of it or nothing.
"""
