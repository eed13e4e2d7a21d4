// Files: upload, processing, listing, reading back, deleting, and a data set that is wrong.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const {picture} = require('./pictures.cjs');
const {together, folder, until, refused, step, parts, MODEL, RED, BLUE} = require('./tools.cjs');

const line = (data, answer) => JSON.stringify({
  messages: [
    {role: 'user', content: parts(data)},
    {role: 'assistant', content: [{type: 'text', text: answer}]},
  ],
});

async function files() {
  const set = path.join(folder, 'colours.jsonl');
  fs.writeFileSync(set, [[RED, 'It is red.'], [BLUE, 'It is blue.']]
    .flatMap(([colour, answer]) => [line(picture(24, 16, colour), answer), line(picture(20, 28, colour), answer)])
    .join('\n') + '\n');
  // Their check knows no pictures; the server's does.
  const uploaded = await together.files.upload(set, 'fine-tune', false);
  assert.match(uploaded.id, /^file-/);
  assert.equal(uploaded.object, 'file');
  assert.equal(uploaded.filename, 'colours.jsonl');
  assert.equal(uploaded.purpose, 'fine-tune');
  assert.equal(uploaded.FileType, 'jsonl');
  const file = await until('the processed file', () => together.files.retrieve(uploaded.id),
    it => ['COMPLETED', 'FAILED', 'INVALID_FORMAT'].includes(it.processing_status));
  assert.equal(file.processing_status, 'COMPLETED', JSON.stringify(file));
  assert.equal(file.id, uploaded.id);
  assert.equal(file.bytes, fs.statSync(set).size);
  assert.equal(file.Processed, true);
  assert.equal(file.validation_report.valid, true);
  assert.equal(file.validation_report.nlines, 4);
  assert.equal(file.validation_report.dataset_is_multimodal, true);
  assert.ok((await together.files.list()).data.some(it => it.id === file.id));
  const content = await together.files.content(file.id);
  assert.deepEqual(Buffer.from(await content.arrayBuffer()), fs.readFileSync(set));
  step(`files: ${file.id} uploaded, processed, listed, read back`);
  return file.id;
}

async function wrongFile() {
  const set = path.join(folder, 'wrong.jsonl');
  fs.writeFileSync(set, line(picture(20, 20, RED), 'It is red.').replace('"role":"user",', '') + '\n');
  const {id} = await together.files.upload(set, 'fine-tune', false);
  const file = await until('the verdict', () => together.files.retrieve(id),
    it => ['COMPLETED', 'FAILED', 'INVALID_FORMAT'].includes(it.processing_status));
  assert.equal(file.processing_status, 'INVALID_FORMAT');
  assert.equal(file.validation_report.valid, false);
  assert.match(file.validation_report.error, /^Line 1: /);
  await refused(together.fineTuning.create({model: MODEL, training_file: id}), 400);
  const gone = await together.files.delete(id);
  assert.equal(gone.id, id);
  assert.equal(gone.deleted, true);
  await refused(together.files.retrieve(id), 404);
  step('files: a message without a role is found, and the file deleted');
}

module.exports = {files, wrongFile};
