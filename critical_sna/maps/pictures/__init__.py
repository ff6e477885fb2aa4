"""Static pictures of a map: the same scene, places and words as the page, drawn by matplotlib.

``draw.py`` is the door and loads without matplotlib; every other file may name it at its top. A picture is laid out in
points (1/72 inch) in its own Axes, so that texts can be measured and never stand one over another.
"""
