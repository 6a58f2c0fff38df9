// "j" and "k" move a cursor through a story's blocks, or what `of` says: the links of a list's rows.
// The first press starts at what is on screen.
customElements.define("paragraph-cursor", class extends HTMLElement {
  connectedCallback() { document.addEventListener("keydown", this); }
  disconnectedCallback() { document.removeEventListener("keydown", this); }
  handleEvent(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.documentElement.dataset.keys === "off") return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (event.key === "j") this.move(1);
    else if (event.key === "k") this.move(-1);
    else if (event.key === "Escape") this.leave();
  }
  get blocks() { return [...this.querySelectorAll(this.getAttribute("of") ?? "[data-start]")]; }
  move(by) {
    const blocks = this.blocks;
    const now = blocks.findIndex(block => block.hasAttribute("data-cursor"));
    const next = now < 0 ? this.onScreen(blocks) : Math.min(Math.max(now + by, 0), blocks.length - 1);
    this.leave();
    const block = blocks[next];
    if (!block) return;
    block.setAttribute("data-cursor", "");
    block.tabIndex = -1;
    block.focus({ preventScroll: true });
    block.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
  onScreen(blocks) {
    const bar = document.querySelector(".bar")?.offsetHeight ?? 0;
    const seen = blocks.findIndex(block => block.getBoundingClientRect().bottom > bar);
    return Math.max(seen, 0);
  }
  leave() {
    for (const block of this.querySelectorAll("[data-cursor]")) {
      block.removeAttribute("data-cursor");
      block.removeAttribute("tabindex");
    }
  }
});
