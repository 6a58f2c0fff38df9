// A group of teasers stays open or closed as this reader left it.
customElements.define("remember-open", class extends HTMLElement {
  connectedCallback() {
    const details = this.querySelector("details");
    const key = `open:${this.getAttribute("name")}`;
    if (localStorage.getItem(key)) details.open = true;
    details.addEventListener("toggle", () => {
      if (details.open) localStorage.setItem(key, "1");
      else localStorage.removeItem(key);
    });
  }
});
