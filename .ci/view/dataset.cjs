// dataset.cjs draw|plant FOLDER: pictures and labels for `fovea datasets build`, and then data sets with problems in known places.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const {picture} = require('../together-ai/pictures.cjs');
const hostile = require('./hostile.cjs');

const [, , task, folder] = process.argv;
const file = name => path.join(folder, name);
const COLOURS = {red: [196, 60, 56], blue: [58, 92, 190], green: [62, 148, 90], yellow: [228, 190, 70]};
const names = Object.keys(COLOURS);

function draw() {
  fs.mkdirSync(file('pictures'));
  const labels = [];
  for (let i = 0; i < 40; i++) {
    const name = names[i % 7 < 4 ? i % 7 : 0];
    fs.writeFileSync(file(`pictures/${i}.png`), picture(120 + 3 * i, 150 - i, COLOURS[name]));
    labels.push(JSON.stringify({file: `${i}.png`, label: name}));
  }
  // Too many pixels to be shown as they are.
  fs.writeFileSync(file('pictures/large.png'), picture(2400, 1800, COLOURS.green));
  labels.push(JSON.stringify({file: 'large.png', label: 'green'}));
  fs.writeFileSync(file('labels.jsonl'), labels.join('\n'));
}

const user = content => ({role: 'user', content});
const says = text => ({role: 'assistant', content: [{type: 'text', text}]});
const image = url => ({type: 'image_url', image_url: {url}});
const png = colour => `data:image/png;base64,${picture(40, 30, colour).toString('base64')}`;

function attacks() {
  const texts = hostile.TEXTS.map(text => ({messages: [user([{type: 'text', text}, image(png(COLOURS.red))]), says(text)]}));
  const keys = `{"messages":[{"role":"user","content":"keys"},{"role":"assistant","content":"ok"}],${
    hostile.KEYS.map(key => `${JSON.stringify(key)}:${JSON.stringify(hostile.TEXTS[0])}`).join()}}`;
  const urls = hostile.TEXTS.map(text => image(text)).concat([image(hostile.SVG), image(`data:${hostile.TEXTS[2]};base64,AAAA`),
    image('https://example.com/tracker.png'), image('file:///etc/passwd')]);
  const roles = hostile.TEXTS.map(text => ({role: text, content: text, [text]: text}));
  const tools = {messages: [user('call'), {role: 'assistant', tool_calls: [
    {id: '1', type: 'function', function: {name: hostile.TEXTS[2], arguments: `{"a": "${hostile.TEXTS[5]}"}`}}]}],
  tools: [{type: 'function', function: {name: hostile.TEXTS[0], parameters: {}}}]};
  const broken = `{"messages": [{"role": "user", "content": "${hostile.TEXTS[0].replaceAll('"', '')}`;
  return [...texts.map(line => JSON.stringify(line)), keys, JSON.stringify({messages: [user(urls), says('x')]}),
    JSON.stringify({messages: roles}), JSON.stringify(tools), broken, hostile.TEXTS[0], '"\ud83d"', '[[[['];
}

/** What is wrong, each where the walk looks for it; the first lines are those that were built. */
function plant() {
  const built = fs.readFileSync(file('built.jsonl'), 'utf8').trimEnd().split('\n');
  const truncated = picture(60, 60, COLOURS.blue).subarray(0, 90).toString('base64');
  const lines = [...built,
    JSON.stringify({messages: [user([{type: 'text', text: 'Is it cut?'}, image(png(COLOURS.blue)),
      image(`data:image/png;base64,${truncated}`)]), says('blue')]}),
    '{"messages": [{"role": "user", "content": "this line breaks off',
    '',
    JSON.stringify({messages: [user('There is no picture here, only a question.'), {role: 'assistant', content: 'A text alone is an example too.'}]}),
    JSON.stringify({messages: [user([{type: 'text', text: 'Is it at an address?'}, image('https://example.com/needle.png')]), says('red')]}),
    JSON.stringify({input: {messages: [user([{type: 'text', text: 'Which answer is better?'}, image(png(COLOURS.yellow))])]},
      preferred_output: [says('A yellow square on white.')], non_preferred_output: [says('Something.')]}),
    JSON.stringify({prompt: 'Complete me:', completion: 'done', extra: {deep: [1, null, 'x']}}),
    JSON.stringify({messages: [user([{type: 'text', text: 'Twelve of them?'},
      ...Array.from({length: 12}, () => image(png(COLOURS.green)))]), says('{"total": "20.00", "paid": true}')]}),
  ];
  fs.writeFileSync(file('good.jsonl'), `${built.join('\n')}\n`);
  fs.writeFileSync(file('planted.jsonl'), `${[...lines, ...attacks()].join('\n')}\n`);
  many();
}

/** More lines than a page shows, each with a picture; the worst line is far behind. */
function many() {
  const urls = names.map(name => png(COLOURS[name]));
  const lines = Array.from({length: 2500}, (_, i) => JSON.stringify(
    {messages: [user([{type: 'text', text: `Question number ${i + 1}?`}, image(urls[i % 4])]), says(names[i % 4])]}));
  lines[2345] = JSON.stringify({messages: [user([{type: 'text', text: 'needle'}, image('ftp://x/y')]), user('again')]});
  fs.writeFileSync(file('many.jsonl'), `${lines.join('\n')}\n`);
}

({draw, plant})[task]();
