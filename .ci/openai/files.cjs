// Files: by buffer, by stream and in parts; listings over pages, reading back, deleting.
'use strict';
const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const {OpenAI, openai, folder, parts, lines, jsonl, all, refused, step} = require('./tools.cjs');

const SET = lines((bytes, answer) => ({
  messages: [{role: 'user', content: parts(bytes)}, {role: 'assistant', content: answer}],
}));

async function files() {
  const set = path.join(folder, 'colours.jsonl');
  fs.writeFileSync(set, SET);
  const streamed = await openai.files.create({file: fs.createReadStream(set), purpose: 'fine-tune'});
  assert.match(streamed.id, /^file-/);
  assert.equal(streamed.object, 'file');
  assert.equal(streamed.filename, 'colours.jsonl');
  assert.equal(streamed.purpose, 'fine-tune');
  assert.equal(streamed.bytes, Buffer.byteLength(SET));
  const buffered = await openai.files.create({
    file: await jsonl('buffer.jsonl', SET),
    purpose: 'fine-tune',
    expires_after: {anchor: 'created_at', seconds: 86_400},
  });
  assert.equal(buffered.expires_at, buffered.created_at + 86_400);
  for (const {id} of [streamed, buffered]) {
    const file = await openai.files.waitForProcessing(id);
    assert.equal(file.status, 'processed');
    const content = await openai.files.content(id);
    assert.equal(content.headers.get('content-type'), 'application/octet-stream');
    assert.equal(await content.text(), SET);
  }
  const listed = await all(openai.files.list({purpose: 'fine-tune', limit: 1}));
  assert.deepEqual(listed.map(file => file.id), [buffered.id, streamed.id]);
  const oldest = await openai.files.list({order: 'asc', limit: 1});
  assert.equal(oldest.data[0].id, streamed.id);
  assert.equal(oldest.has_more, true);
  assert.deepEqual(await openai.files.delete(buffered.id), {id: buffered.id, object: 'file', deleted: true});
  await refused(openai.files.retrieve(buffered.id), OpenAI.NotFoundError, {param: 'id'});
  step(`files: by stream and by buffer, listed over pages, read back, one deleted`);
  return streamed.id;
}

async function uploads() {
  const begin = () => openai.uploads.create({
    filename: 'parts.jsonl', purpose: 'fine-tune', bytes: Buffer.byteLength(SET), mime_type: 'text/jsonl'});
  const upload = await begin();
  assert.match(upload.id, /^upload_/);
  assert.equal(upload.status, 'pending');
  assert.equal(upload.expires_at, upload.created_at + 3600);
  const bytes = Buffer.from(SET);
  const half = bytes.length >> 1;
  const [second, first] = await Promise.all([bytes.subarray(half), bytes.subarray(0, half)].map(async data =>
    openai.uploads.parts.create(upload.id, {data: await OpenAI.toFile(data, 'part')})));
  assert.equal(first.object, 'upload.part');
  assert.equal(first.upload_id, upload.id);
  const done = await openai.uploads.complete(upload.id, {
    part_ids: [first.id, second.id],
    md5: crypto.createHash('md5').update(bytes).digest('hex'),
  });
  assert.equal(done.status, 'completed');
  assert.equal(done.file.filename, 'parts.jsonl');
  assert.equal(await (await openai.files.content(done.file.id)).text(), SET);
  await refused(openai.uploads.complete(upload.id, {part_ids: [first.id]}), OpenAI.BadRequestError);

  const other = await begin();
  assert.equal((await openai.uploads.cancel(other.id)).status, 'cancelled');
  await refused(
    openai.uploads.parts.create(other.id, {data: await OpenAI.toFile(bytes, 'part')}), OpenAI.BadRequestError);
  step(`uploads: two parts in their order became ${done.file.id}, another was cancelled`);
}

module.exports = {files, uploads};
