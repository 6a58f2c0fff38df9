// Words selected in the story fill the form that asks where a claim stands now.
customElements.define("take-selection", class extends HTMLElement {
  connectedCallback() { document.addEventListener("words:selected", this); }
  disconnectedCallback() { document.removeEventListener("words:selected", this); }
  handleEvent({ detail }) {
    if (!this.closest("details")?.open) return;
    this.field("revision").value = document.querySelector("main[data-revision]")?.dataset.revision ?? "";
    this.field("segments").value = JSON.stringify(detail.segments);
    this.field("quote").value = this.field("words").value = detail.quote;
  }
  field(name) { return this.querySelector(`[name="${name}"]`); }
});
