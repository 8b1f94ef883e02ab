// Which screen the address asks for. The address is all there is to know, so a reload, a bookmark
// and the back button all show the same screen again.

const ID = /^[A-Za-z0-9_-]{1,80}$/;

export function route(hash) {
  const parts = hash.replace(/^#\/?/, '').split('/').map(decode);
  const [first = '', second = '', third = '', fourth = ''] = parts;
  if (first === 'runs' && ID.test(second)) {
    if (third === 'evidence' && ID.test(fourth)) {
      return { screen: 'evidence', run: second, evidence: fourth };
    }
    const tab = ['report', 'evidence', 'trace', 'usage'].includes(third) ? third : 'run';
    return { screen: 'run', run: second, tab };
  }
  if (first === 'compare' && ID.test(second) && ID.test(third)) {
    return { screen: 'compare', runs: [second, third] };
  }
  if (first === 'usage') {
    return { screen: 'usage', by: second || 'day', from: date(third), to: date(fourth) };
  }
  if (first === 'settings') {
    return { screen: 'settings', wanted: second };
  }
  if (first === 'runs' || first === 'documents') {
    return { screen: first === 'runs' ? 'history' : first };
  }
  return { screen: 'ask', question: first === 'ask' ? second : '' };
}

function date(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : '';
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

export function go(...parts) {
  location.hash = link(...parts);
}

// Says in the address what is looked at, without going anywhere.
export function stay(...parts) {
  history.replaceState(null, '', link(...parts));
}

export function link(...parts) {
  return '#/' + parts.map(encodeURIComponent).join('/');
}
