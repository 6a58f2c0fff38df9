"""Where marked words stand after an edit."""


def reanchor_verdicts(old_text, spans, new_text):
    found = []
    for start, end in spans:
        at = new_text.find(old_text[start:end])
        found.append(("lost", None, None) if at < 0 else ("same", at, at + end - start))
    return found
