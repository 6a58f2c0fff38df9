// Rows are dragged by their grip. On the drop the row's own form says beside which row it stands
// now; the server sorts. The buttons beside the grip do the same by key.
customElements.define("desk-sort", class extends HTMLElement {
  connectedCallback() {
    for (const grip of this.querySelectorAll("[data-grip]")) grip.hidden = false;
    for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
      this.addEventListener(type, this);
    }
  }
  handleEvent(event) { this[event.type](event); }
  pointerdown(event) {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button) return;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    this.row = grip.closest("[data-row]");
    this.row.dataset.dragged = "";
  }
  pointermove(event) {
    if (!this.row) return;
    this.clearMark();
    const over = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-row]");
    if (!over || over === this.row || !this.contains(over)) return;
    const box = over.getBoundingClientRect();
    over.dataset.drop = event.clientY < box.top + box.height / 2 ? "before" : "after";
  }
  pointerup() {
    const target = this.querySelector("[data-drop]");
    const form = this.row?.querySelector("form");
    if (target && form) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: target.dataset.drop, value: target.dataset.row });
      form.append(field);
      form.requestSubmit();
    }
    this.pointercancel();
  }
  pointercancel() {
    this.clearMark();
    this.row?.removeAttribute("data-dragged");
    this.row = null;
  }
  clearMark() { this.querySelector("[data-drop]")?.removeAttribute("data-drop"); }
});
