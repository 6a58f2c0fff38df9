// Follows the story while the page is seen: what happens to it becomes `live:…` events on the
// document. By a stream of events; where that fails twice, by asking every few seconds.
customElements.define("live-story", class extends HTMLElement {
  static patience = 10_000;
  static pause = 5_000;
  static asks = 3;

  connectedCallback() {
    this.after = this.getAttribute("after");
    document.addEventListener("visibilitychange", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this);
    this.rest();
  }

  // The page comes into sight, or goes.
  handleEvent() {
    this.rest();
    this.failures = 0;
    if (!document.hidden && this.dataset.state !== "gone") this.follow();
  }

  rest() {
    this.source?.close();
    this.asking?.abort();
    clearTimeout(this.timer);
  }

  follow() {
    this.asked = 0;
    this.source = new EventSource(this.address("stream"));
    // A proxy may take the stream and hold it back.
    this.timer = setTimeout(() => this.fail(), this.constructor.patience);
    this.source.addEventListener("error", () => this.fail());
    this.source.addEventListener("hello", message => this.greet(message));
    this.source.addEventListener("gone", () => this.leave());
    for (const name of ["story", "claim", "presence", "reset"]) {
      this.source.addEventListener(name, message => this.hear(name, message));
    }
  }

  greet(message) {
    clearTimeout(this.timer);
    this.failures = 0;
    this.after = message.lastEventId;
    this.dataset.state = "stream";
  }

  hear(name, message) {
    if (message.lastEventId) this.after = message.lastEventId;
    this.tell(name, JSON.parse(message.data));
  }

  // The browser comes back by itself, unless it was refused.
  fail() {
    this.failures += 1;
    const refused = this.source.readyState === EventSource.CLOSED;
    if (this.failures < 2 && !refused) return;
    this.rest();
    if (this.failures < 2) this.later(() => this.follow());
    else this.ask();
  }

  async ask() {
    this.dataset.state = "asking";
    this.asking = new AbortController();
    const { signal } = this.asking;
    const headers = this.tag ? { "If-None-Match": this.tag } : {};
    try {
      const answer = await fetch(this.address("since"), { headers, signal, cache: "no-store" });
      this.asked += 1;
      if (answer.ok) this.take(await answer.json(), answer.headers.get("ETag"));
      if ([403, 404, 451].includes(answer.status)) return this.leave();
    } catch {
      // The network is away, or the page: the one will come back.
    }
    const enough = this.asked >= this.constructor.asks;
    if (!signal.aborted) this.later(() => enough ? this.follow() : this.ask());
  }

  take({ events, until, reset }, tag) {
    this.tag = tag;
    this.after = until;
    if (reset) this.tell("reset", {});
    for (const { name, data } of events) this.tell(name, data);
  }

  leave() {
    this.rest();
    this.dataset.state = "gone";
    this.tell("gone", {});
  }

  later(act) {
    this.timer = setTimeout(act, this.constructor.pause * (1 + Math.random() / 5));
  }

  tell(name, detail) {
    document.dispatchEvent(new CustomEvent(`live:${name}`, { bubbles: true, detail }));
  }

  address(name) {
    return `${this.getAttribute(name)}&after=${this.after}`;
  }
});
