// What was kept on the device comes back before the page can ask for its preview: ask again then.
customElements.define("desk-preview", class extends HTMLElement {
  connectedCallback() {
    if (document.readyState !== "complete") addEventListener("load", this, { once: true });
  }
  handleEvent() {
    const form = this.closest("form");
    if (!form.querySelector("[data-kept]").hidden) form.dispatchEvent(new Event("restored"));
  }
});
