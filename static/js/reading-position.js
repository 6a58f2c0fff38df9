// Where a reader stopped, kept by block; on return a line offers to go on from there.
customElements.define("reading-position", class extends HTMLElement {
  connectedCallback() {
    this.key = `position:${this.getAttribute("name")}`;
    this.offer();
    addEventListener("scroll", this, { passive: true });
  }
  disconnectedCallback() { removeEventListener("scroll", this); }
  handleEvent() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), 300);
  }
  get blocks() { return [...document.querySelectorAll(".body [data-start]")]; }
  keep() {
    const blocks = this.blocks;
    const at = blocks.findIndex(block => block.getBoundingClientRect().bottom > innerHeight * .25);
    if (at <= 0) localStorage.removeItem(this.key);
    else localStorage.setItem(this.key, blocks[at].id);
  }
  offer() {
    const block = document.getElementById(localStorage.getItem(this.key) ?? "");
    if (!block || location.hash) return;
    const link = this.querySelector("a");
    link.href = `#${block.id}`;
    link.textContent = `${block.textContent.slice(0, 60).trim()}…`;
    this.hidden = false;
  }
});
