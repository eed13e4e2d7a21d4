// What models do besides chat, the list of models, graders, errors and webhooks.
'use strict';
const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const {picture} = require('../together-ai/pictures.cjs');
const {OpenAI, openai, client, MODEL, RED, dataUrl, jsonl, all, until, refused, step} = require('./tools.cjs');

async function vectors() {
  const input = ['a lobed oak leaf', 'the lobed oak leaf', 'quarterly earnings'];
  // The client asks for base64 by itself and unpacks it.
  const packed = await openai.embeddings.create({model: 'text-embedding-3-small', input});
  const plain = await openai.embeddings.create({model: 'text-embedding-3-small', input, encoding_format: 'float'});
  const near = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);
  const [oak, other, money] = packed.data.map(one => one.embedding);
  assert.equal(oak.length, 1536);
  assert.ok(plain.data[0].embedding.every((x, i) => Math.abs(x - oak[i]) < 1e-6));
  assert.ok(near(oak, other) > near(oak, money));
  const short = await openai.embeddings.create({model: 'text-embedding-3-large', input: 'x', dimensions: 16});
  assert.equal(short.data[0].embedding.length, 16);

  const judged = await openai.moderations.create({
    model: 'omni-moderation-latest',
    input: [{type: 'text', text: 'I will kill you'}, {type: 'image_url', image_url: {url: dataUrl(picture(9, 9, RED))}}],
  });
  assert.equal(judged.results.length, 1);
  assert.equal(judged.results[0].flagged, true);
  assert.deepEqual(judged.results[0].category_applied_input_types.violence, ['text', 'image']);
  assert.equal((await openai.moderations.create({input: ['a leaf', 'a tree']})).results.length, 2);
  step('embeddings packed and plain, moderation of texts and pictures');
}

async function batches() {
  const line = (id, text, more) => JSON.stringify({custom_id: id, method: 'POST', url: '/v1/chat/completions',
    body: {model: MODEL, messages: [{role: 'user', content: text}], ...more}}) + '\n';
  const {id: input} = await openai.files.create({
    file: await jsonl('batch.jsonl', line('one', 'Say one.') + line('two', 'Say two.') + line('bad', 'x', {n: 0})),
    purpose: 'batch',
  });
  const create = () => openai.batches.create(
    {input_file_id: input, endpoint: '/v1/chat/completions', completion_window: '24h', metadata: {road: 'npm'}});
  const made = await create();
  assert.equal(made.status, 'validating');
  assert.equal(made.output_file_id, null);
  const done = await until('the batch', () => openai.batches.retrieve(made.id),
    it => ['completed', 'failed', 'expired', 'cancelled'].includes(it.status));
  assert.equal(done.status, 'completed', JSON.stringify(done));
  assert.deepEqual(done.request_counts, {total: 3, completed: 2, failed: 1});
  const read = async id => (await (await openai.files.content(id)).text()).trim().split('\n').map(JSON.parse);
  const answers = await read(done.output_file_id);
  assert.deepEqual(answers.map(it => it.custom_id).sort(), ['one', 'two']);
  assert.ok(answers.every(it => it.response.status_code === 200 && it.response.body.choices.length === 1));
  const [refusal] = await read(done.error_file_id);
  assert.equal(refusal.response.body.error.param, 'n');
  const second = await create();
  assert.equal((await openai.batches.cancel(second.id)).status, 'cancelling');
  await until('the cancelled batch', () => openai.batches.retrieve(second.id), it => it.status === 'cancelled');
  assert.deepEqual((await all(openai.batches.list({limit: 1}))).map(it => it.id), [second.id, made.id]);
  step('batches: answers and refusals in two files, another cancelled, listed over pages');
}

async function models(tuned) {
  const listed = await all(openai.models.list());
  for (const name of [MODEL, tuned]) assert.ok(listed.some(model => model.id === name), name);
  assert.equal((await openai.models.retrieve(tuned)).object, 'model');
  const gone = await openai.models.delete(tuned);
  assert.deepEqual([gone.id, gone.deleted], [tuned, true]);
  await refused(openai.models.retrieve(tuned), OpenAI.NotFoundError, {code: 'model_not_found', param: 'model'});
  await refused(
    openai.chat.completions.create({model: tuned, messages: [{role: 'user', content: 'x'}]}),
    OpenAI.NotFoundError, {code: 'model_not_found'});
  step(`models: ${listed.length} listed, ${tuned} deleted`);
}

async function graders() {
  const grader = {type: 'string_check', name: 'same', operation: 'eq',
    input: '{{sample.output_text}}', reference: '{{item.label}}'};
  assert.equal((await openai.fineTuning.alpha.graders.validate({grader})).grader.name, 'same');
  const run = sample => openai.fineTuning.alpha.graders.run({grader, model_sample: sample, item: {label: 'red'}});
  assert.equal((await run('red')).reward, 1);
  assert.equal((await run('blue')).reward, 0);
  step('graders: validated and run');
}

async function errors() {
  await refused(client({apiKey: 'sk-invalid-key'}).models.list(), OpenAI.AuthenticationError, {code: 'invalid_api_key'});
  await refused(openai.get('/nowhere'), OpenAI.NotFoundError);
  await refused(openai.files.create({file: await jsonl('x.jsonl', 'x'), purpose: 'nothing'}), OpenAI.BadRequestError);
  await refused(openai.embeddings.create({model: MODEL, input: 'x'}), OpenAI.PermissionDeniedError);
  // The limits of the emulator are too wide for a road: the first answers are a proxy's.
  let calls = 0;
  const limited = times => client({maxRetries: 2, fetch: (url, init) => {
    calls++;
    return calls > times ? fetch(url, init) : Promise.resolve(new Response(
      JSON.stringify({error: {message: 'slow down', type: 'requests', param: null, code: 'rate_limit_exceeded'}}),
      {status: 429, headers: {'retry-after-ms': '20', 'x-request-id': 'req_0'}}));
  }});
  await limited(2).models.retrieve(MODEL);
  assert.equal(calls, 3);
  calls = 0;
  await refused(limited(9).models.retrieve(MODEL), OpenAI.RateLimitError, {code: 'rate_limit_exceeded'});
  assert.equal(calls, 3);
  step('errors: each of its class, with its code; a limit is waited for twice');
}

async function webhooks(job) {
  const secret = 'whsec_' + Buffer.from('a secret of some length').toString('base64');
  const body = JSON.stringify({object: 'event', id: 'evt_1', type: 'fine_tuning.job.succeeded',
    created_at: job.finished_at, data: {id: job.id}});
  const time = String(Math.floor(Date.now() / 1000));
  const sign = text => crypto.createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(text).digest('base64');
  const headers = {'webhook-id': 'wh_1', 'webhook-timestamp': time,
    'webhook-signature': `v1,AAAA v1,${sign(`wh_1.${time}.${body}`)}`};
  const event = await openai.webhooks.unwrap(body, headers, secret);
  assert.equal((await openai.fineTuning.jobs.retrieve(event.data.id)).status, 'succeeded');
  await assert.rejects(openai.webhooks.unwrap(body + ' ', headers, secret), OpenAI.InvalidWebhookSignatureError);
  step('webhooks: an event leads to its job, a forged one does not');
}

module.exports = {vectors, batches, models, graders, errors, webhooks};
