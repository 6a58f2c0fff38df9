// Ctrl + Enter, or Cmd + Enter, saves from wherever in the form one is.
customElements.define("desk-save-key", class extends HTMLElement {
  connectedCallback() { this.addEventListener("keydown", this); }
  handleEvent(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.querySelector("[data-saves]").click();
  }
});
