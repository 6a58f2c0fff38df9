// The form of a new claim. It opens on selected words; a source and a level are enough: the level's
// press saves, unless more is open. What is begun is kept as a draft by `claim-outbox`.
customElements.define("claim-composer", class extends HTMLElement {
  static asked = ["claim:compose", "claim:add", "claim:resume", "keydown", "htmx:beforeSwap"];

  connectedCallback() {
    for (const type of this.constructor.asked) document.addEventListener(type, this);
    for (const type of ["click", "input", "submit", "source:chosen", "level:chosen", "htmx:afterRequest"]) this.addEventListener(type, this);
    addEventListener("pagehide", this);
  }
  disconnectedCallback() {
    for (const type of this.constructor.asked) document.removeEventListener(type, this);
    removeEventListener("pagehide", this);
  }
  handleEvent(event) { this[event.type.replace(":", "_")](event); }
  get form() { return this.querySelector("form"); }
  get more() { return this.querySelector("[data-more]"); }
  get touched() { return "touched" in this.form.dataset; }
  set touched(yes) { this.form.toggleAttribute("data-touched", yes); }
  tell(what, detail) { document.dispatchEvent(new CustomEvent(`claim:${what}`, { detail })); }
  field(name) { return this.form.elements[name]; }

  claim_compose({ detail }) {
    this.keep(false);
    this.open({ key: document.querySelector("claim-outbox").name(), ...detail });
  }
  claim_resume({ detail }) {
    this.keep(false);
    this.open(detail);
  }
  claim_add({ detail }) {
    const segments = [...JSON.parse(this.field("segments").value), ...detail.segments].sort((one, other) => one[0] - other[0]);
    this.take({ segments, quote: document.querySelector("selected-words").quote(segments) });
    this.changed();
  }
  open({ key, revision, segments, quote, given = [], fields = given, troubles = [] }) {
    this.form.reset();
    for (const each of this.form.querySelectorAll("input[type=hidden]:not([name=project])")) each.value = "";
    this.touched = fields.length > given.length;
    for (const [name, value] of fields) if (typeof this.field(name)?.value === "string") this.fill(this.field(name), value);
    this.field("claim").value = key;
    this.field("revision").value = revision ?? document.querySelector("main.reader").dataset.revision;
    this.hidden = false;
    this.field("segments").value = JSON.stringify(segments);
    this.form.dispatchEvent(new CustomEvent("filled", { detail: fields }));
    this.take({ segments, quote });
    this.tell("opened");
    if (given.length) this.querySelector("claim-levels").focus();
    else if (!matchMedia("(pointer: coarse)").matches) this.querySelector("[role=combobox]").focus({ preventScroll: true });
    this.querySelector("claim-troubles").tell(troubles);
  }
  fill(field, value) {
    if (field.type === "checkbox") field.checked = true;
    else field.value = value;
  }
  // The words to mark: seen in the story, in the form, and by the server, which suggests a level.
  take({ segments, quote }) {
    this.field("segments").value = JSON.stringify(segments);
    this.field("quote").value = quote;
    this.tell("words", { segments });
    this.form.dispatchEvent(new CustomEvent("words", { detail: quote }));
    htmx.trigger("#suggestion", "look");
  }
  close() {
    this.hidden = true;
    this.tell("closed");
    document.querySelector(".story [data-cursor]")?.focus({ preventScroll: true });
  }

  click({ target }) { if (target.closest("[data-close]")) this.leave(); }
  level_chosen() {
    if (this.more.open) this.changed();
    else this.submit();
  }
  source_chosen({ detail }) {
    this.changed();
    if (detail.first) this.querySelector("claim-levels").focus();
  }
  keydown(event) {
    if (this.hidden || event.defaultPrevented) return;
    if (event.key === "Escape") return this.leave(event);
    if (!this.contains(event.target)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return this.submit(event);
    if (event.key !== "m" || event.ctrlKey || event.metaKey || event.altKey || document.documentElement.dataset.keys === "off") return;
    if (event.target.matches("input:not([type=radio], [type=checkbox]), textarea, select")) return;
    this.more.querySelector("summary").click();
  }
  submit(event) {
    event?.preventDefault();
    if (this.querySelector("claim-troubles").missing()) return;
    clearTimeout(this.soon);
    this.tell("save", this.entry());
    this.close();
  }

  input() { this.changed(); }
  changed() {
    this.touched = true;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.keep(true), 300);
  }
  pagehide() { this.keep(true); }
  htmx_beforeSwap({ target }) { if (target.contains(this)) this.keep(true); }
  leave(event) {
    event?.preventDefault();
    this.keep(false);
    this.close();
  }
  // The same reading as somebody else's was taken over: there is nothing left to write.
  htmx_afterRequest({ target, detail }) { if (target.matches("[data-same]") && detail.successful) this.close(); }
  keep(open) {
    clearTimeout(this.soon);
    if (this.hidden || !this.touched) return;
    this.tell("draft", { ...this.entry(), open });
  }
  entry() {
    const [key, revision, segments, quote] = ["claim", "revision", "segments", "quote"].map(name => this.field(name).value);
    return { key, revision, segments: JSON.parse(segments), quote, fields: [...new FormData(this.form)] };
  }
});
