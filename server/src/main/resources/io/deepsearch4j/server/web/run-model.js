import * as api from './api.js';
import { watch } from './events.js';

const ENDED = new Set(['completed', 'partial', 'failed', 'cancelled']);
const LONGEST_PIECE = 1_000;

// One run as the page knows it: everything is computed from the steps, in the order they came.
// Tells its followers of changes at most once a frame, however fast the events come.
export class RunModel extends EventTarget {
  constructor(id) {
    super();
    this.id = id;
    this.run = null;
    this.problem = null;
    this.online = true;
    this.tellSoon = 0;
    this.reset();
    this.open();
  }

  reset() {
    this.state = '';
    this.stopReason = 'none';
    this.steps = [];
    this.episodes = [];
    this.plan = null;
    this.evidence = new Map();
    this.waiting = null;
    this.piece = null;
    this.spent = { calls: 0, tools: 0, prompt: 0, completion: 0, money: 0, millis: 0 };
    this.context = { used: 0, window: 0 };
  }

  // While it goes on, what its steps say; afterwards, what its bill says.
  get cost() {
    return ENDED.has(this.run?.state) ? Number(this.run.cost ?? 0) : this.spent.money;
  }

  // What may be used at most; 0 where there is no limit, or nobody knows it.
  get limits() {
    const { max_cost: money, max_steps: tools, max_minutes: minutes, window } = this.run?.limits ?? {};
    return {
      money: Number(money ?? 0),
      tools: tools ?? 0,
      millis: Number(minutes ?? 0) * 60_000,
      window: window || this.context.window,
    };
  }

  get ended() {
    return ENDED.has(this.state);
  }

  async open() {
    this.controller?.abort();
    this.controller = new AbortController();
    const { signal } = this.controller;
    try {
      this.run = await api.run(this.id, signal);
      this.changeState(this.run.state, this.run.stop_reason);
      await watch(this.id, this, signal);
      this.run = await api.run(this.id, signal);
      this.tell();
    } catch (problem) {
      if (!signal.aborted) {
        this.problem = problem;
        this.tell();
      }
    }
  }

  // After a resume the stream has to be asked for again.
  async again() {
    this.reset();
    await this.open();
  }

  close() {
    this.controller.abort();
  }

  connected(is) {
    this.online = is;
    this.tell();
  }

  event(type, data) {
    if (type === 'step') {
      this.add(data);
    } else if (type === 'state' || type === 'end') {
      this.changeState(data.state, data.stop_reason);
    } else if (type === 'waiting') {
      this.waiting = data;
    } else if (type === 'piece') {
      this.addPiece(data);
    }
    this.tell();
  }

  changeState(state, reason) {
    this.state = state;
    this.stopReason = reason;
    if (this.ended) {
      this.waiting = null;
      this.piece = null;
    }
  }

  addPiece({ part, kind, text }) {
    const same = this.piece && this.piece.part === part && this.piece.kind === kind;
    const before = same ? this.piece.text : '';
    this.piece = { part, kind, text: (before + text).slice(-LONGEST_PIECE) };
  }

  add(view) {
    if (view.position < this.steps.length) {
      return;
    }
    const step = view.step;
    this.steps.push(view);
    this.waiting = null;
    this.piece = null;
    if (!this.episodes.includes(view.episode)) {
      this.episodes.push(view.episode);
    }
    this.count(step.spent);
    if (step.kind === 'planned') {
      this.plan = step.plan;
    } else if (step.kind === 'began') {
      this.context.window = step.task?.budget?.promptTokens ?? this.context.window;
      (step.task?.given ?? []).forEach((one) => this.evidence.set(one.id, one));
    } else if (step.kind === 'chosen') {
      this.context.used = step.spent?.usage?.prompt ?? this.context.used;
    } else if (step.kind === 'acted') {
      step.evidence.forEach((one) => this.evidence.set(one.id, one));
    }
  }

  count(spent) {
    if (!spent) {
      return;
    }
    this.spent.calls += spent.modelCalls;
    this.spent.tools += spent.toolCalls;
    this.spent.prompt += spent.usage.prompt;
    this.spent.completion += spent.usage.completion;
    this.spent.money += Number(spent.money);
    this.spent.millis += spent.millis;
  }

  // How far each condition of the plan has come.
  standing(condition) {
    const about = [...this.evidence.values()].filter((one) => one.supports.includes(condition));
    if (about.some((one) => one.polarity === 'REFUTES')) {
      return 'disputed';
    }
    return about.length > 0 ? 'found' : 'open';
  }

  tell() {
    if (this.tellSoon === 0) {
      this.tellSoon = requestAnimationFrame(() => {
        this.tellSoon = 0;
        this.dispatchEvent(new Event('change'));
      });
    }
  }
}
