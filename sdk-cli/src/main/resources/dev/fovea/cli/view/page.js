
// The page: reads its data, filters, turns pages, listens to keys.

const data = {summary: {}, examples: [], pictures: new Map()};
const state = {status: 'all', rule: null, label: null, words: [], order: 'line', view: 'cards', page: 0, current: -1};
const PER_PAGE = {cards: 30, sheet: 160};
const MOST_PRINTED = 500;
let shown = [];

for (const script of document.querySelectorAll('script[data-for]')) {
  const name = script.dataset.for;
  if (name === 'example') data.examples.push(JSON.parse(script.textContent));
  else if (name === 'summary') data.summary = JSON.parse(script.textContent);
  else data.pictures.set(Number(name.slice('pictures-'.length)), script);
}
const byLine = new Map(data.examples.map(example => [example.line, example]));

const texts = new WeakMap();

/** Everything in an example that can be searched, in small letters; made once. */
function textOf(example) {
  if (!texts.has(example)) {
    const found = [];
    for (const section of example.sections) {
      for (const message of section.messages) {
        for (const part of message.parts) found.push(part.text ?? part.json ?? '');
      }
    }
    texts.set(example, [...found, example.excerpt ?? '', `line ${example.line}`].join('\n'));
  }
  return texts.get(example);
}

const matches = {
  status: example => state.status === 'all'
    || (state.status === 'errors' && example.errors > 0)
    || (state.status === 'warnings' && example.found > example.errors)
    || (state.status === 'clean' && example.found === 0),
  rule: example => state.rule === null || example.findings.some(found => found.rule === state.rule),
  label: example => state.label === null || example.label === state.label,
  words: example => {
    const text = state.words.length ? textOf(example).toLowerCase() : '';
    return state.words.every(word => text.includes(word));
  },
};

function choose(name, value) {
  state[name] = state[name] === value && name !== 'status' ? null : value;
  state.page = 0;
  update();
}

function clear() {
  Object.assign(state, {status: 'all', rule: null, label: null, words: [], page: 0});
  byId('search').value = '';
  update();
}

/** Filters again and shows the page that is due. */
function update() {
  shown = data.examples.filter(example => Object.values(matches).every(fits => fits(example)));
  if (state.order === 'worst') shown.sort((a, b) => b.errors - a.errors || b.found - a.found || a.line - b.line);
  state.current = -1;
  filters();
  render();
}

function render(all = false) {
  const per = PER_PAGE[state.view];
  const pages = Math.max(1, Math.ceil(shown.length / per));
  state.page = Math.min(state.page, pages - 1);
  const here = all ? shown.slice(0, MOST_PRINTED) : shown.slice(state.page * per, (state.page + 1) * per);
  const cards = byId('cards');
  cards.className = state.view === 'sheet' ? 'cards sheet' : 'cards';
  cards.replaceChildren(...here.map(example => state.view === 'sheet' ? tile(example) : card(example, state.words)));
  if (here.length === 0) cards.append(make('p', 'empty', 'No line fits. Clear a filter to see more.'));
  byId('count').textContent = shown.length === data.examples.length
    ? plural(shown.length, 'line') : `${number(shown.length)} of ${plural(data.examples.length, 'line')}`;
  byId('clear').hidden = shown.length === data.examples.length;
  byId('view-cards').setAttribute('aria-pressed', String(state.view === 'cards'));
  byId('view-sheet').setAttribute('aria-pressed', String(state.view === 'sheet'));
  pager(pages);
}

function pager(pages) {
  const turn = (name, by) => {
    const node = button('quiet', name, () => { turnTo(state.page + by); byId('examples').scrollIntoView(); });
    node.disabled = state.page + by < 0 || state.page + by >= pages;
    return node;
  };
  byId('pager').replaceChildren(...pages < 2 ? [] : [
    turn('Previous', -1), make('span', '', `Page ${state.page + 1} of ${pages}`), turn('Next', 1)]);
}

function turnTo(page) {
  state.page = page;
  render();
}

/** Shows a line, whatever is filtered, and goes there. */
function reveal(line) {
  if (!byLine.has(line)) return;
  if (!shown.some(example => example.line === line)) clear();
  go(shown.findIndex(example => example.line === line));
}

function go(index) {
  if (index < 0 || index >= shown.length) return;
  state.current = index;
  state.page = Math.floor(index / PER_PAGE[state.view]);
  render();
  const node = byId(`line-${shown[index].line}`);
  node.focus({preventScroll: true});
  node.scrollIntoView({block: 'start'});
}

/** The example that is looked at: the one in focus, else the first that is not above the window. */
function looked() {
  const focused = document.activeElement?.closest('.card, .tile');
  const nodes = [...byId('cards').children];
  const index = focused ? nodes.indexOf(focused) : nodes.findIndex(node => node.getBoundingClientRect().top > 40);
  return {index: state.page * PER_PAGE[state.view] + Math.max(0, index), isFocused: Boolean(focused)};
}

