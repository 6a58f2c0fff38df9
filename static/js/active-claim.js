// One claim is active at a time: its words, number, card and place on the map. "n" and "p" go to the
// next and the one before; what the pointer is over is lit alone.
customElements.define("active-claim", class extends HTMLElement {
  static heard = ["click", "keydown", "pointerover", "pointerout", "claim:activate", "claims:changed"];
  static places = ".hl[data-claim], .fn, .map a, .card .no";

  connectedCallback() {
    for (const type of this.constructor.heard) document.addEventListener(type, this);
    addEventListener("hashchange", this);
    // The browser goes to the card's first place, before it stands beside its words.
    if (document.readyState !== "complete") addEventListener("load", () => requestAnimationFrame(() => this.hashchange()), { once: true });
    this.hashchange();
  }
  disconnectedCallback() {
    for (const type of this.constructor.heard) document.removeEventListener(type, this);
    removeEventListener("hashchange", this);
  }
  handleEvent(event) { this[event.type.replace(":", "_")](event); }

  get claim() { return document.querySelector(".cards .card[data-active]")?.dataset.claim; }
  get order() {
    const filtering = document.querySelector("main[data-filtering]") ? "[data-match]" : "";
    return [...document.querySelectorAll(`.cards .card${filtering}`)].map(card => card.dataset.claim);
  }
  words(claim) { return document.getElementById(`m-${claim}`); }

  hashchange() {
    const claim = location.hash.match(/^#(?:claim|r|m)-([0-9a-f-]{36})$/)?.[1];
    if (claim) this.activate(claim, { scroll: true });
  }
  claim_activate({ detail }) { this.activate(detail.claim, { scroll: true }); }
  claims_changed() { if (this.kept) this.mark(this.kept); }

  click(event) {
    const { target } = event;
    if (target.closest("[data-step]")) return this.step(Number(target.closest("[data-step]").dataset.step));
    if (target.closest("[data-close-claim]")) return this.activate(null);
    const place = target.closest(this.constructor.places);
    if (!place) return this.card(target);
    if (target.closest("a[href]") && !place.matches("a") || !getSelection().isCollapsed) return;
    event.preventDefault();
    const { claim } = place.closest("[data-claim]").dataset;
    this.activate(claim, { scroll: place.matches(".map a, .no"), focus: event.detail === 0 && place.matches(".fn") });
  }
  card(target) {
    const card = target.closest(".card");
    if (card && !card.hasAttribute("data-active") && !target.closest("a, button, summary, input, textarea, select, label")) {
      this.activate(card.dataset.claim);
    }
  }
  keydown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "Escape" && this.claim) return this.leave();
    if (document.documentElement.dataset.keys === "off") return;
    if (event.key === "n" || event.key === "p") this.step(event.key === "n" ? 1 : -1);
  }
  pointerover({ target }) { this.light(target, true); }
  pointerout({ target }) { this.light(target, false); }
  light(target, on) {
    const claim = target.closest?.(".card, .hl, .map li")?.dataset.claim;
    if (!claim) return;
    for (const mark of document.querySelectorAll(`.story .hl[data-claim="${claim}"]`)) mark.toggleAttribute("data-hover", on);
  }

  step(by) {
    const order = this.order;
    if (!order.length) return;
    const now = order.indexOf(this.claim);
    const next = now < 0 ? (by > 0 ? 0 : order.length - 1) : (now + by + order.length) % order.length;
    this.activate(order[next], { scroll: true });
  }
  leave() {
    const number = document.getElementById(`r-${this.claim}`);
    const inside = document.activeElement?.closest(".card");
    this.activate(null);
    if (inside) number?.focus({ preventScroll: true });
  }
  activate(claim, { scroll = false, focus = false } = {}) {
    // Equal claims share a card.
    claim = document.getElementById(`claim-${claim}`)?.closest(".card")?.dataset.claim ?? claim;
    this.kept = claim;
    this.mark(claim);
    const card = claim && document.getElementById(`claim-${claim}`);
    document.dispatchEvent(new CustomEvent("claim:activated", { detail: { claim } }));
    if (scroll && this.words(claim)) this.show(this.words(claim));
    else if (scroll) card?.scrollIntoView({ block: "nearest", behavior: "instant" });
    if (!card || !focus) return;
    card.tabIndex = -1;
    card.focus({ preventScroll: true });
  }
  mark(claim) {
    for (const each of document.querySelectorAll("main [data-active]")) each.removeAttribute("data-active");
    if (!claim) return;
    for (const each of document.querySelectorAll(`main [data-claim="${claim}"]`)) each.setAttribute("data-active", "");
  }
  show(words) {
    const { top, bottom } = words.getBoundingClientRect();
    if (top < 96 || bottom > innerHeight - 96) words.scrollIntoView({ block: "center", behavior: "instant" });
  }
});
