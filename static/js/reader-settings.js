// A reader setting takes effect at once and is kept in the cookie that the server reads.
customElements.define("reader-settings", class extends HTMLElement {
  connectedCallback() { this.addEventListener("submit", this); }
  handleEvent(event) {
    const { name, value } = event.submitter ?? {};
    if (!name) return;
    event.preventDefault();
    const root = document.documentElement;
    root.dataset[name] = value;
    for (const button of this.querySelectorAll(`button[name="${name}"]`))
      button.setAttribute("aria-pressed", button.value === value);
    const kept = ["size", "width", "theme", "face", "keys"].map(each => `${each}-${root.dataset[each]}`).join(".");
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `reader=${kept}; path=/; max-age=31536000; samesite=lax${secure}`;
    dispatchEvent(new CustomEvent("reader:settings", { detail: { name, value } }));
  }
});
