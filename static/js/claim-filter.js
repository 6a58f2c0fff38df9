// The lists beside the story narrow the page to what they explain and count. The rest is dimmed:
// nothing moves in the story.
customElements.define("claim-filter", class extends HTMLElement {
  static buttons = "[data-filter], [data-filter-c], [data-filter-src]";

  connectedCallback() {
    this.addEventListener("click", this);
    document.addEventListener("claims:changed", this);
  }
  disconnectedCallback() { document.removeEventListener("claims:changed", this); }
  handleEvent({ type, target }) {
    if (type === "claims:changed") return this.recount();
    const button = target.closest(this.constructor.buttons);
    if (!button) return;
    const off = button.getAttribute("aria-pressed") === "true" || button.dataset.filter === "all";
    this.press(off ? this.all : button);
    this.apply();
    document.dispatchEvent(new CustomEvent("claims:filtered"));
  }

  get main() { return this.closest("main"); }
  get all() { return this.querySelector("[data-filter=all]"); }
  get chosen() { return this.querySelector("[aria-pressed=true]") ?? this.all; }
  get cards() { return [...this.main.querySelectorAll(".cards .card")]; }
  press(button) {
    for (const each of this.querySelectorAll(this.constructor.buttons)) each.setAttribute("aria-pressed", String(each === button));
  }
  test({ filter, filterC, filterSrc }) {
    const { me } = this.main.dataset;
    if (filterC) return card => card.dataset.c === filterC;
    if (filterSrc) return card => card.dataset.src === filterSrc;
    if (filter === "mine") return card => Boolean(me) && card.dataset.author?.split(" ").includes(me);
    return card => filter !== "contested" || "contested" in card.dataset;
  }
  apply() {
    const filtering = this.chosen !== this.all;
    const hit = new Set(filtering ? this.cards.filter(this.test(this.chosen.dataset)).map(card => card.dataset.claim) : []);
    this.main.toggleAttribute("data-filtering", filtering);
    for (const each of this.main.querySelectorAll(filtering ? "[data-claim]" : "[data-match]")) {
      each.toggleAttribute("data-match", hit.has(each.dataset.claim));
    }
  }
  recount() {
    const { cards } = this;
    for (const button of this.querySelectorAll(this.constructor.buttons)) {
      const count = button.querySelector(".count");
      if (count) count.textContent = cards.filter(this.test(button.dataset)).length;
    }
    if (this.chosen !== this.all) this.apply();
  }
});
