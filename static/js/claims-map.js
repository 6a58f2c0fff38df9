// Where in the story the claims lie, and which part of it is on screen.
customElements.define("claims-map", class extends HTMLElement {
  static most = 80;

  connectedCallback() {
    for (const type of ["claims:changed", "story:laid"]) document.addEventListener(type, this);
    addEventListener("scroll", this, { passive: true });
    this.sizes = new ResizeObserver(() => this.soon(true));
    this.sizes.observe(this.story);
  }
  disconnectedCallback() {
    for (const type of ["claims:changed", "story:laid"]) document.removeEventListener(type, this);
    removeEventListener("scroll", this);
    this.sizes.disconnect();
    clearTimeout(this.timer);
  }
  handleEvent({ type }) { this.soon(type !== "scroll"); }
  soon(anew) {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.follow();
    });
    // The words and their cards come first.
    if (anew) this.later ??= requestAnimationFrame(() => setTimeout(() => {
      this.later = undefined;
      this.place();
    }));
  }
  get map() { return this.closest(".map"); }
  get list() { return this.map.querySelector("ol"); }
  get story() { return document.querySelector(".story .body"); }

  place() {
    if (document.querySelector("gradual-layout")) return;
    const { top, height } = this.story.getBoundingClientRect();
    const share = pixels => `${Math.min(100, Math.max(0, 100 * pixels / height)).toFixed(2)}%`;
    const marks = [...document.querySelectorAll(".story .hl[id^='m-']")];
    const boxes = marks.map(mark => mark.getBoundingClientRect());
    const entries = new Map([...this.list.children].map(each => [each.dataset.claim, each]));
    const entered = marks.map(mark => entries.get(mark.dataset.claim) ?? this.entry(mark));
    if (entered.length !== entries.size || entered.some((each, number) => each !== this.list.children[number])) this.list.replaceChildren(...entered);
    this.put(entered.map((entry, number) => [entry, marks[number].dataset.c, share(boxes[number].top - top), share(boxes[number].height)]));
    this.map.setAttribute("data-placed", "");
  }
  // A few at a time: there may be a thousand.
  put(places) {
    clearTimeout(this.timer);
    for (const [entry, level, at, size] of places.splice(0, this.constructor.most)) {
      entry.dataset.c = level;
      entry.style.setProperty("--at", at);
      entry.style.setProperty("--len", size);
    }
    if (places.length) this.timer = setTimeout(() => this.put(places));
  }
  entry(mark) {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    entry.dataset.claim = mark.dataset.claim;
    link.href = `#r-${mark.dataset.claim}`;
    link.setAttribute("aria-label", document.getElementById(`r-${mark.dataset.claim}`)?.getAttribute("aria-label") ?? "Claim");
    entry.append(link);
    return entry;
  }
  follow() {
    const { top, height } = this.story.getBoundingClientRect();
    const from = Math.min(1, Math.max(0, -top / height));
    const to = Math.min(1, Math.max(0, (innerHeight - top) / height));
    this.style.setProperty("--top", `${100 * from}%`);
    this.style.setProperty("--size", `${100 * (to - from)}%`);
  }
});
