// Each card stands beside the first line of its words. The active one stands there exactly; the
// others give way, as little as they must. Under 896 px there is no margin.
customElements.define("margin-cards", class extends HTMLElement {
  static heard = ["claim:activated", "claims:changed", "claims:filtered", "claim:opened", "claim:closed", "story:laid", "toggle"];
  static gap = 14;
  static most = 80;

  connectedCallback() {
    for (const type of this.constructor.heard) document.addEventListener(type, this, { capture: type === "toggle" });
    this.wide = matchMedia("screen and (min-width: 56.01rem)");
    this.wide.addEventListener("change", this);
    this.widths = new ResizeObserver(() => this.soon(true));
    this.widths.observe(document.querySelector(".story"));
    this.heights = new ResizeObserver(() => this.soon(false));
    document.fonts.ready.then(() => this.soon(this.ready = true));
  }
  disconnectedCallback() {
    for (const type of this.constructor.heard) document.removeEventListener(type, this, { capture: type === "toggle" });
    this.wide.removeEventListener("change", this);
    this.widths.disconnect();
    this.heights.disconnect();
    clearTimeout(this.timer);
  }
  handleEvent({ type, target }) {
    if (type === "toggle" && !target.closest?.(".story, .cards")) return;
    this.soon(type !== "claim:activated");
  }
  soon(anew) {
    this.anew ||= anew;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.align();
      this.anew = false;
    });
  }

  get margin() { return this.closest(".cards"); }
  get list() { return this.margin.querySelector(":scope > ol"); }

  align() {
    const { margin, list } = this;
    if (!list || document.querySelector("gradual-layout")) return;
    // A long list stands so from the start: to restyle it would take long.
    const isLong = "long" in list.dataset;
    if (!isLong) margin.toggleAttribute("data-aligned", this.wide.matches);
    if (!this.wide.matches) return void (margin.style.blockSize = "");
    if (this.anew || !this.entries) this.entries = this.measured(list);
    else this.measureActive();
    this.place(this.entries);
    const last = this.entries.at(-1);
    const size = last ? Math.ceil(last.y + last.size + list.offsetTop) : 0;
    if (size !== this.size) margin.style.blockSize = `${this.size = size}px`;
    // From here on, cards that give way are seen to move.
    if (this.ready && !isLong) requestAnimationFrame(() => margin.setAttribute("data-settled", ""));
  }
  measured(list) {
    const { top } = list.getBoundingClientRect();
    return [...list.children].map(entry => {
      // Those that need a person stand at the top, wherever their words are.
      const words = entry.dataset.anchor ? null : document.getElementById(`m-${this.claim(entry)}`);
      const line = words?.getClientRects()[0];
      return { entry, wanted: line ? line.top - top - 2 : 0, size: entry.offsetHeight, y: entry.y };
    }).filter(({ size }) => size);
  }
  measureActive() {
    for (const each of this.entries) if (each.entry.matches("[data-active], :has([data-active])") || each.wasActive) each.size = each.entry.offsetHeight;
  }
  claim(entry) { return entry.dataset.claim ?? entry.querySelector("[data-claim]")?.dataset.claim; }

  place(entries) {
    const { gap } = this.constructor;
    let least = 0;
    for (const each of entries) {
      each.least = least;
      least += each.size + gap;
      each.wasActive = each.entry.matches("[data-active], :has([data-active])");
    }
    const at = Math.max(0, entries.findIndex(each => each.wasActive));
    let edge = 0;
    for (const each of entries.slice(at)) edge = (each.to = Math.max(each.wanted, each.least, edge)) + each.size + gap;
    edge = (entries[at]?.to ?? 0) - gap;
    for (const each of entries.slice(0, at).reverse()) edge = (each.to = Math.max(each.least, Math.min(each.wanted, edge - each.size))) - gap;
    this.move(entries.filter(each => each.entry.y !== (each.y = Math.round(each.to))));
    this.watch(entries[at]?.wasActive ? entries[at].entry : null);
  }
  // Those in sight at once, of the others a few at a time.
  move(entries) {
    clearTimeout(this.timer);
    const { top } = this.list.getBoundingClientRect();
    const near = entries.filter(({ y }) => Math.abs(y + top - innerHeight / 2) < innerHeight);
    const seen = new Set(near);
    const put = each => each.entry.style.setProperty("--y", `${each.entry.y = each.y}px`);
    near.forEach(put);
    const waiting = entries.filter(each => !seen.has(each));
    const next = () => {
      waiting.splice(0, this.constructor.most).forEach(put);
      if (waiting.length) this.timer = setTimeout(next);
    };
    next();
  }
  watch(entry) {
    if (entry === this.watched) return;
    this.heights.disconnect();
    this.watched = entry;
    if (entry) this.heights.observe(entry);
  }
});
