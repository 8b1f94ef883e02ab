// Everything the page asks of the server, and nothing else.

const ROOT = '/api/v1';

// What the server says went wrong: a sentence for people, a code for programs.
export class Problem extends Error {
  constructor(status, code, detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }

  static async of(response) {
    let body = {};
    try {
      body = await response.json();
    } catch {
      // Something between us and the server answered in its own way.
    }
    return new Problem(response.status, body.code ?? 'unknown', body.detail ?? response.statusText);
  }
}

async function request(method, path, { body, headers = {}, signal } = {}) {
  const bytes = body instanceof Blob;
  const type = bytes ? 'application/octet-stream' : 'application/json';
  const response = await fetch(ROOT + path, {
    method,
    signal,
    headers: body === undefined ? headers : { 'Content-Type': type, ...headers },
    body: body === undefined || bytes ? body : JSON.stringify(body),
  });
  if (!response.ok) {
    const problem = await Problem.of(response);
    if (problem.status === 401 && path !== '/session') {
      window.dispatchEvent(new CustomEvent('signed-out'));
    }
    throw problem;
  }
  return response;
}

async function json(method, path, options) {
  const response = await request(method, path, options);
  return response.status === 204 ? {} : response.json();
}

const of = (id) => `/runs/${encodeURIComponent(id)}`;
const piece = (id, evidence) => `${of(id)}/evidence/${encodeURIComponent(evidence)}`;

export const whoAmI = () => json('GET', '/session');
export const signIn = (token) => json('POST', '/session', { body: { token } });
export const signOut = () => json('DELETE', '/session');
export const offer = () => json('GET', '/offer');

export const runs = (limit, before) =>
  json('GET', `/runs?limit=${limit}${before ? `&before=${encodeURIComponent(before)}` : ''}`);
export const run = (id, signal) => json('GET', of(id), { signal });
export const steps = (id, from, limit, signal) =>
  json('GET', `${of(id)}/steps?from=${from}&limit=${limit}`, { signal });
export const start = (wish, key) =>
  json('POST', '/runs', { body: wish, headers: { 'Idempotency-Key': key } });

export const estimate = (wish, signal) => json('POST', '/estimate', { body: wish, signal });
export const discard = (id) => json('DELETE', of(id));

export async function plan(id) {
  const response = await request('GET', `${of(id)}/plan`);
  return { plan: await response.json(), tag: response.headers.get('ETag') ?? '' };
}

export async function editPlan(id, plan, tag) {
  const response = await request('PUT', `${of(id)}/plan`, {
    body: plan,
    headers: { 'If-Match': tag },
  });
  return { plan: await response.json(), tag: response.headers.get('ETag') ?? '' };
}

export const answer = (id, answers, tag) =>
  json('PUT', `${of(id)}/plan/answers`, { body: { answers }, headers: { 'If-Match': tag } });
export const approve = (id, tag) =>
  json('POST', `${of(id)}/approve`, { headers: { 'If-Match': tag } });
export const cancel = (id) => json('POST', `${of(id)}/cancel`);
export const finishNow = (id) => json('POST', `${of(id)}/finish-now`);
export const resume = (id) => json('POST', `${of(id)}/resume`);
export const fork = (id, steps) => json('POST', `${of(id)}/fork`, { body: { steps } });

export const report = (id) => json('GET', `${of(id)}/report?format=json`);
export const reportAddress = (id, format) =>
  format === 'bundle'
    ? `${ROOT}${of(id)}/bundle`
    : `${ROOT}${of(id)}/report?format=${encodeURIComponent(format)}`;
export const evidence = (id) => json('GET', `${of(id)}/evidence`);
export const passage = (id, evidence, around) =>
  json('GET', `${piece(id, evidence)}?around=${around}`);
export const check = (id, evidence) => json('GET', `${piece(id, evidence)}/check`);
export const sourceAddress = (id, evidence) => `${ROOT}${piece(id, evidence)}/source`;
export const usage = (id) => json('GET', `${of(id)}/usage`);
export const trace = (id) => json('GET', `${of(id)}/trace`);
export const events = (id, headers, signal) =>
  request('GET', `${of(id)}/events`, { headers, signal });

export const spending = (query) => json('GET', `/usage?${new URLSearchParams(query)}`);
export const settings = () => json('GET', '/settings');
export const test = (what) => json('POST', '/settings/test', { body: { what } });
export const documents = (signal) => json('GET', '/documents', { signal });
export const upload = (file) =>
  json('POST', `/documents/uploads?name=${encodeURIComponent(file.name)}`, { body: file });
export const discardUpload = (name) =>
  json('DELETE', `/documents/uploads/${encodeURIComponent(name)}`);
