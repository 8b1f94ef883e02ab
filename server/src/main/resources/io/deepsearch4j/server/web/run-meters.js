import { html, nothing } from 'lit';
import { Follows, PageElement } from './element.js';
import { duration, money, number, percent, short } from './format.js';
import { t, word } from './words.js';

const LONGEST_PIECE = 160;
const NEARLY = 0.85;

// What the run is doing and what it has used so far, at the foot of the screen.
class RunMeters extends PageElement {
  static properties = { model: {} };

  constructor() {
    super();
    this.follows = new Follows(this);
  }

  connectedCallback() {
    super.connectedCallback();
    this.follows.follow(this.model);
  }

  render() {
    const { spent, context, run, state, limits, cost } = this.model;
    const tokens = spent.prompt + spent.completion;
    return html`<footer class="meters" aria-label=${t('meters.title')}>
      ${this.now()}
      ${state === 'queued' && run?.queue_position
        ? meter('meters.queue', number(run.queue_position))
        : nothing}
      ${meter('meters.tokens', short(tokens), t('meters.tokens.title', {
        prompt: number(spent.prompt),
        completion: number(spent.completion),
      }))}
      ${meter('meters.calls', number(spent.calls))}
      ${share('meters.tools', spent.tools, limits.tools, number)}
      ${share('meters.money', cost, limits.money, money)}
      ${share('meters.time', spent.millis, limits.millis, duration)}
      ${context.used > 0 ? share('meters.context', context.used, limits.window, short) : nothing}
    </footer>`;
  }

  now() {
    const { piece, waiting, ended, state } = this.model;
    if (ended || state === 'awaiting_approval') {
      return nothing;
    }
    const what = waiting
      ? `${word('waiting', waiting.kind)} ${waiting.what}`
      : t(state === 'queued' ? 'meters.queued' : 'meters.working');
    return html`<div class="now">
      <span class="pulse" aria-hidden="true"></span><span role="status">${what}</span>
      ${piece ? html`<span class="piece">${piece.text.slice(-LONGEST_PIECE)}</span>` : nothing}
    </div>`;
  }
}

// How much of a limit is used; the amount alone where there is none.
function share(label, used, limit, format) {
  if (!(limit > 0)) {
    return meter(label, format(used));
  }
  const part = Math.min(1, used / limit);
  const title = t('meters.share', { used: format(used), limit: format(limit), part: percent(part) });
  return meter(label, html`${gauge(part, `${t(label)}: ${title}`)} ${format(used)} / ${format(limit)}`, title);
}

function gauge(part, label) {
  return html`<svg class="gauge" viewBox="0 0 60 8" role="img" aria-label=${label}>
    <rect class="trough" width="60" height="8" rx="4"></rect>
    <rect class=${part > NEARLY ? 'fill warn' : 'fill'} width=${60 * part} height="8" rx="4"></rect>
  </svg>`;
}

function meter(label, value, title = '') {
  return html`<div class="meter" title=${title}>
    <span class="label">${t(label)}</span><span class="value">${value}</span>
  </div>`;
}

customElements.define('ds-run-meters', RunMeters);
