// On small screens the margin is a sheet at the foot: which claim of how many, and the lists that
// narrow the page, which it opens over the story.
customElements.define("claims-sheet", class extends HTMLElement {
  static heard = ["claim:activated", "claims:changed", "claims:filtered", "click", "keydown"];

  connectedCallback() { for (const type of this.constructor.heard) document.addEventListener(type, this); }
  disconnectedCallback() { for (const type of this.constructor.heard) document.removeEventListener(type, this); }
  handleEvent(event) {
    if (event.type === "click") return this.rail(event.target.closest("[data-rail]") ? !this.isOpen : Boolean(event.target.closest(".rail")) && this.isOpen);
    if (event.type === "keydown") return void (event.key === "Escape" && this.isOpen && this.rail(false));
    this.tell();
  }
  get main() { return this.closest("main"); }
  get isOpen() { return "rail" in this.main.dataset; }
  rail(open) {
    if (open === this.isOpen) return;
    this.main.toggleAttribute("data-rail", open);
    this.querySelector("[data-rail]").setAttribute("aria-expanded", String(open));
    if (open) this.main.querySelector(".rail button")?.focus();
  }
  tell() {
    const filtering = this.main.hasAttribute("data-filtering") ? "[data-match]" : "";
    const cards = [...this.main.querySelectorAll(`.cards .card${filtering}`)];
    const now = cards.findIndex(card => card.hasAttribute("data-active")) + 1;
    const words = `${cards.length} claim${cards.length === 1 ? "" : "s"}`;
    this.querySelector(".num").textContent = now ? `${now} of ${words}` : words;
  }
});
