// Words copied from a page bring its HTML along, into a hidden field: so their links survive. Once
// the words are edited by hand, the HTML no longer says the same and is left out.
customElements.define("rich-paste", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("paste", this);
    this.addEventListener("input", this);
    this.closest("form").addEventListener("restored", () => this.show());
    this.show();
  }
  get html() { return this.querySelector("input[type=hidden]"); }

  handleEvent(event) {
    if (event.type === "paste") {
      this.coming = this.richOf(event);
    } else {
      this.edited = !this.coming && (this.edited || this.html.value !== "") && event.target.value !== "";
      this.html.value = this.coming ?? "";
      this.coming = undefined;
      this.show();
    }
  }
  richOf({ target, clipboardData }) {
    const replacesAll = target.selectionEnd - target.selectionStart === target.value.length;
    const html = clipboardData.getData("text/html");
    const hasLinks = /<a\s[^>]*href/i.test(html) && html.length < 5e6;
    return replacesAll && hasLinks ? html : undefined;
  }
  show() {
    this.querySelector("[data-rich]").hidden = !this.html.value;
    this.querySelector("[data-edited]").hidden = !this.edited;
    this.querySelector("[data-plain]").hidden = Boolean(this.html.value || this.edited);
  }
});
