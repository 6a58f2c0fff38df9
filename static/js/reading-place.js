// Says where one is reading, every 15 seconds while the page is seen; htmx sends the form.
customElements.define("reading-place", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("visibilitychange", this);
    this.timer = setInterval(() => this.say(), 15_000);
    this.first = setTimeout(() => this.say(), 1_000);
  }
  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this);
    clearInterval(this.timer);
    clearTimeout(this.first);
  }
  handleEvent() { this.say(); }
  say() {
    if (document.hidden || performance.now() - (this.said ?? -Infinity) < 14_000) return;
    this.said = performance.now();
    this.form.elements.place.value = this.place;
    this.form.dispatchEvent(new Event("here"));
  }
  get form() { return this.querySelector("form"); }
  get place() {
    const blocks = [...document.querySelectorAll(".body [data-start]")];
    const line = innerHeight * .25;
    return blocks.findLast(block => block.getBoundingClientRect().top <= line)?.dataset.start ?? 0;
  }
});
