// Import review: rows move between story and what came along, by button or kind, and each step can
// be taken back. The form is the state: fields are named by row, and their order is the order.
customElements.define("import-review", class extends HTMLElement {
  connectedCallback() {
    this.steps = [];
    this.querySelector("[data-undo]").hidden = false;
    for (const type of ["click", "change", "focusin", "remember"]) this.addEventListener(type, this);
  }
  get form() { return this.querySelector("form"); }
  half(name) { return this.querySelector(`[data-half="${name}"]`); }
  halfOf(kind) { return this.half(["related", "sponsored"].includes(kind) ? "along" : "story"); }
  field(row, part) { return row.querySelector(`[name="row-${row.dataset.number}-${part}"]`); }
  handleEvent(event) { this[event.type](event); }

  click(event) {
    const button = event.target.closest("button");
    const row = button?.closest(".block");
    const [act] = row ? button.value.split("-") : [];
    if (act) event.preventDefault();
    if (button?.matches("[data-undo]")) this.undo();
    else if (act === "across") this.sort(row, row.parentElement === this.half("story") ? "related" : "paragraph");
    else if (act === "up") this.put(row, row.previousElementSibling, "before", button);
    else if (act === "down") this.put(row, row.nextElementSibling, "after", button);
  }
  change({ target }) {
    const row = target.closest(".block");
    if (row && target.matches("select")) {
      const kind = target.value;
      target.value = row.dataset.kind;
      this.sort(row, kind, target);
    } else if (row && this.typing?.target === target && this.typing.value !== target.value) {
      this.did([this.typing.back]);
    }
  }
  focusin({ target }) {
    const row = target.matches("input, textarea") && target.closest(".block");
    if (row) this.typing = { target, value: target.value, back: this.snapshot(row) };
  }
  sort(row, kind, focus) {
    const from = row.parentElement, to = kind === "left_out" ? from : this.halfOf(kind);
    const rivals = this.rivals(row, kind);
    const beside = row.nextElementSibling ?? row.previousElementSibling ?? row;
    const backs = [row, ...rivals].map(each => this.snapshot(each));
    for (const rival of rivals) rival.dataset.kind = this.field(rival, "kind").value = "paragraph";
    if (to !== from) this.cross(row, to);
    row.dataset.kind = this.field(row, "kind").value = kind;
    row.removeAttribute("data-doubt");
    this.did(backs);
    if (to !== from) this.say(`Moved to ${to === this.half("story") ? "the story" : "related headlines"}.`);
    (to === from ? focus ?? row : beside).focus();
  }
  rivals(row, kind) {
    if (!["headline", "standfirst"].includes(kind)) return [];
    return [...this.half("story").querySelectorAll(`[data-kind="${kind}"]`)].filter(each => each !== row);
  }
  cross(row, to) {
    const [text, summary] = ["text", "summary"].map(part => this.field(row, part));
    if (to === this.half("along") && row.joined?.text === text.value) {
      [text.value, summary.value] = row.joined.parts;
    } else if (to === this.half("story") && summary.value.trim()) {
      const parts = [text.value.trim(), summary.value.trim()];
      const ended = /[.!?…。！？؟۔]["'”’»）)]*$/.test(parts[0]);
      text.value = parts.filter(Boolean).join(ended ? " " : ". ");
      summary.value = "";
      row.joined = { text: text.value, parts };
    }
    const later = [...to.children].find(each => +each.dataset.number > +row.dataset.number);
    to.insertBefore(row, later ?? null);
  }
  put(row, beside, where, button) {
    if (!beside) return;
    const back = this.snapshot(row);
    beside[where](row);
    this.did([back]);
    button.focus();
  }
  snapshot(row) {
    const { parentElement: half, nextElementSibling: next } = row;
    const fields = [...row.querySelectorAll("select, textarea, input")].map(field => [field, field.value]);
    const doubtful = row.hasAttribute("data-doubt");
    return () => {
      half.insertBefore(row, next?.parentElement === half ? next : null);
      for (const [field, value] of fields) field.value = value;
      row.dataset.kind = this.field(row, "kind").value;
      row.toggleAttribute("data-doubt", doubtful);
      return row;
    };
  }
  remember({ detail }) { this.did([detail]); }
  did(backs) { this.steps.push(backs); this.changed(); }
  undo() {
    const [row] = this.steps.pop()?.map(back => back()) ?? [];
    this.typing = undefined;
    this.say(row ? "Taken back." : "There is nothing to take back.");
    row?.focus();
    if (row) this.changed();
  }
  changed() {
    this.querySelector("[data-undo]").disabled = !this.steps.length;
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
  }
  say(words) { this.querySelector("[data-said]").textContent = words; }
});
