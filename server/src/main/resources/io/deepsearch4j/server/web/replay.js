import { html } from 'lit';
import { t } from './words.js';

const PAUSE = 350;

// Shows the steps of a run that has ended again, one after the other, at a pace one can read.
export class PositionedReplay {
  constructor(host) {
    this.host = host;
    this.position = null;
    this.timer = 0;
    host.addController(this);
  }

  hostDisconnected() {
    this.stop();
  }

  get playing() {
    return this.timer !== 0;
  }

  toggle(all) {
    if (this.playing) {
      this.stop();
      return;
    }
    const from = this.position === null || this.position >= all ? 0 : this.position;
    this.show(from);
    this.timer = setInterval(() => {
      this.show(this.position + 1);
      if (this.position >= all) {
        this.stop();
        this.show(null);
      }
    }, PAUSE);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.host.requestUpdate();
  }

  show(position) {
    this.position = position;
    this.host.requestUpdate();
  }

  controls(all) {
    const position = this.position ?? all;
    return html`<div class="replay">
      <button class="plain small" @click=${() => this.toggle(all)}>
        ${this.playing ? t('replay.pause') : t('replay.play')}
      </button>
      <input
        type="range"
        min="0"
        max=${all}
        aria-label=${t('replay.position')}
        .value=${String(position)}
        @input=${(event) => {
          this.stop();
          this.show(Number(event.target.value));
        }}
      >
      <span class="quiet small">${t('replay.at', { position, all })}</span>
    </div>`;
  }
}
