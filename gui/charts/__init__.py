"""Charts: matplotlib figures, drawn by one worker thread and shown as pictures.

Nothing here loads matplotlib before it draws.
"""
