"""Record linkage of deaths and voters: normalise, block, compare, score, explain. Knows no web and no tables."""
