// What is missing in the form of a claim, or was refused, each beside its field.
customElements.define("claim-troubles", class extends HTMLElement {
  connectedCallback() { for (const type of ["input", "source:chosen", "level:chosen"]) this.form.addEventListener(type, this); }
  // What is being put right is no trouble any more.
  handleEvent({ target }) {
    const place = target.closest(".field")?.querySelector("[data-field]:not([hidden])");
    if (place) this.show(place, "");
  }
  get form() { return this.closest("form"); }

  // Whether anything is missing without which there is no claim.
  missing() {
    const { source, source_name: name, confidence } = this.form.elements, missing = [];
    if (!source.value && !name.value) missing.push({ field: "source", words: "Name a source, or choose “Not stated in the text”." });
    if (!confidence.value) missing.push({ field: "confidence", words: "Choose how sure the words are; “Unstated” is a choice too." });
    this.tell(missing);
    return missing.length > 0;
  }
  tell(troubles) {
    for (const place of this.form.querySelectorAll("[data-field]")) {
      const mine = troubles.filter(each => each.field === place.dataset.field).map(each => each.words);
      this.show(place, mine.join(" "));
    }
    const field = this.form.querySelector("[data-field]:not([hidden])")?.closest(".field");
    field?.querySelector("input:not([type=hidden], [hidden]), textarea, button:not([hidden])")?.focus({ preventScroll: true });
  }
  show(place, words) {
    place.hidden = !words;
    place.textContent = words;
    place.closest(".field")?.toggleAttribute("data-trouble", Boolean(words));
  }
});
