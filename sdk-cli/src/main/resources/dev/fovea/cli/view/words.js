
// Making elements, and writing texts nobody vouches for: they become text nodes, nothing else.

/** Characters that cannot be seen, or that turn what stands around them. */
const ODD = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd]/;
const ODD_PARTS = new RegExp(`(${ODD.source})`);
const ODD_NAMES = {0: 'nothing', 0xd: 'carriage return', 0x200b: 'no space', 0x202e: 'right to left', 0xfffd: 'no character'};

const byId = id => document.getElementById(id);

function make(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

function button(className, name, action) {
  const node = make('button', className, name);
  node.type = 'button';
  node.addEventListener('click', action);
  return node;
}

/** Writes a text of the data set, odd characters by their numbers, what was searched for marked. */
function said(tag, className, text, words = []) {
  const node = make(tag, className ? `said ${className}` : 'said');
  node.dir = 'auto';
  for (const piece of String(text).split(ODD_PARTS)) {
    if (ODD.test(piece)) node.append(odd(piece));
    else if (piece) mark(node, piece, words);
  }
  return node;
}

function odd(character) {
  const code = character.codePointAt(0);
  const node = make('span', 'odd', `U+${code.toString(16).toUpperCase().padStart(4, '0')}`);
  node.title = ODD_NAMES[code] ?? 'a character that cannot be seen';
  return node;
}

function mark(node, text, words) {
  const lower = text.toLowerCase();
  let from = 0;
  // A few letters change their number when they become small: then nothing is marked.
  while (words.length > 0 && lower.length === text.length) {
    let next = -1;
    let length = 0;
    for (const word of words) {
      const at = lower.indexOf(word, from);
      if (at >= 0 && (next < 0 || at < next)) { next = at; length = word.length; }
    }
    if (next < 0) break;
    node.append(text.slice(from, next), make('mark', '', text.slice(next, next + length)));
    from = next + length;
  }
  node.append(text.slice(from));
}

const NUMBERS = new Intl.NumberFormat('en');
const number = value => NUMBERS.format(value);
const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

function size(bytes) {
  if (bytes < 1000) return plural(bytes, 'byte');
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < 3) { value /= 1000; unit++; }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** A rule without the provider's name, which stands at the top of the page. */
const ruleName = rule => rule.slice(rule.indexOf('.') + 1).replaceAll('-', ' ');
const isError = finding => finding.severity === 'ERROR';
