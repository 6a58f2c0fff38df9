// Brings what others marked into the page: the blocks and cards around the claims that changed. What
// one has selected or is typing in stays as it is until one has done with it.
customElements.define("live-claims", class extends HTMLElement {
  static heard = ["live:claim", "live:reset", "selectionchange", "focusout"];
  static longest = 300;

  connectedCallback() {
    this.waiting = new Set();
    for (const type of this.constructor.heard) document.addEventListener(type, this);
    this.addEventListener("htmx:afterSwap", this);
  }
  disconnectedCallback() {
    for (const type of this.constructor.heard) document.removeEventListener(type, this);
    clearTimeout(this.timer);
  }
  handleEvent({ type, detail }) {
    if (type === "live:claim") this.waiting.add(detail.subject);
    if (type === "live:reset") this.whole();
    if (type === "htmx:afterSwap") this.take();
    else if (this.waiting.size) this.soon();
  }
  // Not all readers at once.
  soon() { this.timer ??= setTimeout(() => this.ask(), Math.random() * this.constructor.longest); }

  get main() { return this.closest("main"); }
  get list() { return this.main.querySelector(".cards > ol"); }
  card(claim) { return document.getElementById(`claim-${claim}`); }
  block(start) { return this.main.querySelector(`.story [data-start="${start}"]`); }

  ask() {
    this.timer = undefined;
    if (!this.list) return this.whole();
    this.asked = [...this.waiting].filter(claim => !this.isBusy(claim)).slice(0, 20);
    if (!this.asked.length) return;
    for (const claim of this.asked) this.waiting.delete(claim);
    const query = new URLSearchParams({ project: this.main.dataset.project });
    for (const claim of this.asked) query.append("claim", claim);
    for (const start of this.blocksOf(this.asked)) query.append("block", start);
    htmx.ajax("GET", `${this.getAttribute("changes")}?${query}`, { target: this, select: "#changed", swap: "innerHTML" })
      .catch(() => this.asked.forEach(claim => this.waiting.add(claim)));
  }
  together(claim) {
    const entry = this.card(claim)?.closest(".cards > ol > li");
    return [claim, ...[...entry?.querySelectorAll(".card") ?? []].map(card => card.dataset.claim)];
  }
  blocksOf(claims) {
    const marks = claims.flatMap(claim => this.together(claim)).map(claim => `.story .hl[data-claim="${claim}"]`);
    const found = marks.length ? [...this.main.querySelectorAll(marks.join())] : [];
    return new Set(found.map(mark => mark.closest("[data-start]").dataset.start));
  }
  isBusy(claim) {
    const typing = this.card(claim)?.closest(".cards > ol > li")?.querySelector(":is(input, textarea):focus");
    const chosen = getSelection();
    const inWords = !chosen.isCollapsed && [...this.blocksOf([claim])].some(start => chosen.containsNode(this.block(start), true));
    return Boolean(typing || inWords);
  }

  take() {
    const changed = this.querySelector("#changed");
    if (!changed) return;
    if (changed.dataset.revision !== this.main.dataset.revision) return this.replaceChildren();
    const focused = document.activeElement?.closest(".fn, .card")?.id;
    for (const words of changed.querySelectorAll("[data-block]")) this.block(words.dataset.block)?.replaceChildren(...words.childNodes);
    const entries = [...changed.querySelectorAll(":scope > ol > li")];
    const gone = new Set([...this.asked, ...[...changed.querySelectorAll(".card")].map(card => card.dataset.claim)]);
    for (const claim of gone) this.drop(claim);
    for (const entry of entries) this.insert(entry);
    for (const source of changed.querySelectorAll(":scope > ul > li")) this.offer(source);
    htmx.process(this.list);
    this.replaceChildren();
    this.number();
    document.dispatchEvent(new CustomEvent("claims:changed", { bubbles: true }));
    if (focused && !document.activeElement?.closest(".fn, .card")) document.getElementById(focused)?.focus({ preventScroll: true });
  }
  drop(claim) {
    const card = this.list.querySelector(`#claim-${claim}`);
    const entry = card?.closest(".cards > ol > li");
    card?.remove();
    if (entry?.matches(".card") || !entry?.querySelector(".card")) entry?.remove();
  }
  // Before the first card whose words come later; those that need a person come first.
  insert(entry) {
    const words = entry.dataset.anchor ? null : this.words(entry);
    const later = words ? [...this.list.children].find(each => !each.dataset.anchor && this.comesLater(words, this.words(each))) : this.list.firstElementChild;
    this.list.insertBefore(entry, later ?? null);
  }
  words(entry) { return document.getElementById(`m-${entry.dataset.claim ?? entry.querySelector("[data-claim]")?.dataset.claim}`); }
  comesLater(words, other) { return other && Boolean(words.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING); }
  offer(source) {
    const { filterSrc } = source.querySelector("button").dataset;
    if (this.main.querySelector(`[data-filter-src="${filterSrc}"]`)) return;
    [...this.main.querySelectorAll("[data-filter-src]")].at(-1)?.closest("ul").append(source);
  }
  number() {
    let number = 0;
    for (const mark of this.main.querySelectorAll(".story .hl[id^='m-']:not([data-anchor])")) {
      const { claim } = mark.dataset;
      number += 1;
      const note = document.getElementById(`r-${claim}`);
      if (note) {
        note.dataset.n = number;
        note.setAttribute("aria-label", note.getAttribute("aria-label").replace(/\d+/, number));
      }
      const place = this.card(claim)?.querySelector(".no");
      if (place) place.textContent = number;
    }
  }
  whole() {
    htmx.ajax("GET", location.href, { target: this.main, select: "#main", swap: "outerHTML" });
  }
});
