"""The groups of features, in the order in which weights.json has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backstory.linking import candidate_features, cluster_features, coherence, context_features, nil_features
from backstory.linking.features import Feature
from backstory.linking.semantic_types import SEMANTIC_TYPES

FEATURES: Mapping[str, tuple[Feature[Any], ...]] = {
    "candidate": candidate_features.FEATURES,
    "context": context_features.FEATURES,  # each by semantic type
    "cluster": cluster_features.FEATURES,
    "coherence": coherence.FEATURES,
    "nil": nil_features.FEATURES,
}
# The names of each group's weights: those of its features, and the semantic types, which are features of their own.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "candidate": candidate_features.NAMES,
    "type": SEMANTIC_TYPES,
    "context": context_features.NAMES,
    "cluster": cluster_features.NAMES,
    "coherence": coherence.NAMES,
    "nil": nil_features.NAMES,
}
# Weights that are rules of the world, and not learned.
RULES: Mapping[tuple[str, str], float] = {
    (group, feature.name): feature.weight
    for group, features in FEATURES.items()
    for feature in features
    if feature.weight is not None
}
