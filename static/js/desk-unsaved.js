// A page with words that are not saved yet asks before it is left.
customElements.define("desk-unsaved", class extends HTMLElement {
  connectedCallback() {
    this.unsaved = this.hasAttribute("data-unsaved");
    for (const type of ["input", "submit"]) this.addEventListener(type, this);
    addEventListener("beforeunload", this);
  }
  disconnectedCallback() { removeEventListener("beforeunload", this); }
  handleEvent(event) {
    if (event.type !== "beforeunload") this.unsaved = event.type === "input";
    else if (this.unsaved) event.preventDefault();
  }
});
