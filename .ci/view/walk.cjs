// walk.cjs FOLDER [SCREENSHOTS]: looks through the pages in FOLDER as a person would.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const {pathToFileURL} = require('node:url');
const hostile = require('./hostile.cjs');

const [, , folder, screenshots] = process.argv;
const {chromium} = require(path.join(folder, 'node_modules', 'playwright-core'));
const told = name => JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), 'utf8'));
const step = text => console.log(`  ${text}`);

/** Opens a page and notes whatever it does that a calm page does not do. */
async function open(browser, name, options = {}) {
  const context = await browser.newContext({viewport: {width: 1360, height: 950}, colorScheme: 'light', ...options});
  const page = await context.newPage();
  const wrongs = [];
  const url = pathToFileURL(path.join(folder, `${name}.html`)).href;
  page.on('console', message => wrongs.push(`console: ${message.text()}`));
  page.on('pageerror', error => wrongs.push(`error: ${error.message}`));
  page.on('dialog', dialog => wrongs.push(`dialog: ${dialog.message()}`));
  context.on('request', request => {
    if (request.url() !== url && !request.url().startsWith('data:image/') && request.url() !== 'data:,') wrongs.push(`request: ${request.url()}`);
  });
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation',
    event => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)));
  const began = Date.now();
  await page.goto(url);
  await page.waitForSelector('#cards > *');
  return {page, wrongs, took: Date.now() - began};
}

async function shoot(page, name) {
  if (screenshots) await page.screenshot({path: path.join(screenshots, `${name}.png`)});
}

