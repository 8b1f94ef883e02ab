import { html, nothing } from 'lit';
import { Follows, PageElement } from './element.js';
import { duration, money, number, percent, short } from './format.js';
import { t, word } from './words.js';

const LONGEST_PIECE = 160;

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
    const { spent, context, run, state } = this.model;
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
      ${meter('meters.calls', number(spent.calls))} ${meter('meters.tools', number(spent.tools))}
      ${meter('meters.money', money(spent.money))} ${meter('meters.time', duration(spent.millis))}
      ${context.window > 0 && context.used > 0 ? this.gauge(context) : nothing}
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

  gauge({ used, window }) {
    const part = Math.min(1, used / window);
    const label = t('meters.context.title', { used: number(used), window: number(window) });
    return html`<div class="meter" title=${label}>
      <span class="label">${t('meters.context')}</span>
      <span class="value"
        ><svg class="gauge" viewBox="0 0 60 8" role="img" aria-label=${label}>
          <rect class="trough" width="60" height="8" rx="4"></rect>
          <rect class=${part > 0.85 ? 'fill warn' : 'fill'} width=${60 * part} height="8" rx="4"></rect>
        </svg>
        ${percent(part)}</span
      >
    </div>`;
  }
}

function meter(label, value, title = '') {
  return html`<div class="meter" title=${title}>
    <span class="label">${t(label)}</span><span class="value">${value}</span>
  </div>`;
}

customElements.define('ds-run-meters', RunMeters);
