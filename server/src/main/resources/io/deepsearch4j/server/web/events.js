import { Problem, events, steps } from './api.js';

const PAGE = 500;
const SHORTEST_WAIT = 400;
const LONGEST_WAIT = 10_000;

// Takes the lines of an event stream apart, however they are cut into pieces on the way.
export class EventReader {
  constructor() {
    this.rest = '';
    this.event = { type: 'message', id: '', data: '' };
  }

  read(text) {
    const events = [];
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop();
    for (const line of lines) {
      this.line(line.endsWith('\r') ? line.slice(0, -1) : line, events);
    }
    return events;
  }

  line(line, events) {
    if (line === '') {
      if (this.event.data !== '') {
        events.push(this.event);
      }
      this.event = { type: 'message', id: '', data: '' };
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') {
      this.event.type = value;
    } else if (field === 'id') {
      this.event.id = value;
    } else if (field === 'data') {
      this.event.data += (this.event.data && '\n') + value;
    }
  }
}

// Watches a run until it ends or nobody wants to know any more. A lost connection is taken up again
// after the last step that was seen, so no step is missed and none comes twice.
export async function watch(run, listener, signal) {
  let last = -1;
  let wait = SHORTEST_WAIT;
  while (!signal.aborted) {
    try {
      const headers = last < 0 ? {} : { 'Last-Event-ID': String(last) };
      const response = await events(run, headers, signal);
      listener.connected(true);
      wait = SHORTEST_WAIT;
      const reader = new EventReader();
      const decoder = new TextDecoder();
      const body = response.body.getReader();
      for (let part = await body.read(); !part.done; part = await body.read()) {
        for (const event of reader.read(decoder.decode(part.value, { stream: true }))) {
          const data = JSON.parse(event.data);
          if (event.type === 'problem') {
            throw new Problem(data.status, data.code, data.detail);
          }
          if (event.type === 'gap') {
            last = Math.max(last, await fill(run, data, listener, signal));
            continue;
          }
          if (event.id !== '') {
            last = Number(event.id);
          }
          listener.event(event.type, data);
          if (event.type === 'end') {
            return;
          }
        }
      }
    } catch (problem) {
      if (signal.aborted) {
        return;
      }
      if (problem instanceof Problem && problem.status < 500 && problem.status !== 429) {
        throw problem;
      }
    }
    listener.connected(false);
    await pause(wait, signal);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
}

async function fill(run, gap, listener, signal) {
  let next = gap.from;
  while (next <= gap.to) {
    const page = await steps(run, next, PAGE, signal);
    if (page.steps.length === 0) {
      break;
    }
    page.steps.forEach((step) => listener.event('step', step));
    next = page.steps.at(-1).position + 1;
  }
  return next - 1;
}

function pause(millis, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
