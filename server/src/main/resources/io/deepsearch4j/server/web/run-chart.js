import { html, svg } from 'lit';
import { PageElement } from './element.js';
import { duration } from './format.js';
import { t, word } from './words.js';
import { episodeName } from './step-words.js';

const WIDTH = 960;
const LEFT = 150;
const LANE = 26;
const BAR = 14;
const NARROWEST = 3;
const MOST = 2_000;

// The run as a timeline: one lane for each walk of the loop, one bar for each call, as long as it
// took.
class RunChart extends PageElement {
  static properties = { calls: {} };

  render() {
    const calls = this.calls.slice(0, MOST);
    const starts = calls.map((one) => Date.parse(one.started));
    const begin = Math.min(...starts);
    const end = Math.max(...calls.map((one, index) => starts[index] + one.millis), begin + 1);
    const lanes = [...new Set(calls.map((one) => one.episode))];
    const height = lanes.length * LANE + 30;
    const x = (instant) => LEFT + ((instant - begin) / (end - begin)) * (WIDTH - LEFT - 10);
    return html`<div class="chart" tabindex="0" role="group" aria-label=${t('chart.label', { calls: calls.length })}>
        <svg class="gantt" viewBox="0 0 ${WIDTH} ${height}">
          ${lanes.map(
            (lane, index) => svg`
              <line class="lane" x1=${LEFT} x2=${WIDTH} y1=${(index + 1) * LANE} y2=${(index + 1) * LANE}></line>
              <text x="0" y=${index * LANE + 18}>${episodeName(lane)}</text>`,
          )}
          ${calls.map((call, index) => bar(call, x(starts[index]), x(starts[index] + call.millis), lanes))}
          <text class="under" x=${LEFT} y=${height - 6}>0 s</text>
          <text class="under" x=${WIDTH - 10} y=${height - 6} text-anchor="end">${duration(end - begin)}</text>
        </svg>
      </div>
      <ul class="legend">
        ${[...new Set(calls.map((one) => one.kind))].map(
          (kind) => html`<li class="call-${kind}">${word('call', kind)}</li>`,
        )}
      </ul>`;
  }
}

function bar(call, from, to, lanes) {
  return svg`<rect class="bar call-${call.kind}" x=${from} y=${lanes.indexOf(call.episode) * LANE + 6}
    width=${Math.max(NARROWEST, to - from)} height=${BAR} rx="3">
    <title>${word('call', call.kind)} · ${word('role', call.role)} · ${call.millis} ms</title></rect>`;
}

customElements.define('ds-run-chart', RunChart);
