import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import * as api from './api.js';
import { Follows, PageElement } from './element.js';
import { t } from './words.js';
import './plan-questions.js';

const SECONDS = 20;

// The plan: what has to be established, and how far each of it is. While the run waits for
// approval it can be rewritten, item by item, or made anew with answers to what the planner asks.
class PlanCard extends PageElement {
  static properties = {
    model: {},
    edited: { state: true },
    trouble: { state: true },
    left: { state: true },
    busy: { state: true },
    planningAgain: { state: true },
  };

  constructor() {
    super();
    this.follows = new Follows(this);
    this.edited = null;
    this.trouble = '';
    this.left = 0;
    this.busy = false;
    this.tag = '';
    this.questions = [];
    this.plansBefore = 0;
    this.approved = false;
    this.planningAgain = false;
    this.asking = false;
    this.nextKey = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.follows.follow(this.model);
    this.model.addEventListener('change', (this.look = () => this.ask()));
    this.ask();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.model.removeEventListener('change', this.look);
    clearInterval(this.ticking);
  }

  get waits() {
    return this.model.state === 'awaiting_approval';
  }

  // The plan that is edited is the server's, with the hash that says nobody changed it meanwhile.
  async ask() {
    if (!this.waits) {
      this.approved = false;
    }
    if (this.planningAgain && this.plans() > this.plansBefore) {
      this.planningAgain = false;
    }
    const settled = this.approved || this.planningAgain || this.edited !== null;
    if (!this.waits || settled || this.asking) {
      return;
    }
    this.asking = true;
    try {
      const { plan, tag } = await api.plan(this.model.id);
      this.tag = tag;
      this.edited = {
        conditions: plan.conditions.map(({ text }) => this.item(text)),
        queries: (plan.queries ?? []).map((text) => this.item(text)),
        urls: (plan.key_urls ?? []).map((text) => this.item(text)),
        stop: plan.stop_rule ?? '',
      };
      this.questions = plan.questions ?? [];
      this.before = JSON.stringify(this.sent());
      this.countDown();
    } catch (problem) {
      this.trouble = problem.message;
    }
    this.asking = false;
  }

  item(text) {
    this.nextKey += 1;
    return { key: this.nextKey, text };
  }

  countDown() {
    // Whoever is asked something gets the time to answer.
    if (localStorage.getItem('approval.watch') !== this.model.id || this.questions.length > 0) {
      return;
    }
    this.left = SECONDS;
    this.ticking = setInterval(() => {
      this.left -= 1;
      if (this.left === 0) {
        clearInterval(this.ticking);
        this.approve();
      }
    }, 1000);
  }

  hold() {
    clearInterval(this.ticking);
    this.left = 0;
    localStorage.removeItem('approval.watch');
  }

  change(list, change) {
    this.hold();
    this.edited = { ...this.edited, [list]: change([...this.edited[list]]) };
  }

  sent() {
    const texts = (list) => this.edited[list].map((one) => one.text.trim()).filter(Boolean);
    return {
      conditions: texts('conditions').map((text) => ({ text })),
      queries: texts('queries'),
      key_urls: texts('urls'),
      stop_rule: this.edited.stop,
    };
  }

  approve() {
    return this.settle(async () => {
      if (JSON.stringify(this.sent()) !== this.before) {
        this.tag = (await api.editPlan(this.model.id, this.sent(), this.tag)).tag;
      }
      await api.approve(this.model.id, this.tag);
      // The run says a moment later that it no longer waits.
      this.approved = true;
    });
  }

  // The plan that is made of the answers comes as a step, and waits in its turn.
  planAgain(answers) {
    return this.settle(async () => {
      this.plansBefore = this.plans();
      await api.answer(this.model.id, answers, this.tag);
      this.planningAgain = true;
    });
  }

  // Answers are a step, too, but the plan in it is still the one that asked.
  plans() {
    return this.model.steps.filter(
      ({ step }) => step.kind === 'planned' && step.turn.chooser !== 'answered',
    ).length;
  }

  async settle(action) {
    this.hold();
    this.busy = true;
    try {
      await action();
      this.trouble = '';
      this.edited = null;
    } catch (problem) {
      this.trouble = problem.code === 'plan_changed' ? t('plan.changed') : problem.message;
      if (problem.code === 'plan_changed') {
        this.edited = null;
        await this.ask();
      }
    }
    this.busy = false;
    // It may have come before the answer to the answers did.
    this.ask();
  }

