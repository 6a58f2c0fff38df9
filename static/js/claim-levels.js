// The five levels: by press, or by the keys 1 to 5. What the words themselves suggest is marked,
// and taken over into cue words and the fields under More as long as nobody has touched these.
customElements.define("claim-levels", class extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    for (const type of ["filled", "input", "keydown", "htmx:afterSettle"]) this.form.addEventListener(type, this);
    this.addEventListener("click", this);
  }
  get buttons() { return [...this.querySelectorAll("button[value]")]; }
  get field() { return this.querySelector("[name=confidence]"); }

  handleEvent(event) {
    const { type, target } = event;
    if (type === "filled") this.fill(event.detail);
    else if (type === "input") this.isRead ||= target.matches("cue-words, [name=confidence_kind], [name=polarity]");
    else if (type === "click") this.choose(target.closest("button[value]"));
    else if (type === "keydown") this.key(event);
    else if (target.id === "suggestion") this.suggest(target.querySelector("[data-level]")?.dataset);
  }
  fill(fields) {
    this.isRead = fields.some(([name]) => name === "cue");
    this.show(this.field.value);
  }
  show(level) {
    this.field.value = level;
    for (const button of this.buttons) button.setAttribute("aria-pressed", button.value === level);
  }
  choose(button) {
    if (!button) return;
    this.show(button.value);
    this.dispatchEvent(new CustomEvent("level:chosen", { bubbles: true }));
  }
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.documentElement.dataset.keys === "off") return;
    if (event.target.matches("input:not([type=radio], [type=checkbox]), textarea, select")) return;
    const button = this.buttons["12345".indexOf(event.key)];
    if (!button) return;
    event.preventDefault();
    this.choose(button);
  }
  suggest({ level, kind, polarity, cues = "[]" } = {}) {
    for (const button of this.buttons) button.toggleAttribute("data-suggested", button.value === level);
    if (this.isRead) return;
    this.form.dispatchEvent(new CustomEvent("cues", { detail: JSON.parse(cues) }));
    if (!level) return;
    this.form.elements.confidence_kind.value = kind;
    this.form.elements.polarity.value = polarity;
  }
  // Where to go on once the source is known.
  focus() { (this.querySelector("[data-suggested]") ?? this.buttons[0]).focus({ preventScroll: true }); }
});
