// Where in the story the claims lie, and which part of it is on screen.
customElements.define("claims-map", class extends HTMLElement {
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
    clearTimeout(this.later);
  }
  handleEvent({ type }) { this.soon(type !== "scroll"); }
  soon(anew) {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.follow();
    });
    // The words and their cards come first.
    if (anew) this.later ??= setTimeout(() => {
      this.later = undefined;
      this.place();
    });
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
    this.list.replaceChildren(...marks.map((mark, number) => {
      const entry = entries.get(mark.dataset.claim) ?? this.entry(mark);
      entry.dataset.c = mark.dataset.c;
      entry.style.setProperty("--at", share(boxes[number].top - top));
      entry.style.setProperty("--len", share(boxes[number].height));
      return entry;
    }));
    this.map.setAttribute("data-placed", "");
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
