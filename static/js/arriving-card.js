// A claim's card stands in the margin as soon as it is sent, and says how that went. Once saved it
// can be undone for ten seconds; the server's own card takes its place.
customElements.define("arriving-card", class extends HTMLElement {
  static told = ["claim:sending", "claim:kept", "claim:refused", "claim:saved", "claims:changed"];
  static patience = 10_000;

  connectedCallback() { for (const type of this.constructor.told) document.addEventListener(type, this); }
  disconnectedCallback() { for (const type of this.constructor.told) document.removeEventListener(type, this); }
  handleEvent({ type, detail }) { this[type.split(":")[1]](detail); }
  card(key) { return document.getElementById(`claim-${key}`); }

  sending(entry) {
    if (this.card(entry.key)) return;
    const card = this.querySelector("template").content.cloneNode(true).firstElementChild;
    const field = name => entry.fields.find(([each]) => each === name)?.[1] ?? "";
    card.id = `claim-${entry.key}`;
    card.dataset.claim = entry.key;
    card.dataset.c = field("confidence");
    card.querySelector(".who").textContent = field("source_called");
    card.querySelector(".says").textContent = field("statement") || `“${entry.quote}”`;
    card.querySelector(`[data-level="${card.dataset.c}"]`).hidden = false;
    this.put(card, entry.segments[0]);
  }
  // Before the first card whose words come later.
  put(card, segment) {
    const range = document.querySelector("selected-words").range(segment);
    const list = document.querySelector(".cards > ol") ?? this.list();
    const later = [...list.children].find(each => {
      const mark = document.getElementById(`m-${each.dataset.claim ?? each.querySelector("[data-claim]")?.dataset.claim}`);
      return mark && range?.comparePoint(mark, 0) > 0;
    });
    list.insertBefore(card, later ?? null);
    globalThis.CSS.highlights?.set("arriving", new Highlight(...[range].filter(Boolean)));
    document.dispatchEvent(new CustomEvent("claims:changed", { bubbles: true }));
  }
  list() {
    const margin = Object.assign(document.createElement("aside"), { className: "cards" });
    margin.setAttribute("aria-label", "Claims");
    margin.append(document.createElement("ol"));
    document.querySelector(".composing").before(margin);
    return margin.firstChild;
  }
  kept({ key }) { this.say(key, "Kept on this device"); }
  refused({ key }) {
    this.card(key)?.remove();
    this.rest();
  }
  say(key, words) {
    const place = this.card(key)?.querySelector("[data-said]");
    if (place) place.textContent = words;
  }
  saved({ key }) {
    this.say(key, "");
    this.forget();
    this.undo = document.querySelector("claim-outbox [data-answer] [data-undo]");
    this.key = key;
    this.changed();
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.forget(), this.constructor.patience);
    document.dispatchEvent(new CustomEvent("live:claim", { bubbles: true, detail: { kind: "claim", verb: "mark", subject: key, version: 1 } }));
    this.rest();
  }
  forget() {
    this.undo?.remove();
    this.undo = undefined;
  }
  // A card that was drawn anew gets the way back again; where no card is seen it stands by itself.
  changed() {
    if (!this.undo) return;
    const foot = this.card(this.key)?.querySelector(".foot");
    const place = foot?.checkVisibility() ? foot : document.querySelector("claim-outbox [data-saved]");
    if (!place.contains(this.undo)) place.append(this.undo);
    const note = document.getElementById(`r-${this.key}`);
    if (document.activeElement === document.body) note?.focus({ preventScroll: true });
  }
  rest() { globalThis.CSS.highlights?.delete("arriving"); }
});
