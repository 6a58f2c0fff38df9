// Copies the field's words. Without script, or where the browser forbids it, they can be selected.
customElements.define("copy-text", class extends HTMLElement {
  connectedCallback() {
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.copy());
    this.field.addEventListener("focus", () => this.field.select());
  }

  async copy() {
    this.field.select();
    try {
      await navigator.clipboard.writeText(this.field.value);
      this.button.textContent = "Copied";
    } catch {
      this.button.textContent = "Press Ctrl+C";
    }
  }

  get field() { return this.querySelector("input, textarea"); }
  get button() { return this.querySelector("button"); }
});
