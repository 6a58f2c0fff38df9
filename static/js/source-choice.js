// One source: chosen from those that the project knows, made by its name and one press on its kind,
// or said to be none. The options come from the server and stand in the flow.
customElements.define("source-choice", class extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.form.addEventListener("filled", this);
    for (const type of ["focusin", "input", "keydown", "click", "htmx:afterSettle"]) this.addEventListener(type, this);
  }
  disconnectedCallback() { this.form.removeEventListener("filled", this); }
  handleEvent(event) { this[event.type.replace(":", "_")](event); }
  get box() { return this.querySelector("[role=combobox]"); }
  get options() { return [...this.querySelectorAll("[role=listbox] > li")]; }
  get active() { return this.querySelector("[aria-selected=true]"); }
  part(name) { return this.querySelector(`[data-${name}]`); }
  field(name) { return this.querySelector(`input[name="${this.dataset.prefix}${name}"]`); }

  // A form that was filled anew shows what its fields say.
  filled({ detail }) {
    if (this.dataset.prefix !== "source") return;
    const value = name => detail.find(([each]) => each === name)?.[1] ?? "";
    this.show(value("source"), value("source_name"), value("source_kind"), value("source_called"));
    if (value("q")) this.offer(value("q"));
  }
  show(source, name, kind, called) {
    for (const [part, value] of Object.entries({ "": source, _name: name, _kind: kind, _called: called })) this.field(part).value = value;
    const chosen = Boolean(source || name);
    this.part("chosen").hidden = !chosen;
    this.part("offers").hidden = this.box.hidden = chosen;
    this.part("exists").hidden = true;
    this.querySelector("[data-chosen] [data-name]").textContent = called;
    this.part("note").textContent = source ? "" : `new, ${this.word(kind)}`;
    if (!chosen) this.offer("");
  }
  word(kind) { return this.querySelector(`[data-make] [value="${kind}"]`)?.ariaLabel.toLowerCase() ?? ""; }
  offer(typed) {
    this.box.value = typed;
    this.part("make").hidden = !typed.trim();
    this.part("typed").textContent = typed.trim();
    htmx.trigger(this.box, "ask");
  }

  focusin({ target }) { if (target === this.box) this.part("offers").hidden = false; }
  input({ target }) {
    if (target !== this.box) return;
    this.part("make").hidden = !target.value.trim();
    this.part("typed").textContent = target.value.trim();
  }
  // New options: the server's list becomes one to choose from.
  htmx_afterSettle() {
    for (const [at, option] of this.options.entries()) {
      option.role = "option";
      option.id = `${this.box.id}-${at}`;
      option.setAttribute("aria-selected", "false");
    }
    this.box.setAttribute("aria-expanded", Boolean(this.options.length));
    this.box.removeAttribute("aria-activedescendant");
  }
  keydown(event) {
    if (event.target !== this.box) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) this.step(by);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) this.enter();
    else return;
    event.preventDefault();
  }
  step(by) {
    const all = this.options, now = all.indexOf(this.active), next = all[(now + by + all.length) % all.length] ?? all[0];
    for (const option of all) option.setAttribute("aria-selected", option === next);
    if (next) this.box.setAttribute("aria-activedescendant", next.id);
    next?.scrollIntoView({ block: "nearest" });
  }
  // Enter takes the option one is at; a name that is none of them is made by a press on its kind.
  enter() {
    const only = this.options.find(option => option.dataset.name.toLowerCase() === this.box.value.trim().toLowerCase());
    if (this.active ?? only) this.take(this.active ?? only);
    else this.querySelector("[data-make]:not([hidden]) button")?.focus();
  }

  click({ target }) {
    const option = target.closest("[role=option]"), kind = target.closest("[data-make] [value]"), voice = target.closest("[data-voice]");
    if (option) this.take(option);
    else if (kind) this.make(kind.value);
    else if (voice) this.choose(voice.dataset.voice, "", "", voice.textContent);
    else if (target.closest("[data-use]")) this.take(this.alike);
    else if (target.closest("[data-change]")) this.change();
  }
  take(option) { this.choose(option.dataset.source, "", "", option.dataset.name); }
  make(kind) {
    const name = this.box.value.trim();
    this.alike = this.options.find(option => "alike" in option.dataset);
    this.choose("", name, kind, name);
    this.part("exists").hidden = !this.alike;
    this.querySelector("[data-exists] [data-name]").textContent = this.alike?.dataset.name ?? "";
    this.part("used").textContent = this.alike ? ` with ${this.alike.dataset.alike} claims` : "";
  }
  choose(source, name, kind, called) {
    this.show(source, name, kind, called);
    this.dispatchEvent(new CustomEvent("source:chosen", { bubbles: true, detail: { first: this.dataset.prefix === "source" } }));
  }
  change() {
    const typed = this.field("_name").value;
    this.show("", "", "");
    this.offer(typed);
    this.box.focus();
  }
});
