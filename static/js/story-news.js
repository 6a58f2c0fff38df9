// Says that the story has other words by now; nothing changes until one asks for them.
customElements.define("story-news", class extends HTMLElement {
  static told = ["revise", "withdraw"];
  connectedCallback() { document.addEventListener("live:story", this); }
  disconnectedCallback() { document.removeEventListener("live:story", this); }
  handleEvent({ detail }) {
    if (this.constructor.told.includes(detail.verb)) this.querySelector(".notice").hidden = false;
  }
});
