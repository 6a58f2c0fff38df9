// Import review keeps its counts: blocks and words of the story, what came along, what is doubtful.
customElements.define("review-counts", class extends HTMLElement {
  connectedCallback() {
    for (const type of ["input", "restored"]) this.addEventListener(type, () => this.count(), true);
  }
  count() {
    const [story, along] = ["story", "along"].map(half => this.kept(half));
    const words = story.reduce((sum, row) => sum + this.words(row), 0);
    const doubtful = this.querySelectorAll("[data-doubt]").length;
    this.tell("[data-count=story]", `${this.some(story.length, "block")}, ${this.some(words, "word")}`);
    this.tell("[data-count=along]", along.length);
    this.tell("[data-doubts]", doubtful ? `${this.some(doubtful, "place")} ${doubtful === 1 ? "is" : "are"} doubtful.` : "Nothing is doubtful.");
  }
  kept(half) { return [...this.querySelectorAll(`[data-half=${half}] > .block:not([data-kind=left_out])`)]; }
  // as the server counts: ideographs and kana, which no spaces part, one by one
  words(row) {
    const parts = /[\u3040-\u9fff\uac00-\ud7a3]|[^\s\u3040-\u9fff\uac00-\ud7a3]+/g;
    return row.querySelector(".text").value.match(parts)?.length ?? 0;
  }
  some(count, name) { return `${count.toLocaleString("en")} ${name}${count === 1 ? "" : "s"}`; }
  tell(place, words) {
    const element = this.querySelector(place);
    if (element) element.textContent = words;
  }
});
