
// What is said of the whole data set: the head of the page, and the findings by rule.

const PROVIDERS = {together: 'Together AI', fireworks: 'Fireworks AI', openai: 'OpenAI'};

function fact(name, value, more, className) {
  const words = make('dd', '', value);
  if (more) words.append(make('small', '', more));
  return make('div', className ?? '', make('dt', '', name), words);
}

/** Three numbers as a range, and the one in the middle. */
function range([least, , most], write = number) {
  return least === most ? write(least) : `${write(least)}–${write(most)}`;
}

function tell() {
  const {summary} = data;
  const provider = PROVIDERS[summary.provider] ?? summary.provider;
  document.title = `${summary.file} · Fovea`;
  byId('file').replaceChildren(said('span', '', summary.file));
  const verdict = byId('verdict');
  verdict.classList.add(summary.usable ? 'fine' : 'wrong');
  verdict.textContent = summary.usable ? `Can be used with ${provider}`
    : `Cannot be used with ${provider} yet: ${plural(summary.errors, 'error')}`;
  const {stats = {}} = summary;
  const facts = [fact('Examples', number(summary.examples), summary.kind)];
  facts.push(fact('Pictures', number(summary.pictures + (stats.remotePictures ?? 0)), formats(stats)));
  if (stats.widths) {
    facts.push(fact('Picture size', `${range(stats.widths)} × ${range(stats.heights)}`, `pixels · ${range(stats.pictureBytes, size)}`));
  }
  facts.push(fact('File', size(summary.bytes), plural(summary.lines, 'line')));
  if (stats.tokens) facts.push(fact('Tokens, estimated', number(stats.tokens), `${stats.tokensModel}, as of ${stats.tokensDated}`));
  facts.push(fact('Errors', number(summary.errors), '', summary.errors ? 'error' : ''));
  facts.push(fact('Warnings', number(summary.warnings), '', summary.warnings ? 'warning' : ''));
  byId('facts').append(...facts);
  about(summary);
  byId('findings').hidden = summary.rules.length === 0 && Object.keys(summary.skipped).length === 0;
  byId('findings-list').append(...summary.rules.map(group), ...notChecked(summary.skipped));
}

function formats(stats) {
  const counts = Object.entries(stats.formats ?? {}).map(([format, count]) => `${number(count)} ${format.toUpperCase()}`);
  if (stats.remotePictures) counts.push(`${number(stats.remotePictures)} at web addresses`);
  return counts.join(' · ');
}

function about(summary) {
  byId('about').textContent = summary.shown >= summary.lines || summary.lines <= summary.limit
    ? (summary.lines ? 'Every line of the file is on this page.' : '')
    : `${number(summary.shown)} of ${number(summary.lines)} lines are on this page: the worst, and an even sample of the others. `
      + `The other ${number(summary.lines - summary.shown)} were checked and left out; --limit shows more.`;
}

function group(rule) {
  const box = make('details', isError(rule) ? 'error' : 'warning');
  const fixes = new Set(rule.findings.map(found => found.fix));
  const dot = make('span', isError(rule) ? 'dot error' : 'dot');
  dot.title = isError(rule) ? 'error' : 'warning';
  const first = said('span', 'first', rule.findings[0]?.message ?? '');
  box.append(make('summary', '', dot, make('span', 'rule', ruleName(rule.rule)), first, make('span', 'times', plural(rule.count, isError(rule) ? 'error' : 'warning'))));
  // Made when it is opened: thousands of findings are many elements.
  box.addEventListener('toggle', () => {
    if (box.open && box.children.length === 1) box.append(within(rule, fixes));
  });
  return box;
}

function within(rule, fixes) {
  const box = make('div', 'within');
  if (fixes.size === 1) box.append(said('p', 'fix soft', `What to do: ${[...fixes][0]}`));
  const list = make('ul', '');
  for (const found of rule.findings) list.append(row(found, fixes.size > 1));
  if (rule.count > rule.findings.length) list.append(make('li', 'soft', `and ${number(rule.count - rule.findings.length)} more`));
  box.append(list);
  if (rule.findings.some(found => byLine.has(found.line))) {
    box.append(button('quiet', 'Show only these lines', () => { clear(); choose('rule', rule.rule); byId('examples').scrollIntoView(); }));
  }
  return box;
}

function row(found, withFix) {
  const item = make('li', '');
  const name = found.line === undefined ? 'The whole file' : `Line ${number(found.line)}`;
  if (byLine.has(found.line)) {
    const link = make('a', '', name);
    link.href = `#line-${found.line}`;
    item.append(link);
  } else {
    item.append(make('span', '', name), found.line === undefined ? '' : make('span', 'soft', ' (not on this page)'));
  }
  item.append(' ', said('span', '', found.message));
  if (withFix) item.append(' ', said('span', 'soft', `— ${found.fix}`));
  if (found.pointer) item.append(' ', said('code', '', found.pointer));
  if (found.excerpt) item.append(said('code', 'excerpt', found.excerpt));
  return item;
}

function notChecked(skipped) {
  const rules = Object.entries(skipped);
  if (rules.length === 0) return [];
  const list = make('ul', '', ...rules.map(([rule, why]) => make('li', '', make('b', '', ruleName(rule)), ' ', said('span', 'soft', why))));
  const box = make('details', '', make('summary', '', make('span', ''), make('span', 'rule', 'Not checked'),
    make('span', 'first', ''), make('span', 'times', plural(rules.length, 'rule'))), make('div', 'within', list));
  return [box];
}
