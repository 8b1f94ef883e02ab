import { spoken } from './words.js';

export function number(value) {
  return new Intl.NumberFormat(spoken()).format(value ?? 0);
}

// Tokens at a glance: 950, 12.3k, 1.2M.
export function short(value) {
  return new Intl.NumberFormat(spoken(), { notation: 'compact', maximumFractionDigits: 1 }).format(
    value ?? 0,
  );
}

export function money(value) {
  const amount = Number(value ?? 0);
  const digits = amount === 0 || amount >= 1 ? 2 : 4;
  return new Intl.NumberFormat(spoken(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, 6),
  }).format(amount);
}

// From the lowest to the highest, or the one amount that both are.
export function range({ low, high }, format) {
  const [from, to] = [format(low), format(high)];
  return from === to ? to : `${from} – ${to}`;
}

export function duration(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) {
    return `${seconds} s`;
  }
  return minutes < 60
    ? `${minutes}:${String(seconds % 60).padStart(2, '0')}`
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`;
}

export function day(instant) {
  return new Intl.DateTimeFormat(spoken(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  );
}

// A day that is named without an hour is the same day everywhere.
export function calendarDay(text) {
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime())
    ? text
    : new Intl.DateTimeFormat(spoken(), { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
}

export function time(instant) {
  return new Intl.DateTimeFormat(spoken(), { timeStyle: 'medium' }).format(new Date(instant));
}

export function percent(part) {
  return new Intl.NumberFormat(spoken(), { style: 'percent' }).format(part);
}

// The only addresses that become links are those that a browser opens as pages.
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : '';
  } catch {
    return '';
  }
}

export function host(text) {
  try {
    return new URL(text).host || text;
  } catch {
    return text;
  }
}
