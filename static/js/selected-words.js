// What is selected in the story, as places in its text: code points, whole characters, without the
// white space at the ends. It is announced as `words:selected`, or `words:none`; other words of the
// page say why they cannot be marked. Other elements ask it where places are on the page.
customElements.define("selected-words", class extends HTMLElement {
  static unmarkable = {
    "figcaption": "Captions cannot be marked: they are no part of the story’s text.",
    ".related": "Related headlines cannot be marked: they belong to other stories.",
    ".byline, .kicker, .colophon, .cards": "Only the story’s own words can be marked.",
  };

  connectedCallback() {
    for (const type of ["selectionchange", "pointerup"]) document.addEventListener(type, this);
  }
  disconnectedCallback() {
    for (const type of ["selectionchange", "pointerup"]) document.removeEventListener(type, this);
  }
  handleEvent({ type }) {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.look(), type === "selectionchange" ? 150 : 0);
  }
  get blocks() { return [...document.querySelectorAll(".story [data-start]")]; }

  look() {
    const selection = getSelection();
    const ranges = [];
    for (let at = 0; at < selection.rangeCount; at += 1) ranges.push(selection.getRangeAt(at));
    const chosen = ranges.filter(range => !range.collapsed);
    const spans = chosen.map(range => this.span(range)).filter(Boolean);
    if (!spans.length) return this.tell("words:none", { why: chosen[0] && this.why(chosen[0]) });
    this.tell("words:selected", { segments: spans, quote: this.quote(spans), range: chosen[0] });
  }
  // The same again is no news.
  tell(name, detail) {
    const said = name + JSON.stringify([detail.segments, detail.why]);
    if (said === this.said) return;
    this.said = said;
    document.dispatchEvent(new CustomEvent(name, { detail }));
  }
  why(range) {
    const node = range.startContainer, element = node.nodeType === 1 ? node : node.parentElement;
    const found = Object.entries(this.constructor.unmarkable).find(([of]) => element?.closest(`main :is(${of})`));
    return found?.[1];
  }

  // The words of the range that are the story's, from the first to the last.
  span(range) {
    const parts = this.blocks.flatMap(block => this.part(block, range) ?? []);
    if (!parts.length) return;
    const [first, last] = [parts[0], parts.at(-1)];
    return [this.place(first.block, first.from), this.place(last.block, last.to)];
  }
  part(block, range) {
    if (!range.intersectsNode(block)) return;
    const { textContent: text } = block;
    let from = block.contains(range.startContainer) ? this.before(block, range.startContainer, range.startOffset) : 0;
    let to = block.contains(range.endContainer) ? this.before(block, range.endContainer, range.endOffset) : text.length;
    while (from < to && !text[from].trim()) from += 1;
    while (to > from && !text[to - 1].trim()) to -= 1;
    if (from === to) return;
    const characters = new Intl.Segmenter().segment(text);
    const last = characters.containing(to - 1);
    return { block, from: characters.containing(from).index, to: last.index + last.segment.length };
  }
  before(block, node, offset) {
    const range = document.createRange();
    range.selectNodeContents(block);
    range.setEnd(node, offset);
    return range.toString().length;
  }
  place(block, units) { return +block.dataset.start + [...block.textContent.slice(0, units)].length; }

  // The words at the places, as the story's text has them; passages apart by an ellipsis.
  quote(segments) {
    const blocks = this.blocks.map(block => [+block.dataset.start, [...block.textContent]]);
    const words = ([start, end]) => blocks
      .filter(([at, signs]) => at < end && start < at + signs.length)
      .map(([at, signs]) => signs.slice(Math.max(0, start - at), end - at).join("")).join("\n\n");
    return segments.map(words).join(" … ");
  }
  // Where the places are on the page.
  range([start, end]) {
    const range = document.createRange();
    const [from, to] = [this.node(start, false), this.node(end, true)];
    if (!from || !to) return;
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  }
  node(place, ends) {
    const block = this.blocks.findLast(each => +each.dataset.start < place + (ends ? 0 : 1));
    let units = [...(block?.textContent ?? "")].slice(0, place - block?.dataset.start).join("").length;
    const texts = block && document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (texts?.nextNode()) {
      const size = texts.currentNode.data.length;
      if (units < size || (ends && units === size)) return [texts.currentNode, units];
      units -= size;
    }
  }
});
