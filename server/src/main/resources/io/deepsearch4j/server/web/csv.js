// Rows as comma-separated values. Spreadsheets take a text that begins with one of these signs for
// a formula and carry it out, whoever wrote it; behind an apostrophe it stays a text.
const FORMULA = /^[=+\-@\t\r]/;

export const csv = (rows) => rows.map((row) => row.map(cell).join(',') + '\n').join('');

function cell(value) {
  if (typeof value === 'number') {
    return String(value);
  }
  const text = String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
