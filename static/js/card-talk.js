// In the active card: what one can do with the claim, and what people say of it, both from the
// claim's own page. "r" replies. What one has typed stays when the card is drawn anew.
customElements.define("card-talk", class extends HTMLElement {
  static heard = ["claim:activated", "claims:changed", "keydown", "submit", "htmx:afterSettle"];
  static parts = ["anchor", "acts", "replies", "assessment"];
  static pause = 150;

  connectedCallback() {
    this.talks = new Map();
    for (const type of this.constructor.heard) document.addEventListener(type, this);
  }
  disconnectedCallback() {
    for (const type of this.constructor.heard) document.removeEventListener(type, this);
    clearTimeout(this.timer);
  }
  handleEvent(event) {
    if (event.type === "keydown") return this.press(event);
    if (event.type === "submit") return void (this.sent = Boolean(event.target.closest(".talk")));
    if (event.type === "htmx:afterSettle") return this.show(event.target);
    if (event.type === "claims:changed") this.giveBack();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.bring(event.type === "claims:changed"), this.constructor.pause);
  }

  get card() { return document.querySelector(".cards .card[data-active]"); }

  // Where cards were drawn anew, they get what stood in those before.
  giveBack() {
    for (const [claim, talk] of this.talks) {
      if (!talk.isConnected) document.querySelector(`#claim-${claim} .talk`)?.replaceWith(talk);
      if (!talk.isConnected) this.talks.delete(claim);
    }
  }
  bring(again) {
    const { card } = this, claim = card?.dataset.claim, place = card?.querySelector(".talk");
    for (const [other, talk] of this.talks) {
      if (other === claim || this.isUsed(talk)) continue;
      talk.replaceChildren();
      this.talks.delete(other);
    }
    if (!place || this.isUsed(place) || again && place.querySelector(".notice")) return;
    this.talks.set(claim, place);
    const select = this.constructor.parts.map(part => `#${part}-${claim}`).join();
    htmx.ajax("GET", card.querySelector(".links a").href, { source: this, target: place, select, swap: "innerHTML" });
  }
  isUsed(talk) {
    if (talk.querySelector("details[open]") || talk.contains(document.activeElement)) return true;
    return [...talk.querySelectorAll("textarea")].some(field => !field.closest("details") && field.value);
  }
  // Whoever sent something goes on from where the answer stands.
  show(part) {
    if (!part.matches?.(".talk > .part")) return;
    if (this.wants) return this.reply();
    if (!this.sent || document.activeElement !== document.body) return;
    this.sent = false;
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
  }

  press(event) {
    if (event.key !== "r" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.documentElement.dataset.keys === "off" || !this.card) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    this.reply();
  }
  // At once, or as soon as the form is there.
  reply() {
    const field = this.card?.querySelector(".talk .answer textarea");
    this.wants = !field;
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
});
