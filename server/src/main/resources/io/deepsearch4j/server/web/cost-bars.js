import { html, svg } from 'lit';
import { money, short } from './format.js';
import { t } from './words.js';

const WIDTH = 720;
const LEFT = 150;
const RIGHT = 110;
const ROW = 30;
const LONGEST_NAME = 20;

// The cost of each line as a bar; where prices are unknown, its tokens.
export function costBars(lines, name) {
  if (lines.length === 0) {
    return html`<p class="quiet">${t('usage.none')}</p>`;
  }
  const priced = lines.some((one) => Number(one.cost) > 0);
  const amount = (one) => (priced ? Number(one.cost) : one.prompt_tokens + one.completion_tokens);
  const shown = (one) => (priced ? money(one.cost) : short(amount(one)));
  const most = Math.max(...lines.map(amount), Number.MIN_VALUE);
  return html`<div class="chart" role="img" aria-label=${lines
    .map((one) => `${name(one)}: ${shown(one)}`)
    .join(', ')}>
    <svg class="bars" viewBox="0 0 ${WIDTH} ${lines.length * ROW}">
      ${lines.map((one, index) => {
        const width = ((WIDTH - LEFT - RIGHT) * amount(one)) / most;
        return svg`
          <text x="0" y=${index * ROW + 20}>${cut(name(one))}</text>
          <rect class="bar" x=${LEFT} y=${index * ROW + 8} width=${Math.max(2, width)} height="14" rx="4"></rect>
          <text class="under" x=${LEFT + Math.max(2, width) + 10} y=${index * ROW + 20}>${shown(one)}</text>`;
      })}
    </svg>
  </div>`;
}

function cut(name) {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}
