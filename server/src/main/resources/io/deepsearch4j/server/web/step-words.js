import { host } from './format.js';
import { t, word } from './words.js';

// A step in the reader's words: what kind of thing it is, a title, and lines below it. Everything
// that comes from outside is handed on as text and shown as text.

export function describe(view, chosen) {
  const { step } = view;
  switch (step.kind) {
    case 'planned':
      return said('plan', planned(step.turn), plan(step));
    case 'began':
      return said('begin', t(`step.began.${step.role.toLowerCase()}`), step.task?.lacking ?? []);
    case 'chosen':
      return choice(step);
    case 'acted':
      return outcome(step, chosen);
    case 'folded':
      return said('fold', t('step.folded'), [step.summary]);
    case 'stopped':
      return said('stop', word('reason', step.reason), [step.why]);
    case 'verified':
      return verdict(step.verdict);
    default:
      return said('think', view.text, []);
  }
}

// A person's word on a plan is a step like any other.
function planned({ chooser }) {
  return t(
    ['edited', 'answered', 'approved'].includes(chooser) ? `step.plan.${chooser}` : 'step.planned',
  );
}

function plan({ plan: { conditions, questions = [] }, turn }) {
  return turn.chooser === 'answered'
    ? questions.filter((one) => one.answer).map((one) => `${one.text} ${one.answer}`)
    : [...conditions, ...questions].map((one) => one.text);
}

function said(icon, title, lines, tone = '') {
  return { icon, title, lines: lines.filter(Boolean), tone };
}

function choice({ actions, turn }) {
  if (actions.length === 0) {
    return said('think', t('step.thought'), [turn.message.text]);
  }
  const [first] = actions;
  return said(icons[first.kind] ?? 'think', actions.map(wanted).join(' · '), actions.flatMap(details));
}

const icons = {
  search: 'search',
  open: 'open',
  'ask-document': 'read',
  'query-table': 'table',
  reflect: 'think',
  finish: 'finish',
  judge: 'verify',
  invalid: 'miss',
};

function wanted(action) {
  return t(`action.${action.kind}`);
}

function details(action) {
  switch (action.kind) {
    case 'search':
      return action.queries.map((query) => (action.site ? `${query} (${action.site})` : query));
    case 'open':
      return action.urls;
    case 'ask-document':
      return action.asks.map((one) => one.question);
    case 'query-table':
      return [[action.table, ...action.where].join(' · ')];
    case 'reflect':
      return [action.thought];
    case 'finish':
      return [action.draft.answer];
    case 'judge':
      return verdict(action.verdict).lines;
    case 'invalid':
      return [`${action.tool}: ${action.why}`];
    default:
      return [];
  }
}

function outcome({ observation, evidence }) {
  const kept = evidence.length > 0 ? [t('step.evidence', { count: evidence.length })] : [];
  switch (observation.kind) {
    case 'hits':
      return searched(observation.results);
    case 'opened':
      return opened(observation.visits);
    case 'findings':
      return said('read', t('step.findings'), [...observation.answers.map(finding), ...kept]);
    case 'rows':
      return said('table', t('step.rows', { count: observation.rows.length }), [
        ...observation.rows.slice(0, 5),
        ...kept,
      ]);
    case 'reflected':
      return said('think', t('step.reflected'), []);
    case 'finished':
      return said('finish', t('step.finished'), []);
    case 'failed':
      return said('miss', t('step.failed'), [observation.why], 'bad');
    default:
      return said('think', observation.kind, []);
  }
}

function searched(results) {
  const bad = results.every((one) => one.outcome.kind !== 'found');
  const hits = results.flatMap((one) => one.outcome.hits ?? []);
  const title = bad ? t('step.hits.none') : t('step.hits', { count: hits.length });
  return said('search', title, results.map(result), bad ? 'bad' : '');
}

function result({ query, outcome }) {
  switch (outcome.kind) {
    case 'found':
      return `${query}: ${outcome.hits
        .slice(0, 3)
        .map((hit) => hit.title || host(hit.url))
        .join(' · ')}`;
    case 'nothing':
      return `${query}: ${t('outcome.nothing')}`;
    case 'throttled':
      return `${query}: ${t('outcome.throttled', { engine: outcome.engine })}`;
    case 'refused':
    case 'broken':
      return `${query}: ${t(`outcome.${outcome.kind}`, { engine: outcome.engine, why: outcome.why })}`;
    default:
      return query;
  }
}

function opened(visits) {
  const missed = visits.filter((one) => one.kind === 'missed');
  const title =
    missed.length === visits.length
      ? t('step.opened.none')
      : t('step.opened', { count: visits.length - missed.length });
  return said('open', title, visits.map(visit), missed.length === visits.length ? 'bad' : '');
}

function visit(one) {
  if (one.kind === 'arrived') {
    return `${one.title || one.url} — ${host(one.url)}`;
  }
  return `${one.url}: ${t('step.missed')} (${word('miss', one.code.replace(/_\d+$/, ''))}). ${one.why}`;
}

function finding({ title, finding }) {
  const answer = finding.answer || t('finding.nothing');
  return `${title}: ${answer}`;
}

function verdict(one) {
  const supported = one.judgements.filter((each) => each.support === 'SUPPORTED').length;
  const title = t('step.verdict', { supported, all: one.judgements.length });
  const why = one.judgements.map((each) => each.why);
  return said('verdict', title, [...why, ...(one.missing ?? [])], one.kind === 'supported' ? 'good' : 'warn');
}

// The name of a walk of the loop: `research/0` is the first search.
export function episodeName(episode) {
  const [kind, part] = episode.split('/');
  return part === undefined
    ? word('episode', kind)
    : `${word('episode', kind)} ${/^\d+$/.test(part) ? Number(part) + 1 : part}`;
}
