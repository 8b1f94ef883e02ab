import DOMPurify from 'dompurify';
import { nothing } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { Marked } from 'marked';
import { webAddress } from './format.js';

const LONGEST = 200_000;
const reader = new Marked({ gfm: true, async: false });

// Text that others wrote never loads anything, never styles anything, and links to pages only.
DOMPurify.addHook('afterSanitizeAttributes', (node) => {
  if (node.nodeName === 'A') {
    const address = webAddress(node.getAttribute('href') ?? '');
    if (address === '') {
      node.removeAttribute('href');
      return;
    }
    node.setAttribute('rel', 'noopener noreferrer');
    node.setAttribute('target', '_blank');
  }
});

// Markdown as a template part: a few plain elements, whatever the text says.
export function markdown(text) {
  if (text === '') {
    return nothing;
  }
  return unsafeHTML(
    DOMPurify.sanitize(reader.parse(text.slice(0, LONGEST)), {
      ALLOWED_TAGS: [
        'a', 'b', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr',
        'i', 'li', 'ol', 'p', 'pre', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'th', 'thead',
        'tr', 'ul',
      ],
      ALLOWED_ATTR: ['href', 'align', 'start'],
      ALLOW_DATA_ATTR: false,
      ALLOW_ARIA_ATTR: false,
    }),
  );
}
