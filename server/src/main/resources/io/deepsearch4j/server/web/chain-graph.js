import { html, nothing, svg } from 'lit';
import { PageElement } from './element.js';
import { host } from './format.js';
import { t, word } from './words.js';
import { link } from './router.js';

const COLUMN = 260;
const WIDTH = 210;
const ROW = 58;
const HEIGHT = 42;
const MARGIN = 24;
const LONGEST = 26;
const MOST = 12;

// How the answer was reached, as a graph: the question, the pages that were read, the passages kept
// from them, the sentences that stand on those. Left to right, like reading.
class ChainGraph extends PageElement {
  static properties = { model: {}, report: {} };

  render() {
    const { nodes, edges, rows } = layout(this.report, this.model.id);
    const height = MARGIN + rows * ROW;
    const label = t('chain.label', {
      pages: nodes.filter((one) => one.kind === 'page').length,
      sentences: nodes.filter((one) => one.kind === 'sentence').length,
    });
    return html`<div class="chart" tabindex="0" role="group" aria-label=${label}>
      <svg class="chain" viewBox="0 0 ${COLUMN * 3 + WIDTH} ${height}">
        ${['question', 'page', 'passage', 'sentence'].map(
          (kind, column) =>
            svg`<text class="column" x=${column * COLUMN} y="14">${t(`chain.${kind}`)}</text>`,
        )}
        ${edges.map(([from, to]) => edge(nodes[from], nodes[to], rows))}
        ${nodes.map((one) => node(one, rows))}
      </svg>
    </div>`;
  }
}

function layout(report, run) {
  const nodes = [{ kind: 'question', column: 0, text: report.question, row: 0, of: 1 }];
  const edges = [];
  const pages = new Map();
  const passages = new Map();
  for (const one of report.citations.slice(0, MOST)) {
    if (!pages.has(one.page)) {
      pages.set(one.page, nodes.length);
      nodes.push({ kind: 'page', column: 1, text: one.title || host(one.url), under: host(one.url) });
      edges.push([0, pages.get(one.page)]);
    }
    passages.set(one.number, nodes.length);
    nodes.push({
      kind: 'passage',
      column: 2,
      text: one.quote,
      under: `${one.evidence} · ${one.locator}`,
      href: link('runs', run, 'evidence', one.evidence),
    });
    edges.push([pages.get(one.page), passages.get(one.number)]);
  }
  for (const one of report.sentences.slice(0, MOST)) {
    const at = nodes.length;
    nodes.push({ kind: 'sentence', column: 3, text: one.text, verdict: one.verdict, under: word('verdict', one.verdict) });
    one.citations
      .filter((number) => passages.has(number))
      .forEach((number) => edges.push([passages.get(number), at]));
  }
  const columns = [0, 1, 2, 3].map((column) => nodes.filter((one) => one.column === column));
  columns.forEach((column) =>
    column.forEach((one, row) => {
      one.row = row;
      one.of = column.length;
    }),
  );
  return { nodes, edges, rows: Math.max(...columns.map((column) => column.length)) };
}

function top(one, rows) {
  return MARGIN + ((rows - one.of) / 2 + one.row) * ROW + (ROW - HEIGHT) / 2;
}

function edge(from, to, rows) {
  const x1 = from.column * COLUMN + WIDTH;
  const x2 = to.column * COLUMN;
  const y1 = top(from, rows) + HEIGHT / 2;
  const y2 = top(to, rows) + HEIGHT / 2;
  const middle = (x1 + x2) / 2;
  return svg`<path class="edge" d="M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}"></path>`;
}

function node(one, rows) {
  const x = one.column * COLUMN;
  const y = top(one, rows);
  const box = svg`<g class="node ${one.kind} verdict-${one.verdict ?? 'none'}">
    <title>${one.text}</title>
    <rect x=${x} y=${y} width=${WIDTH} height=${HEIGHT} rx="8"></rect>
    <text x=${x + 12} y=${y + (one.under ? 18 : 26)}>${cut(one.text)}</text>
    ${one.under ? svg`<text class="under" x=${x + 12} y=${y + 33}>${cut(one.under)}</text>` : nothing}
  </g>`;
  return one.href ? svg`<a href=${one.href}>${box}</a>` : box;
}

// Wide letters count twice: a Chinese title takes as much room as a Latin one of twice its length.
function cut(text) {
  let room = LONGEST;
  let shown = '';
  for (const letter of text.replace(/\s+/g, ' ')) {
    room -= letter.codePointAt(0) > 0x2e80 ? 2 : 1;
    if (room < 0) {
      return shown.trimEnd() + '…';
    }
    shown += letter;
  }
  return shown;
}

customElements.define('ds-chain-graph', ChainGraph);
