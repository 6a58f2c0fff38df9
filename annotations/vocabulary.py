"""The words that a claim, its sources and our assessment of it are described with.

Each vocabulary maps what is stored to what people read, in the order in which it is offered.
Sources: NATO's Admiralty code (AJP-2.1), ICD 203 for kinds of confidence, STIX 2.1 identity
classes, PolNeAR and PARC 3.0 for attribution.
"""

CONFIDENCE = {
    "certain": "Certain",
    "high": "High",
    "moderate": "Moderate",
    "low": "Low",
    "unstated": "Unstated",
}
CONFIDENCE_KINDS = {
    "plain": "Plain",
    "likelihood": "Likelihood",
    "analytic": "Analytic confidence",
    "evidential": "Strength of evidence",
}
POLARITIES = {"+": "Affirmed", "-": "Denied", "?": "Neither"}
CLAIM_TYPES = {
    "event": "Event or fact",
    "responsibility": "Responsibility",
    "intention": "Intention or plan",
    "prediction": "Prediction",
    "quantity": "Quantity",
    "cause": "Cause",
    "opinion": "Evaluation or opinion",
    "position": "Position or decision",
    "non-response": "No response",
}
QUOTE_KINDS = {"direct": "Direct", "mixed": "Mixed", "indirect": "Indirect"}

SOURCE_KINDS = {
    "person": "Person",
    "organisation": "Organisation",
    "group": "Group",
    "document": "Document",
    "platform": "Platform",
    "class": "Class of people",
    "unknown": "Unknown",
}
NAMINGS = {
    "named": "Named",
    "described": "Described",
    "anonymous": "Anonymous",
    "collective": "Collective",
}
VOICES = {"source": "A source", "outlet": "The outlet itself", "none": "Not stated in the text"}
CHANNELS = {
    "interview": "Interview",
    "speech": "Speech or press event",
    "statement": "Statement",
    "report": "Report",
    "social": "Social post",
    "record": "Court or official record",
    "leak": "Leak",
    "media": "Other media",
    "unknown": "Unknown",
}
BASES = {
    "witnessed": "Witnessed",
    "deduced": "Deduced",
    "induced": "Induced",
    "told": "Told",
    "unknown": "Cannot be judged",
}

RELIABILITY = {
    "A": "Completely reliable",
    "B": "Usually reliable",
    "C": "Fairly reliable",
    "D": "Not usually reliable",
    "E": "Unreliable",
    "F": "Cannot be judged",
}
CREDIBILITY = {
    1: "Confirmed by other sources",
    2: "Probably true",
    3: "Possibly true",
    4: "Doubtful",
    5: "Improbable",
    6: "Cannot be judged",
}
VERDICTS = {
    "unreviewed": "Not reviewed",
    "supported": "Supported",
    "disputed": "Disputed",
    "refuted": "Refuted",
    "unverifiable": "Cannot be verified",
    "outdated": "Outdated",
}

ANCHOR_STATES = {
    "made": "As marked",
    "same": "Unchanged",
    "moved": "Moved",
    "edited": "Words changed",
    "lost": "No longer in the story",
}
STANCES = {
    "supports": "Supports",
    "refutes": "Refutes",
    "context": "Context",
    "insufficient": "Not enough",
}
RELATIONS = {
    "same": "Same as",
    "contradicts": "Contradicts",
    "supports": "Supports",
    "responds": "Responds to",
}

# No basis for a judgement, and so never the middle of a scale, nor a number.
WITHOUT_BASIS = frozenset({"F", 6, "unstated"})
