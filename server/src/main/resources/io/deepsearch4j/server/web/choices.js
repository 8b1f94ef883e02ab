import { html } from 'lit';
import { LANGUAGES, spoken, t } from './words.js';

// A row of choices of which exactly one holds: radio buttons, drawn as one control.
export function choice(name, options, chosen, changed) {
  return html`<div class="choice" role="radiogroup" aria-label=${name.label}>
    ${options.map(
      ([value, label]) =>
        html`<label class=${value === chosen ? 'chosen' : ''}>
          <input
            type="radio"
            name=${name.id}
            .value=${value}
            .checked=${value === chosen}
            @change=${() => changed(value)}
          >
          <span>${label}</span>
        </label>`,
    )}
  </div>`;
}

export function languageChoice(host) {
  return choice(
    { id: 'language', label: t('settings.language') },
    Object.entries(LANGUAGES),
    spoken(),
    (tag) => host.dispatchEvent(new CustomEvent('language', { detail: tag })),
  );
}
