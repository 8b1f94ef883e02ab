// The words of the page in the reader's language.

export const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' };

let language = 'en';
let words = {};

export function preferred() {
  const kept = localStorage.getItem('language');
  if (kept in LANGUAGES) {
    return kept;
  }
  return navigator.languages.some((one, index) => index === 0 && one.startsWith('zh')) ? 'zh-CN' : 'en';
}

export async function speak(tag) {
  const response = await fetch(`/ui/${tag}.json`);
  words = await response.json();
  language = tag;
  document.documentElement.lang = tag;
  localStorage.setItem('language', tag);
}

export const spoken = () => language;

// A phrase, with {names} replaced by what they stand for.
export function t(key, values = {}) {
  const phrase = words[key];
  if (phrase === undefined) {
    return key;
  }
  return phrase.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

// The phrase of a closed list's word; a word that is newer than the page is shown as it came.
export function word(list, one) {
  const key = `${list}.${String(one).toLowerCase()}`;
  return words[key] ?? String(one);
}