function step(by) {
  const {index, isFocused} = looked();
  go(isFocused ? index + by : index);
}

function choice(name, value, text, count, severity, most) {
  const node = button('', '', () => choose(name, value));
  node.append(said('span', '', text), make('span', 'number', number(count)));
  node.setAttribute('aria-pressed', String(state[name] === value));
  if (most) node.style.setProperty('--share', String(count / most));
  return make('li', count > 0 ? severity : '', node);
}

function counted(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

const FIRST_LABELS = 12;
const MOST_LABELS = 300;
let areAllLabelsShown = false;

function filters() {
  const status = [['all', 'All', () => true], ['errors', 'With errors', example => example.errors > 0],
    ['warnings', 'With warnings', example => example.found > example.errors], ['clean', 'Nothing found', example => example.found === 0]];
  byId('status').replaceChildren(...status.map(([value, text, fits]) =>
    choice('status', value, text, data.examples.filter(fits).length, value === 'errors' ? 'error' : value === 'warnings' ? 'warning' : '')));
  const labels = counted(data.examples.flatMap(example => example.label === undefined ? [] : [example.label]));
  // Answers that are all different are no labels.
  const isUseful = labels.length > 0 && labels[0][1] > 1;
  byId('labels-box').hidden = !isUseful;
  const often = labels.filter(([label, count], index) => label === state.label
    || areAllLabelsShown || (count > 1 && index < FIRST_LABELS)).slice(0, MOST_LABELS);
  const rows = often.map(([label, count]) => choice('label', label, label, count, '', labels[0][1]));
  if (labels.length > often.length && !areAllLabelsShown) {
    rows.push(make('li', '', button('soft', `${number(labels.length - often.length)} more`, () => { areAllLabelsShown = true; filters(); })));
  }
  byId('labels').replaceChildren(...rows);
  const severities = new Map((data.summary.rules ?? []).map(rule => [rule.rule, rule]));
  const rules = counted(data.examples.flatMap(example => [...new Set(example.findings.map(found => found.rule))]));
  rules.sort((a, b) => isError(severities.get(b[0]) ?? {}) - isError(severities.get(a[0]) ?? {}));
  byId('rules-box').hidden = rules.length === 0;
  byId('rules').replaceChildren(...rules.map(([rule, count]) =>
    choice('rule', rule, ruleName(rule), count, isError(severities.get(rule) ?? {}) ? 'error' : 'warning')));
}

const isTyping = target => target.closest('input, select, textarea') !== null;
const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  g: () => see(state.view === 'cards' ? 'sheet' : 'cards'),
  e: () => choose('status', state.status === 'errors' ? 'all' : 'errors'),
  '/': () => byId('search').focus(),
  '?': () => byId('keys').showModal(),
};

function see(view) {
  const {index} = looked();
  state.view = view;
  state.page = Math.floor(index / PER_PAGE[view]);
  render();
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape' && event.target === byId('search')) {
    clearSearch();
  } else if (!isTyping(event.target) && Object.hasOwn(KEYS, event.key)) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

function clearSearch() {
  byId('search').value = '';
  search();
  byId('search').blur();
}

let waiting = 0;

function search() {
  clearTimeout(waiting);
  state.words = byId('search').value.toLowerCase().split(/\s+/).filter(word => word);
  // "line 12" asks for a line, not for two words.
  const line = /^\s*line\s+(\d+)\s*$/i.exec(byId('search').value);
  if (line) state.words = [`line ${line[1]}`];
  state.page = 0;
  update();
}

byId('search').addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(search, 120); });
byId('order').addEventListener('change', event => { state.order = event.target.value; state.page = 0; update(); });
byId('view-cards').addEventListener('click', () => see('cards'));
byId('view-sheet').addEventListener('click', () => see('sheet'));
byId('clear').addEventListener('click', clear);
byId('keys-open').addEventListener('click', () => byId('keys').showModal());
const follow = () => { const at = /^#line-(\d+)$/.exec(location.hash); if (at) reveal(Number(at[1])); };
addEventListener('hashchange', follow);
// A link to where one is already changes nothing, and yet somebody wants to go there.
document.addEventListener('click', event => { if (event.target.closest?.('a[href^="#line-"]')?.hash === location.hash) follow(); });
addEventListener('beforeprint', () => render(true));
addEventListener('afterprint', () => render());

const dark = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
const nameTheme = () => { byId('theme').textContent = isDark() ? 'Light' : 'Dark'; };
byId('theme').addEventListener('click', () => { document.documentElement.dataset.theme = isDark() ? 'light' : 'dark'; nameTheme(); });
dark.addEventListener('change', nameTheme);

nameTheme();
tell();
update();
follow();
