"""How much each signal counts. Units: natural log of odds; the sum's softmax over the senses and NIL is the confidence.

The confidence of a sense is thus the probability, given all signals, that it is the one meant among the senses on
record and "none of them" (NIL). Each signal runs from 0 (nothing speaks for it) to 1 (saturated).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal adds to the log odds of a sense."""

    prior: float = 1.2  # of its logarithm
    popularity: float = 0.0  # how widely known the sense is
    story: float = 1.8  # the story's words that stand in what is known of the sense
    local: float = 1.6  # the same in the dozen words around the mentions
    topic: float = 3.0  # the story's topics are its topics
    coherence: float = 2.2  # ties to the other senses of the story
    named_in_full: float = 3.0  # the story gives its whole, unambiguous name elsewhere

    # What a sense loses whose own name the text does not contain, where a rival's does: "Moscow" for Russia.
    metonym: float = -1.5

    # What a sense loses that a neighbouring name says is another country's or region's: "India's Supreme Court".
    ruled_out: float = -6.0

    # What NIL gains, by what kind of form the name is. A surname may be anyone's; "Korean Central News Agency" may not.
    nil_part_of_name: float = 2.6
    nil_single_word: float = 1.2
    nil_several_words: float = -0.5
    nil_perhaps_first_name: float = 2.5  # the story has someone unknown with this first name

    # The least share of uses that belongs to senses nobody wrote down.
    unlisted_part_of_name: float = 0.10
    unlisted: float = 0.02


WEIGHTS = Weights()
