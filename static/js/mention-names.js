// Offers names while one types after an @. The names stand in the page; what is typed decides which
// of them fit. Without script one types the whole name.
customElements.define("mention-names", class extends HTMLElement {
  connectedCallback() {
    if (!this.field || !this.list) return;
    this.list.id ||= `names-${this.field.id}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "People to mention");
    this.names.forEach((name, number) => {
      name.setAttribute("role", "option");
      name.id = `${this.list.id}-${number}`;
    });
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-controls", this.list.id);
    for (const type of ["input", "keydown", "blur"]) this.field.addEventListener(type, this);
    this.list.addEventListener("mousedown", this);
  }
  get field() { return this.querySelector("textarea"); }
  get list() { return this.querySelector(".names"); }
  get names() { return [...this.list.children]; }
  get shown() { return this.names.filter(name => !name.hidden); }
  get chosen() { return this.list.querySelector("[aria-selected=true]"); }

  handleEvent(event) {
    if (event.type === "input") this.offer();
    else if (event.type === "blur") this.close();
    else if (event.type === "mousedown") {
      event.preventDefault();
      this.take(event.target.closest("li"));
    } else if (!this.list.hidden) this.press(event);
  }
  press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const at = this.shown.indexOf(this.chosen) + step;
      this.choose(this.shown.at(at % this.shown.length));
    } else if (event.key === "Enter" || event.key === "Tab") this.take(this.chosen);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  get typed() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    return before.match(/(?:^|[^\p{L}\p{N}_])@([^@\n]{0,40})$/u)?.[1];
  }
  offer() {
    const typed = this.typed?.toLowerCase();
    for (const name of this.names)
      name.hidden = typed === undefined || !this.fits(name.textContent.toLowerCase(), typed);
    if (!this.shown.length || this.shown.some(name => name.textContent.toLowerCase() === typed)) return this.close();
    this.list.hidden = false;
    this.choose(this.shown[0]);
  }
  fits(name, typed) { return name.startsWith(typed) || name.split(" ").some(word => typed && word.startsWith(typed)); }
  choose(name) {
    for (const each of this.names) each.setAttribute("aria-selected", each === name);
    this.field.setAttribute("aria-activedescendant", name.id);
    name.scrollIntoView({ block: "nearest" });
  }
  take(name) {
    if (!name) return this.close();
    const end = this.field.selectionStart, start = end - this.typed.length;
    this.field.setRangeText(`${name.textContent} `, start, end, "end");
    this.close();
  }
  close() {
    this.list.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }
});
