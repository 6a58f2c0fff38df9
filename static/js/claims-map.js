// Where in the story the claims lie, and which part of it is on screen.
customElements.define("claims-map", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("claims:changed", this);
    addEventListener("scroll", this, { passive: true });
    this.sizes = new ResizeObserver(() => this.soon(true));
    this.sizes.observe(this.story);
  }
  disconnectedCallback() {
    document.removeEventListener("claims:changed", this);
    removeEventListener("scroll", this);
    this.sizes.disconnect();
  }
  handleEvent({ type }) { this.soon(type !== "scroll"); }
  soon(anew) {
    this.anew ||= anew;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      if (this.anew) this.place();
      this.anew = false;
      this.follow();
    });
  }
  get map() { return this.closest(".map"); }
  get list() { return this.map.querySelector("ol"); }
  get story() { return document.querySelector(".story .body"); }

  place() {
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
