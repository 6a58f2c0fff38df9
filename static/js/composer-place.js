// Where the composer stands: in the margin, as an entry among the cards, beside the first line of its
// words and with its foot on the screen; on small screens a sheet. Its words are lit in the story.
customElements.define("composer-place", class extends HTMLElement {
  static heard = ["claim:words", "claim:opened", "claim:closed"];

  connectedCallback() {
    for (const type of this.constructor.heard) document.addEventListener(type, this);
    this.form.addEventListener("htmx:afterSettle", this);
  }
  disconnectedCallback() { for (const type of this.constructor.heard) document.removeEventListener(type, this); }
  handleEvent({ type, detail }) {
    if (type === "claim:words") this.light(detail.segments);
    else if (type === "claim:opened") this.enter();
    else if (type === "claim:closed") this.leave();
    else if (!this.composer.touched) this.stand();
  }
  get composer() { return document.querySelector("claim-composer"); }
  get form() { return this.composer.querySelector("form"); }
  // What the margin takes for the first line of the words.
  get line() { return this.querySelector("#m-composing"); }

  light(segments) {
    const model = document.querySelector("selected-words");
    const ranges = segments.map(each => model.range(each)).filter(Boolean);
    globalThis.CSS.highlights?.set("marking", new Highlight(...ranges));
    [this.first] = ranges;
    if (this.entry) this.stand();
  }
  enter() {
    const list = document.querySelector(".cards > ol");
    if (!list || !matchMedia("screen and (min-width: 56.01rem)").matches) return;
    this.entry ??= Object.assign(document.createElement("li"), { className: "composing-entry" });
    this.entry.dataset.claim = "composing";
    this.entry.dataset.active = "";
    const words = each => document.getElementById(`m-${each.dataset.claim ?? each.querySelector("[data-claim]")?.dataset.claim}`);
    const later = [...list.children].find(each => words(each) && this.first?.comparePoint(words(each), 0) > 0);
    list.insertBefore(this.entry, later ?? null);
    this.entry.append(this.composer);
    this.stand();
  }
  stand() {
    const bar = document.querySelector(".bar")?.offsetHeight ?? 0, line = this.first?.getClientRects()[0]?.top ?? 0;
    const top = Math.min(line - 8, Math.max(innerHeight - this.composer.offsetHeight - 12, bar + 12));
    this.line.style.setProperty("--y", `${Math.round(top - this.getBoundingClientRect().top)}px`);
    document.dispatchEvent(new CustomEvent("claims:changed"));
  }
  leave() {
    globalThis.CSS.highlights?.delete("marking");
    this.append(this.composer);
    this.entry?.remove();
    this.entry = undefined;
  }
});
