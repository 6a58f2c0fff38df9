// Import review: rows that the page did not have, added by hand or back from this device. Each half
// ends in an empty row, which without script is filled in, and with it is the pattern for others.
customElements.define("review-rows", class extends HTMLElement {
  connectedCallback() {
    this.empty = Object.fromEntries(["story", "along"].map(name => [name, this.half(name).lastElementChild]));
    this.next = +this.empty.story.dataset.number;
    for (const row of Object.values(this.empty)) {
      row.remove();
      row.removeAttribute("data-fresh");
    }
    for (const button of this.querySelectorAll("[data-add]")) button.hidden = false;
    this.addEventListener("click", this);
    this.addEventListener("restore", this);
  }
  half(name) { return this.querySelector(`[data-half="${name}"]`); }

  handleEvent(event) {
    if (event.type === "restore") this.restore(event);
    else if (event.target.closest("[data-add]")) this.add(event.target.closest("[data-add]").dataset.add);
  }
  add(half) {
    const row = this.made(half, this.next);
    const back = () => { row.remove(); return this.half(half).lastElementChild; };
    this.half(half).append(row);
    this.dispatchEvent(new CustomEvent("remember", { detail: back, bubbles: true }));
    row.querySelector("textarea").focus();
  }
  restore(event) {
    event.preventDefault();
    const { elements } = this.querySelector("form");
    for (const [name, value] of event.detail) {
      const number = name.match(/^row-(\d+)-kind$/)?.[1];
      if (!number) continue;
      const half = ["related", "sponsored"].includes(value) ? "along" : "story";
      const row = this.querySelector(`#row-${number}`) ?? this.made(half, number);
      (value === "left_out" && row.parentElement || this.half(half)).append(row);
      row.dataset.kind = value;
    }
    for (const [name, value] of event.detail) if (elements[name]) elements[name].value = value;
    event.target.dispatchEvent(new Event("restored"));
  }
  made(half, number) {
    const row = this.empty[half].cloneNode(true);
    for (const element of [row, ...row.querySelectorAll("[name]")])
      for (const { name, value } of [...element.attributes])
        if (["id", "name", "value", "data-number"].includes(name)) element.setAttribute(name, value.replace(/\d+/, number));
    row.tabIndex = -1;
    this.next = Math.max(this.next, +number + 1);
    return row;
  }
});
