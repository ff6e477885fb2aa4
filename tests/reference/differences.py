"""Print the largest difference of each measure from other programs' values over the 14 real networks.

Correlations of two relations are compared in each of the 4 sets. Cores: by how much the best known fit is missed.
"""

from __future__ import annotations

import sys

import comparisons
import pandas as pd


def differences() -> pd.DataFrame:
    """Collect, for each measure, the largest difference, where it is, and on how many networks it was compared."""
    compared = [(str(r), pair) for r in comparisons.references() for pair in comparisons.all_pairs(r)]
    compared += [(folder, pair) for folder in comparisons.SETS for pair in comparisons.relation_pairs(folder)]
    rows = [(pair.measure, pair.difference(), where, len(pair.ours), pair.tolerance) for where, pair in compared]
    table = pd.DataFrame(rows, columns=["measure", "largest", "where", "values", "tolerance"])
    order = table["measure"].drop_duplicates()
    worst = table.loc[table.groupby("measure")["largest"].idxmax()].set_index("measure")
    count = table.groupby("measure").agg(networks=("where", "nunique"), values=("values", "sum"))
    return worst[["largest", "where", "tolerance"]].join(count).reindex(order)


if __name__ == "__main__":
    found = differences()
    print(found.to_string(float_format="{:.2e}".format))
    sys.exit(bool((found["largest"] > found["tolerance"]).any()))