  render() {
    return html`<section class="card plan" aria-labelledby="plan-title">
      <h2 id="plan-title">${t('plan.title')}</h2>
      ${this.waits && this.edited !== null ? this.open() : this.shown()}
      <p class="trouble" role="alert">${this.trouble}</p>
    </section>`;
  }

  open() {
    return html`${this.questions.length > 0
      ? html`<ds-plan-questions
          .questions=${this.questions}
          .busy=${this.busy}
          @touched=${this.hold}
          @answered=${(event) => this.planAgain(event.detail)}
        ></ds-plan-questions>`
      : nothing}
    ${this.editor()}`;
  }

  shown() {
    const { plan } = this.model;
    if (this.planningAgain && !this.model.ended) {
      return html`<p class="quiet" role="status">${t('plan.being.made.again')}</p>`;
    }
    if (plan === null) {
      return html`<p class="quiet">${t(this.model.ended ? 'plan.never' : 'plan.none')}</p>`;
    }
    return html`
      <ol class="conditions">
        ${plan.conditions.map((one) => {
          const standing = this.model.standing(one.id);
          return html`<li class="standing-${standing}">
            <span>${one.text}</span>
            <span class="standing">${t(`standing.${standing}`)}</span>
          </li>`;
        })}
      </ol>
      ${plan.queries.length > 0
        ? html`<h3>${t('plan.queries')}</h3>
            <ul class="queries">
              ${plan.queries.map((one) => html`<li>${one}</li>`)}
            </ul>`
        : nothing}
      ${plan.stopRule ? html`<p class="quiet small">${plan.stopRule}</p>` : nothing}
    `;
  }

  editor() {
    return html`<form
      class="stack editor"
      @submit=${(event) => {
        event.preventDefault();
        this.approve();
      }}
    >
      <p class="quiet small">${t('plan.edit.why')}</p>
      ${this.list('conditions', t('plan.conditions'), true)}
      ${this.list('queries', t('plan.queries'), false)} ${this.list('urls', t('plan.urls'), false)}
      <div class="actions">
        <button class="primary" ?disabled=${this.busy}>
          ${this.left > 0 ? t('plan.approve.in', { seconds: this.left }) : t('plan.approve')}
        </button>
        ${this.left > 0
          ? html`<button type="button" @click=${this.hold}>${t('plan.hold')}</button>`
          : nothing}
      </div>
    </form>`;
  }

  list(list, title, ordered) {
    const items = this.edited[list];
    return html`<fieldset>
      <legend>${title}</legend>
      ${repeat(
        items,
        (one) => one.key,
        (one, index) => this.row(list, title, one, index, ordered && items.length > 1),
      )}
      <button type="button" class="plain small" @click=${() => this.add(list)}>${t(`plan.add.${list}`)}</button>
    </fieldset>`;
  }

  row(list, title, one, index, ordered) {
    const name = `${title} ${index + 1}`;
    return html`<div class="edit-row">
      <textarea
        rows="1"
        maxlength="2000"
        aria-label=${name}
        .value=${one.text}
        @input=${(event) =>
          this.change(list, (items) => items.with(index, { ...one, text: event.target.value }))}
      ></textarea>
      ${ordered
        ? html`<button
            type="button"
            class="plain icon"
            aria-label=${t('plan.up', { name })}
            title=${t('plan.up', { name })}
            ?disabled=${index === 0}
            @click=${() => this.change(list, (items) => swapped(items, index))}
          >
            ↑
          </button>`
        : nothing}
      <button
        type="button"
        class="plain icon"
        aria-label=${t('plan.drop', { name })}
        title=${t('plan.drop', { name })}
        ?disabled=${list === 'conditions' && this.edited.conditions.length === 1}
        @click=${() => this.change(list, (items) => items.toSpliced(index, 1))}
      >
        ×
      </button>
    </div>`;
  }

  async add(list) {
    this.change(list, (items) => [...items, this.item('')]);
    await this.updateComplete;
    const at = ['conditions', 'queries', 'urls'].indexOf(list);
    this.querySelectorAll('fieldset')[at].querySelector('.edit-row:last-of-type textarea').focus();
  }
}

function swapped(items, index) {
  return items.with(index, items[index - 1]).with(index - 1, items[index]);
}

customElements.define('ds-plan-card', PlanCard);
