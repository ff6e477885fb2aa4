"""Charts beside a map: by group, small groups hidden, what is not known shown as that.

``numbers.py`` alone asks other packages for numbers; ``drawing.py`` draws what it is given; ``doors.py`` is what
``csna`` shows, and loads without matplotlib.
"""
