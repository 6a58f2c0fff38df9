// Through whom a claim reached the reader: steps that are added and taken away, in order. Whose
// confidence it is can be any of them.
customElements.define("chain-steps", class extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.form.addEventListener("filled", this);
    for (const type of ["click", "source:chosen"]) this.addEventListener(type, this);
  }
  handleEvent({ type, target, detail }) {
    if (type === "filled") this.fill(detail);
    else if (type === "source:chosen") this.count();
    else if (target.closest("[data-add]")) this.add().querySelector("[role=combobox]").focus();
    else if (target.closest("[data-remove]")) this.remove(target.closest("li"));
  }
  get list() { return this.querySelector("ol"); }
  fill(fields) {
    this.list.replaceChildren();
    const column = name => fields.filter(([each]) => each === name).map(([, value]) => value);
    const [sources, names, kinds, called] = ["via", "via_name", "via_kind", "via_called"].map(column);
    for (const [at, source] of sources.entries())
      if (source || names[at]) this.add().querySelector("source-choice").show(source, names[at], kinds[at], called[at]);
    this.count();
  }
  add() {
    this.made = (this.made ?? 0) + 1;
    const step = this.querySelector("template").content.cloneNode(true).firstElementChild;
    for (const each of step.querySelectorAll("[id]")) each.id += `-${this.made}`;
    for (const name of ["for", "aria-controls", "hx-target"])
      for (const each of step.querySelectorAll(`[${name}]`)) each.setAttribute(name, `${each.getAttribute(name)}-${this.made}`);
    this.list.append(step);
    htmx.process(step);
    this.count();
    return step;
  }
  remove(step) {
    step.remove();
    this.count();
    this.dispatchEvent(new Event("input", { bubbles: true }));
    this.querySelector("[data-add]").focus();
  }
  count() {
    const steps = [...this.list.children], holder = this.form.elements.holder, chosen = holder.value;
    this.querySelector("[data-add]").hidden = steps.length >= 7;
    const named = ["The source’s", ...steps.map(step => step.querySelector("[data-chosen] [data-name]").textContent || "…")];
    holder.replaceChildren(...named.map((words, at) => new Option(words, at, false, String(at) === chosen)));
  }
});
