// What is typed into a form stays on this device until the server says that it is stored: through
// reloads, lost connections and signing out. Files cannot be kept.
customElements.define("keep-typed", class extends HTMLElement {
  connectedCallback() {
    for (const type of ["input", "change", "click", "stored", "htmx:beforeRequest", "htmx:beforeOnLoad", "htmx:sendError", "htmx:responseError"])
      this.addEventListener(type, this);
    window.addEventListener("pagehide", this);
    this.restore();
  }
  disconnectedCallback() { window.removeEventListener("pagehide", this); }
  get device() { try { return localStorage; } catch { return undefined; } }
  get form() { return this.querySelector("form"); }
  get typed() {
    const kept = ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken";
    return JSON.stringify([...new FormData(this.form)].filter(kept));
  }

  handleEvent({ type, target }) {
    if (type === "stored") this.forget();
    // the answer may hold this form anew, which then finds here what was typed until now
    else if (["pagehide", "htmx:beforeOnLoad"].includes(type)) this.keepNow();
    else if (type === "htmx:beforeRequest") { this.keepNow(); this.tell(false); }
    else if (type.startsWith("htmx:")) this.tell(true);
    else if (type !== "click") { clearTimeout(this.soon); this.soon = setTimeout(() => this.keep(), 300); }
    else if (target.closest("[data-forget]")) { this.forget(); location.reload(); }
  }
  keepNow() { if (this.soon) this.keep(); }
  keep() {
    clearTimeout(this.soon);
    this.soon = 0;
    try { this.device?.setItem(this.dataset.key, this.typed); } catch { /* there is no room for more */ }
  }
  forget() {
    clearTimeout(this.soon);
    this.soon = 0;
    this.device?.removeItem(this.dataset.key);
  }
  restore() {
    const kept = this.device?.getItem(this.dataset.key);
    if (!kept || kept === this.typed) return;
    const entries = JSON.parse(kept);
    const asked = new CustomEvent("restore", { detail: entries, bubbles: true, cancelable: true });
    if (this.form.dispatchEvent(asked)) this.fill(entries);
    this.querySelector("[data-kept]").hidden = false;
  }
  fill(entries) {
    for (const [name, value] of entries)
      if (this.form.elements[name]) this.form.elements[name].value = value;
    this.form.dispatchEvent(new Event("restored"));
  }
  tell(unsent) { this.querySelector("[data-unsent]").hidden = !unsent; }
});
