"""How tests mark words in a browser."""

from tests.makers import make_article

BODY = """Prime Minister Edi Rama said a probe had found “incontrovertible evidence” that Iran had
hired four groups to mount the attack.

The hackers tried to paralyse public services, he added, and called it *an act of war* in
[a long statement](https://example.org/statement) that was read out in parliament.

## What others say

The flag 🇦🇱 and the family 👨‍👩‍👧 came before the café in the text. It was probably a test."""

SELECT = """([from, to]) => {
  const blocks = [...document.querySelectorAll(".story [data-start]")];
  const place = (words, end) => {
    for (const block of blocks) {
      const at = block.textContent.indexOf(words);
      if (at < 0) continue;
      let left = at + (end ? words.length : 0);
      const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const { length } = texts.currentNode.data;
        if (left < length || (end && left === length)) return [texts.currentNode, left];
        left -= length;
      }
    }
  };
  const range = document.createRange();
  range.setStart(...place(from, false));
  range.setEnd(...place(to, true));
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def select(page, words, to=None):
    page.evaluate(SELECT, [words, to or words])
    page.wait_for_selector("[data-bar]:not([hidden])")


def compose(page, words, to=None):
    select(page, words, to)
    page.get_by_role("button", name="Claim C", exact=True).click()
    page.wait_for_selector("claim-composer:not([hidden])")


def saved(page, count=1):
    """Wait until the server has said so."""
    closed(page)
    page.locator(".card:not(.arriving)").nth(count - 1).wait_for(state="attached")


def closed(page):
    page.locator("claim-composer").wait_for(state="hidden")


def quote_of(claim):
    return claim.anchorings.get().quote


def kept(page):
    """What the device holds of claims."""
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('claims:'))")


def make_story():
    return make_article("Albania severs ties over cyber-attack", BODY, captions=("A police car.",))
