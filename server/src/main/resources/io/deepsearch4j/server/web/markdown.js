import DOMPurify from 'dompurify';
import { nothing } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { Marked } from 'marked';
import { webAddress } from './format.js';

const LONGEST = 200_000;

// Markup within Markdown is text like any other, pictures are their descriptions, and only
// addresses of pages become links.
const reader = new Marked({
  gfm: true,
  renderer: {
    html({ text }) {
      return escaped(text);
    },
    image({ text }) {
      return escaped(text);
    },
    link({ href, tokens }) {
      const address = webAddress(href);
      const text = this.parser.parseInline(tokens);
      return address === ''
        ? text
        : `<a href="${escaped(address)}" rel="noopener noreferrer" target="_blank">${text}</a>`;
    },
  },
});

const TAGS =
  'a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li ol p pre strong table tbody td th thead tr ul';

function escaped(text) {
  const signs = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => signs[sign]);
}

// Markdown as a template part: a few plain elements, whatever the text says. What the reader of
// Markdown might let through in spite of the above is taken out afterwards.
export function markdown(text) {
  if (text === '') {
    return nothing;
  }
  return unsafeHTML(
    DOMPurify.sanitize(reader.parse(text.slice(0, LONGEST)), {
      ALLOWED_TAGS: TAGS.split(' '),
      ALLOWED_ATTR: ['href', 'rel', 'target', 'align', 'start'],
      ADD_URI_SAFE_ATTR: ['rel', 'target', 'align', 'start'],
      ALLOWED_URI_REGEXP: /^https?:/i,
      ALLOW_DATA_ATTR: false,
      ALLOW_ARIA_ATTR: false,
    }),
  );
}
