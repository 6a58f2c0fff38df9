// What can be done with the words that are selected: by the bar beside them, or by key.
customElements.define("selection-bar", class extends HTMLElement {
  static heard = ["words:selected", "words:none", "keydown", "claim:opened", "claim:closed", "claim:saved"];

  connectedCallback() {
    for (const type of this.constructor.heard) document.addEventListener(type, this);
    // A press must not take the selection away before it is used.
    this.addEventListener("pointerdown", event => event.preventDefault());
    this.addEventListener("click", this);
    addEventListener("scroll", this, { passive: true });
  }
  disconnectedCallback() {
    for (const type of this.constructor.heard) document.removeEventListener(type, this);
    removeEventListener("scroll", this);
  }
  handleEvent(event) { this[event.type.replace(":", "_")](event); }
  get bar() { return this.querySelector("[data-bar]"); }
  get note() { return this.querySelector("[data-why]"); }
  button(act) { return this.querySelector(`[data-act="${act}"]`); }

  words_selected({ detail }) {
    clearTimeout(this.going);
    this.words = detail;
    this.note.hidden = true;
    this.bar.hidden = false;
    this.put(this.bar);
  }
  // On touch the selection goes before the press arrives.
  words_none({ detail }) {
    clearTimeout(this.going);
    this.note.hidden = !detail.why;
    this.note.textContent = detail.why ?? "";
    this.going = setTimeout(() => this.hide(), detail.why ? 4000 : 300);
    if (!detail.why) return;
    this.bar.hidden = true;
    this.words = { range: getSelection().getRangeAt(0) };
    this.put(this.note);
  }
  hide() {
    this.bar.hidden = this.note.hidden = true;
    this.words = undefined;
  }
  scroll() {
    if (this.words && !this.bar.hidden) this.put(this.bar);
  }
  put(what) {
    const box = this.words.range.getClientRects()[0];
    if (!box) return;
    const right = document.documentElement.clientWidth - what.offsetWidth - 8;
    const above = box.top - what.offsetHeight - 6, bar = document.querySelector(".bar")?.offsetHeight ?? 0;
    this.style.setProperty("--x", `${Math.max(8, Math.min(box.left, right))}px`);
    this.style.setProperty("--top", `${above > bar ? above : this.words.range.getBoundingClientRect().bottom + 6}px`);
  }

  // The source of the last claim is offered for the next one.
  claim_saved({ detail }) {
    this.last = detail.fields.filter(([name]) => name.startsWith("source"));
    const again = this.button("again"), called = this.last.find(([name]) => name === "source_called")?.[1] ?? "";
    again.hidden = !called;
    again.querySelector("span").textContent = called;
  }
  claim_opened() { this.button("add").hidden = false; }
  claim_closed() { this.button("add").hidden = true; }
  keydown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.documentElement.dataset.keys === "off") return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const button = this.words?.segments && this.querySelector(`[data-key="${event.key.toLowerCase()}"]:not([hidden])`);
    if (!button) return;
    event.preventDefault();
    this.act(button);
  }
  click({ target }) {
    const button = target.closest("[data-act]");
    if (button) this.act(button);
  }
  act(button) {
    const { segments, quote } = this.words ?? {};
    if (!segments) return;
    if (button.dataset.act === "copy") return this.copy(button, quote);
    const again = button.dataset.act === "again", given = again ? { given: this.last } : {};
    document.dispatchEvent(new CustomEvent(`claim:${again ? "compose" : button.dataset.act}`, { detail: { segments, quote, ...given } }));
    this.hide();
  }
  async copy(button, quote) {
    const byline = document.querySelector(".story .byline");
    const parts = [document.querySelector(".story h1").textContent, ...[...byline.children].slice(0, -1).map(part => part.textContent)];
    const label = button.querySelector("span");
    try {
      await navigator.clipboard.writeText(`“${quote}” (${parts.join(", ")}) ${location.href.split("#")[0]}`);
      label.textContent = "Copied";
    } catch {
      label.textContent = "Press Ctrl+C";
    }
    setTimeout(() => { label.textContent = label.dataset.label; }, 2000);
  }
});
