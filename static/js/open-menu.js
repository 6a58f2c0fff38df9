// A menu (<details>) closes when something else is pressed, or Escape.
customElements.define("open-menu", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("click", this);
    this.addEventListener("keydown", this);
  }
  disconnectedCallback() { document.removeEventListener("click", this); }
  handleEvent(event) {
    const menu = this.querySelector("details");
    if (!menu.open) return;
    if (event.type === "click" && !menu.contains(event.target)) menu.open = false;
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
      event.stopPropagation();
    }
  }
});