async function calm({page, wrongs}) {
  assert.deepEqual(wrongs, []);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  const strange = await page.evaluate(() => [...document.querySelectorAll('main *, aside *, header *')].filter(node =>
    /^(script|svg|iframe|object|embed|link|style|base|meta|video|audio)$/i.test(node.localName)
    || (node.localName === 'img' && !/^data:image\/(png|jpeg|gif|webp);base64,/.test(node.src))
    || (node.localName === 'a' && !/^#line-\d+$/.test(node.getAttribute('href')))
    || [...node.attributes].some(attribute => attribute.name.startsWith('on'))).map(node => node.outerHTML.slice(0, 200)));
  assert.deepEqual(strange, []);
  await page.context().close();
}

const count = page => page.textContent('#count');
const focused = (page, id) => page.waitForFunction(wanted => document.activeElement.id === wanted, id);
const lines = page => page.$$eval('#cards > *', nodes => nodes.map(node => node.id));

async function good(browser) {
  const it = await open(browser, 'good');
  const {page} = it;
  assert.equal(await page.textContent('#verdict'), 'Can be used with Together AI');
  assert.equal(await page.textContent('#file'), 'good.jsonl');
  assert.match(await page.title(), /^good\.jsonl/);
  // How much alike the drawn squares look is advice: whatever the check says, the page says too.
  const {warnings} = told('good');
  assert.match(await page.textContent('#facts'), new RegExp(`Examples41.*Pictures4141 PNG.*Errors0Warnings${warnings}`));
  assert.equal(await page.isHidden('#findings'), warnings === 0);
  assert.equal(await count(page), '41 lines');
  await page.waitForFunction(() => [...document.images].filter(image => image.src).every(image => image.complete && image.naturalWidth > 0));
  assert.deepEqual(await page.$$eval('.card img', images => images.filter(image =>
    Math.abs(image.clientWidth / image.clientHeight - image.naturalWidth / image.naturalHeight) > 0.05).map(image => image.alt)), []);
  assert.equal((await lines(page)).length, 30);
  await shoot(page, 'good');
  await page.click('#pager >> text=Next');
  assert.equal((await lines(page)).length, 11);
  const large = await page.$eval('#line-41 img', image => [image.naturalWidth, image.naturalHeight, image.src.slice(0, 15)]);
  assert.deepEqual(large, [640, 480, 'data:image/jpeg']);
  assert.match(await page.textContent('#line-41 figcaption'), /PNG · 2400 × 1800/);
  await page.click('#labels >> text=yellow');
  const yellow = (await lines(page)).length;
  assert.ok(yellow > 0 && (await page.$$eval('.card header button.tag', tags => tags.map(tag => tag.textContent))).every(tag => tag === 'yellow'));
  assert.equal(await count(page), `${yellow} of 41 lines`);
  await page.click('#clear');
  await page.click('#view-sheet');
  assert.equal((await lines(page)).length, 41);
  await shoot(page, 'sheet');
  await page.click('#line-5');
  await focused(page, 'line-5');
  await page.click('#line-5 .frame');
  assert.equal(await page.$eval('#zoom', dialog => dialog.open), true);
  await page.keyboard.press('Escape');
  assert.equal(await page.$eval('#zoom', dialog => dialog.open), false);
  await calm(it);
  step('a good data set: facts, thumbnails, answers, sheet, zoom');
}

async function keys(browser) {
  const it = await open(browser, 'good');
  const {page} = it;
  const at = () => page.evaluate(() => document.activeElement.id);
  for (const [key, where] of [['j', 'line-1'], ['j', 'line-2'], ['j', 'line-3'], ['k', 'line-2']]) {
    await page.keyboard.press(key);
    assert.equal(await at(), where);
  }
  await page.keyboard.press('/');
  await page.keyboard.type('line 33');
  await page.waitForFunction(() => document.getElementById('count').textContent === '1 of 41 lines');
  assert.deepEqual(await lines(page), ['line-33']);
  await page.keyboard.press('Escape');
  assert.equal(await count(page), '41 lines');
  await page.keyboard.press('g');
  assert.equal(await page.getAttribute('#view-sheet', 'aria-pressed'), 'true');
  await page.keyboard.press('?');
  assert.equal(await page.$eval('#keys', dialog => dialog.open), true);
  await page.keyboard.press('Escape');
  await calm(it);
  step('keys: next, previous, search, sheet, help');
}

/** {where a finding must stand: the line, the pointer it names, and what stands around it there} */
const PLACES = [
  [42, 'figure[data-picture="1"]', /truncated|unreadable|empty/],
  [43, '.whole', /json/],
  [44, '.whole', /blank/],
  [46, 'figure[data-picture="0"]', /remote picture/],
  [49, '.whole', /picture count/],
];

async function planted(browser) {
  const it = await open(browser, 'planted');
  const {page} = it;
  const {errors, warnings, lines: all} = told('planted');
  assert.equal(await page.textContent('#verdict'), `Cannot be used with Together AI yet: ${errors} errors`);
  assert.match(await page.textContent('#facts'), new RegExp(`Errors${errors}Warnings${warnings}`));
  const counts = await page.$$eval('#findings-list .times', nodes => nodes.map(node => node.textContent));
  const sum = word => counts.filter(text => text.includes(word)).reduce((total, text) => total + Number.parseInt(text, 10), 0);
  assert.deepEqual([sum('error'), sum('warning')], [errors, warnings]);
  const worst = counts.map(text => (text.includes('error') ? 0 : 1));
  assert.deepEqual(worst, [...worst].sort());
  for (const [line, place, words] of PLACES) {
    await page.evaluate(to => { location.hash = `line-${to}`; }, line);
    await page.waitForSelector(`#line-${line}`);
    const found = await page.$$eval(`#line-${line} ${place} .finding`, nodes => nodes.map(node => node.textContent));
    assert.match(found.join('\n'), words, `line ${line}`);
  }
  assert.match(await page.textContent('#line-43 .json'), /this line breaks off/);
  assert.equal(await page.textContent('#line-49 .pairs'), 'total20.00paidtrue');
  assert.match(await page.textContent('#line-46 figure'), /at a web address, not loaded.*example\.com\/needle\.png/s);
  await shoot(page, 'places');
  await page.click('#findings summary >> nth=0');
  const link = await page.$('#findings details[open] a');
  const to = (await link.getAttribute('href')).slice(1);
  await shoot(page, 'findings');
  await link.click();
  await focused(page, to);
  await page.click('#status >> text=With errors');
  assert.ok((await page.$$eval('.card', cards => cards.map(card => card.querySelector('.finding.error') !== null))).every(Boolean));
  await page.click('#rules >> text=remote picture');
  assert.ok((await lines(page)).includes('line-46'));
  await page.click('#clear');
  await page.fill('#search', 'address? at it');
  await page.waitForFunction(() => document.querySelectorAll('#cards > *').length === 1);
  assert.deepEqual(await lines(page), ['line-46']);
  assert.ok((await page.$$('#line-46 mark')).length > 0);
  await page.fill('#search', '');
  await page.waitForFunction(wanted => document.getElementById('count').textContent === `${wanted} lines`, all);
  await page.selectOption('#order', 'worst');
  const perCard = await page.$$eval('.card', cards => cards.map(card => Number.parseInt(card.querySelector('.tag.error')?.textContent ?? '0', 10)));
  assert.deepEqual(perCard, [...perCard].sort((a, b) => b - a));
  await calm(it);
  step(`${errors} errors and ${warnings} warnings: by rule, at their places, filtered, searched`);
}

async function inert(browser) {
  const it = await open(browser, 'planted');
  const {page} = it;
  const first = 50;
  const seen = async line => {
    await page.evaluate(to => { location.hash = `line-${to}`; }, line);
    await page.waitForSelector(`#line-${line}`);
    return page.textContent(`#line-${line}`);
  };
  for (const [index, text] of hostile.TEXTS.entries()) {
    const shown = await seen(first + index);
    // Characters that cannot be seen are shown by their numbers.
    const plain = text.split(/[\u0000\u2028\u2029\u202a-\u202e\u2066-\u2069\ud83d]/);
    for (const piece of plain) assert.ok(shown.includes(piece), `${JSON.stringify(piece)} in ${JSON.stringify(shown)}`);
  }
  assert.match(await seen(first + hostile.TEXTS.indexOf('right \u202eto left\u202c again \u2066isolated\u2069')), /right U\+202Eto leftU\+202C/);
  for (let line = first + hostile.TEXTS.length; line <= told('planted').lines; line++) {
    await seen(line);
    await page.hover(`#line-${line}`);
  }
  await shoot(page, 'hostile');
  await page.keyboard.press('g');
  await calm(it);
  step('texts that would like to be more stay texts');
}

async function many(browser) {
  const it = await open(browser, 'many');
  const {page, took} = it;
  assert.ok(took < 10_000, `2,000 examples took ${took} ms to open`);
  assert.match(await page.textContent('#about'), /2,000 of 2,500 lines are on this page/);
  assert.equal(await count(page), '2,000 lines');
  await page.click('#findings summary >> nth=0');
  await page.click('#findings details[open] a');
  await focused(page, 'line-2346');
  await page.keyboard.press('g');
  assert.ok((await lines(page)).includes('line-2346'));
  await page.emulateMedia({media: 'print'});
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal((await lines(page)).length, 500);
  await calm(it);
  step(`2,000 of 2,500 examples opened in ${took} ms; the worst is among them`);
}

/** The contrast of two colours as WCAG counts it. */
const CONTRAST = `(() => {
  const light = text => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255)
      .map(v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = node => {
    for (let at = node; at; at = at.parentElement) {
      const {backgroundColor} = getComputedStyle(at);
      if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
    }
    return 'white';
  };
  return [...document.querySelectorAll('h1, h2, h3, p, dt, dd, small, button, a, .said, .role, figcaption, .none, .number, code, b')]
    .filter(node => node.checkVisibility() && node.textContent.trim() && !node.disabled).map(node => {
      const [a, b] = [light(getComputedStyle(node).color), light(ground(node))].sort((x, y) => y - x);
      return {ratio: (a + 0.05) / (b + 0.05), text: node.textContent.slice(0, 40), name: node.className || node.localName};
    }).filter(it => it.ratio < 4.5);
})()`;

async function looks(browser) {
  for (const colorScheme of ['light', 'dark']) {
    const it = await open(browser, 'planted', {colorScheme});
    const {page} = it;
    await page.click('#findings summary >> nth=0');
    assert.deepEqual(await page.evaluate(CONTRAST), []);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(ground === 'rgb(20, 22, 26)', colorScheme === 'dark');
    assert.deepEqual(await page.$$eval('img', images => images.filter(image => image.src && !image.alt).length), 0);
    await page.evaluate(() => { location.hash = 'line-47'; });
    await shoot(page, colorScheme);
    await page.click('#theme');
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), ground);
    await calm(it);
  }
  const narrow = await open(browser, 'planted', {viewport: {width: 390, height: 844}});
  await narrow.page.evaluate(() => { location.hash = 'line-42'; });
  assert.ok(await narrow.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await shoot(narrow.page, 'narrow');
  await calm(narrow);
  step('light and dark with enough contrast, and on a narrow screen');
}

(async () => {
  const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu',
    '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']});
  try {
    for (const part of [good, keys, planted, inert, many, looks]) await part(browser);
  } finally {
    await browser.close();
  }
})().catch(error => { console.error(error); process.exit(1); });
