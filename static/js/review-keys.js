// Import review by keys: J and K go from block to block, the arrows move one across, Alt with them
// moves it within its half, U takes back, Control and Enter sends. Keys press the page's buttons.
customElements.define("review-keys", class extends HTMLElement {
  connectedCallback() {
    for (const row of this.rows) row.tabIndex = -1;
    this.turnTo(this.rows[0]);
    this.addEventListener("focusin", this);
    document.addEventListener("keydown", this);
  }
  disconnectedCallback() { document.removeEventListener("keydown", this); }
  get rows() { return [...this.querySelectorAll(".block")]; }

  handleEvent(event) {
    const { type, target } = event;
    if (type === "focusin") this.turnTo(target.closest(".block"));
    else if (this.press(event, target.closest("input, textarea, select"))) event.preventDefault();
  }
  press({ key, ctrlKey, metaKey, altKey, target }, field) {
    const row = this.current, at = target === row;
    if (key === "Enter" && (ctrlKey || metaKey)) return this.push(this, "[data-send]");
    if (field) return key === "Escape" && row?.contains(field) && this.go(row);
    if (ctrlKey || metaKey || document.documentElement.dataset.keys === "off") return false;
    if (altKey) return at && this.push(row, { ArrowUp: "[value^=up]", ArrowDown: "[value^=down]" }[key]);
    if (key === "j" || key === "k") return this.step(key === "j" ? 1 : -1);
    if (key === "u") return this.push(this, "[data-undo]");
    if (key === "Enter" && at) return this.go(row.querySelector("textarea"));
    const half = { ArrowRight: "story", ArrowLeft: "along" }[key];
    return Boolean(half) && at && Boolean(row.closest(`[data-half=${half}]`)) && this.push(row, "[value^=across]");
  }
  push(within, button) {
    if (!button) return false;
    within.querySelector(button)?.click();
    return true;
  }
  step(by) {
    const rows = this.rows, from = rows.indexOf(this.current);
    const started = this.current?.contains(document.activeElement);
    return this.go(rows[Math.min(rows.length - 1, Math.max(0, started ? from + by : from))]);
  }
  go(element) { element?.focus(); return true; }
  turnTo(row) {
    if (!row) return;
    if (this.current) this.current.tabIndex = -1;
    this.current = row;
    row.tabIndex = 0;
  }
});
