// A story with very many claims is laid out a few blocks at a time, so that the page answers
// meanwhile; then the cards can be placed. Until then, what is out of sight waits.
customElements.define("gradual-layout", class extends HTMLElement {
  static most = 6;

  connectedCallback() {
    this.waiting = [...document.querySelectorAll(".story .body > *")];
    this.next();
  }
  disconnectedCallback() { clearTimeout(this.timer); }
  next() {
    for (const block of this.waiting.splice(0, this.constructor.most)) block.setAttribute("data-laid", "");
    this.waiting[0]?.previousElementSibling?.getBoundingClientRect();
    if (this.waiting.length) this.timer = setTimeout(() => this.next());
    else this.done();
  }
  done() {
    this.remove();
    document.dispatchEvent(new CustomEvent("story:laid"));
  }
});
