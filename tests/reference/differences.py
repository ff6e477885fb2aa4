"""Print the largest difference of each measure from other programs' values over the 14 real networks."""

from __future__ import annotations

import sys

import comparisons
import pandas as pd


def differences() -> pd.DataFrame:
    """Collect, for each measure, the largest difference, where it is, and on how many networks it was compared."""
    rows = [
        (pair.measure, pair.difference(), str(reference), len(pair.ours), pair.tolerance)
        for reference in comparisons.references()
        for pair in comparisons.all_pairs(reference)
    ]
    table = pd.DataFrame(rows, columns=["measure", "largest", "where", "values", "tolerance"])
    order = table["measure"].drop_duplicates()
    worst = table.loc[table.groupby("measure")["largest"].idxmax()].set_index("measure")
    count = table.groupby("measure").agg(networks=("where", "size"), values=("values", "sum"))
    return worst[["largest", "where", "tolerance"]].join(count).reindex(order)


if __name__ == "__main__":
    found = differences()
    print(found.to_string(float_format="{:.2e}".format))
    sys.exit(bool((found["largest"] > found["tolerance"]).any()))
