// Rich text that is pasted into the field goes to the server, which makes the small markup of it;
// what comes back is put where the cursor stands. Plain text is pasted as ever.
customElements.define("desk-paste", class extends HTMLElement {
  connectedCallback() { this.addEventListener("paste", this); }
  handleEvent(event) {
    const html = event.clipboardData.getData("text/html");
    const form = document.getElementById(this.getAttribute("form"));
    if (!form || !/<(a|em|i|h[1-6]|li|blockquote|p)\b/i.test(html)) return;
    event.preventDefault();
    form.elements.html.value = html;
    form.elements.plain.value = event.clipboardData.getData("text/plain");
    form.requestSubmit();
  }
  take(words) {
    const field = this.querySelector("textarea");
    field.focus();
    // The one way that leaves the browser's own undo in place.
    if (!document.execCommand("insertText", false, words)) field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
customElements.define("desk-pasted", class extends HTMLElement {
  connectedCallback() { document.querySelector("desk-paste")?.take(this.querySelector("[data-words]").textContent); }
});
