// What is wished for on the ask screen: kept while it is typed, and sent as the server wants it.

const DRAFT = 'ask.draft';
const BLANK = {
  question: '',
  depth: 'standard',
  effort: 'medium',
  places: 'web',
  documents: [],
  files: [],
  site: '',
  language: '',
  model: '',
  approval: 'ask',
  maxMinutes: '',
  maxCost: '',
  maxSteps: '',
};

export const UPLOADS = 'uploads';

export function keep(wish) {
  localStorage.setItem(DRAFT, JSON.stringify(wish));
}

export function kept() {
  try {
    return { ...BLANK, ...JSON.parse(localStorage.getItem(DRAFT) ?? '{}') };
  } catch {
    return { ...BLANK };
  }
}

// Files that were dropped are looked into, wherever else it looks.
export function withFile(wish, name) {
  return {
    files: [...wish.files.filter((one) => one !== name), name],
    documents: [...wish.documents.filter((one) => one !== UPLOADS), UPLOADS],
    places: wish.places === 'web' ? 'both' : wish.places,
  };
}

export function request(wish) {
  const body = {
    question: wish.question.trim(),
    depth: wish.depth,
    effort: wish.effort,
    places: where(wish),
    approval: wish.approval === 'auto' ? 'auto' : 'ask',
  };
  if (wish.language !== '') {
    body.language = wish.language;
  }
  if (wish.model !== '') {
    body.model = wish.model;
  }
  const limits = { max_minutes: wish.maxMinutes, max_steps: wish.maxSteps, max_cost: wish.maxCost };
  for (const [name, text] of Object.entries(limits)) {
    if (Number(text) > 0) {
      body[name] = Number(text);
    }
  }
  return body;
}

function where({ places, site, documents }) {
  switch (places) {
    case 'site':
      return documents.length > 0 ? { site, documents } : { site };
    case 'documents':
      return { documents };
    case 'both':
      return { web: true, documents };
    default:
      return { web: true };
  }
}
