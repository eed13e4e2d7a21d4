// What models do besides chat: completions, embeddings, batches; and the older dedicated endpoints.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const {together, folder, until, refused, step, MODEL} = require('./tools.cjs');

async function texts() {
  const models = await together.models.list();
  assert.ok(models.some(model => model.id === MODEL && model.object === 'model'));
  const whole = await together.completions.create({model: MODEL, prompt: 'A leaf is', max_tokens: 20, seed: 7});
  assert.equal(whole.model, MODEL);
  assert.equal(typeof whole.choices[0].text, 'string');
  assert.equal(whole.usage.total_tokens, whole.usage.prompt_tokens + whole.usage.completion_tokens);
  let text = '', last;
  for await (const chunk of await together.completions.create(
    {model: MODEL, prompt: 'A leaf is', max_tokens: 20, seed: 7, stream: true})) {
    text += chunk.choices[0]?.text ?? '';
    last = chunk;
  }
  assert.equal(text, whole.choices[0].text);
  assert.deepEqual(last.usage, whole.usage);
  step('completions: whole and streamed are the same');
}

async function vectors(model) {
  const {data} = await together.embeddings.create({model, input: ['an oak leaf', 'an oak leaf', 'a lighthouse']});
  assert.deepEqual(data.map(one => one.index), [0, 1, 2]);
  for (const one of data) assert.equal(one.object, 'embedding');
  assert.deepEqual(data[0].embedding, data[1].embedding);
  assert.notDeepEqual(data[0].embedding, data[2].embedding);
  assert.equal(data[0].embedding.length, data[2].embedding.length);
  step(`embeddings: three vectors of ${data[0].embedding.length}`);
}

async function batches() {
  const input = path.join(folder, 'batch.jsonl');
  const ask = text => ({model: MODEL, max_tokens: 20, messages: [{role: 'user', content: text}]});
  fs.writeFileSync(input, [
    {custom_id: 'one', body: ask('Say one.')},
    {custom_id: 'two', body: ask('Say two.')},
  ].map(request => JSON.stringify(request) + '\n').join(''));
  const file = await together.files.upload(input, 'batch-api', false);
  const {job} = await together.batches.create({endpoint: '/v1/chat/completions', input_file_id: file.id});
  assert.equal(job.status, 'VALIDATING');
  assert.equal(job.input_file_id, file.id);
  const done = await until('the batch', () => together.batches.retrieve(job.id),
    it => ['COMPLETED', 'FAILED', 'EXPIRED', 'CANCELLED'].includes(it.status));
  assert.equal(done.status, 'COMPLETED', JSON.stringify(done));
  assert.equal(done.progress, 100);
  const output = await (await together.files.content(done.output_file_id)).text();
  const answers = output.trim().split('\n').map(line => JSON.parse(line));
  assert.deepEqual(answers.map(answer => answer.custom_id).sort(), ['one', 'two']);
  for (const {response} of answers) {
    assert.equal(response.status_code, 200);
    assert.equal(response.body.choices[0].message.role, 'assistant');
  }
  assert.ok((await together.batches.list()).some(it => it.id === job.id));
  const second = (await together.batches.create({endpoint: '/v1/chat/completions', input_file_id: file.id})).job;
  await together.batches.cancel(second.id);
  await until('the cancelled batch', () => together.batches.retrieve(second.id), it => it.status === 'CANCELLED');
  step('batches: one answered in full, one cancelled');
}

async function endpoints(model) {
  const hardware = (await together.endpoints.listHardware({model: MODEL})).data;
  assert.ok(hardware.length >= 1);
  assert.ok(hardware[0].pricing.cents_per_minute > 0);
  assert.ok((await together.endpoints.listAvzones()).avzones.length >= 1);
  assert.ok(Array.isArray((await together.endpoints.list()).data));
  // Since version 2 nobody gets new ones.
  await refused(
    together.endpoints.create({model, hardware: hardware[0].id, autoscaling: {min_replicas: 1, max_replicas: 1}}),
    403, 'endpoints_v1_create_access_disabled');
  step('dedicated endpoints of version 1: hardware and zones listed, creation refused');
}

module.exports = {texts, vectors, batches, endpoints};
