// Selecting by keyboard alone. From the block with the cursor: "s" or Enter takes its next sentence
// (with Shift, "s" the one before); then the arrows go through it word by word, and with Shift they
// move the end of what is selected, with Alt as well by one character.
customElements.define("sentence-steps", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("keydown", this);
    document.addEventListener("words:selected", this);
    document.addEventListener("words:none", this);
  }
  disconnectedCallback() {
    document.removeEventListener("keydown", this);
    document.removeEventListener("words:selected", this);
    document.removeEventListener("words:none", this);
  }
  handleEvent(event) {
    if (event.type !== "keydown") { this.words = event.detail.segments; return; }
    if (event.ctrlKey || event.metaKey || document.documentElement.dataset.keys === "off") return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "Enter" && event.target.closest("button, a, summary")) return;
    if (this.keyed(event)) event.preventDefault();
  }
  keyed({ key, shiftKey, altKey }) {
    if (key.startsWith("Arrow")) return this.arrow(key.slice(5).toLowerCase(), shiftKey, altKey);
    if (altKey) return false;
    if (key.toLowerCase() === "s") return this.step(shiftKey ? -1 : 1);
    if (key === "Enter" && document.querySelector("[data-cursor][data-start]")) return this.step(1);
    return key === "c" && !this.words && this.step(1);
  }

  get model() { return document.querySelector("selected-words"); }
  get block() {
    const held = getSelection().focusNode?.parentElement?.closest(".story [data-start]");
    const bar = document.querySelector(".bar")?.offsetHeight ?? 0;
    const seen = each => each.getBoundingClientRect().bottom > bar;
    return document.querySelector(".story [data-cursor]") ?? held ?? this.model.blocks.find(seen);
  }
  step(by) {
    const block = this.block;
    if (!block) return false;
    const sentences = this.sentences(block), [start, end] = this.words?.[0] ?? [];
    const now = sentences.findIndex(([from, to]) => start < to && end > from);
    const next = sentences[now < 0 ? 0 : Math.min(Math.max(now + by, 0), sentences.length - 1)];
    this.select(this.model.range(next));
    return true;
  }
  // As places in the story's text; a title or an initial ends no sentence.
  sentences(block) {
    const language = block.closest("[lang]").lang, found = [];
    for (const { segment } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(block.textContent)) {
      if (/(^|\s)(Mrs?|Ms|Dr|Prof|St|Gen|Col|Sen|Rep|Gov|No|vs|\p{Lu})\.\s*$/u.test(found.at(-1) ?? "")) found.push(found.pop() + segment);
      else found.push(segment);
    }
    let at = +block.dataset.start;
    return found.map(sentence => {
      const from = at;
      at += [...sentence].length;
      return [from, from + [...sentence.trimEnd()].length];
    });
  }
  select(range) {
    if (!range) return;
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    range.startContainer.parentElement.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
  arrow(way, extend, byCharacter) {
    if (!this.words || !["left", "right"].includes(way)) return false;
    const selection = getSelection(), unit = byCharacter ? "character" : "word";
    if (extend) return this.extend(selection, way, unit);
    // Into the selection: its first word, then the one after.
    const rtl = getComputedStyle(selection.focusNode.parentElement).direction === "rtl";
    const onward = (way === "right") !== rtl;
    const whole = this.words[0][1] - this.words[0][0] > selection.toString().trim().split(/\s+/)[0].length;
    selection.collapse(...(whole || !onward ? this.edge(selection, "start") : this.edge(selection, "end")));
    if (!whole && !onward) selection.modify("move", "backward", "word");
    selection.modify("extend", "forward", "word");
    return true;
  }
  extend(selection, way, unit) {
    selection.modify("extend", way, unit);
    return true;
  }
  edge(selection, which) {
    const range = selection.getRangeAt(0);
    return [range[`${which}Container`], range[`${which}Offset`]];
  }
});
