// road.cjs BASE_URL KEY FOLDER: Together's own npm client, unmodified, walks the whole road against another server.
// Every answer is looked at. FOLDER holds node_modules with the client, and gets the data set.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const {Readable} = require('node:stream');
const {picture} = require('./pictures.cjs');

const [base, key, folder] = process.argv.slice(2);
// The client's upload reads this and not the base URL it was built with.
process.env.TOGETHER_API_BASE_URL = base;
// Node refuses to send a stream without being told so, which the client's upload forgets.
const plainFetch = globalThis.fetch;
globalThis.fetch = (url, init = {}) =>
  plainFetch(url, init.body instanceof Readable ? {...init, duplex: 'half'} : init);

const Together = require(path.join(folder, 'node_modules', 'together-ai'));
const together = new Together({apiKey: key, baseURL: base, maxRetries: 0});
const MODEL = 'Qwen/Qwen3-VL-8B-Instruct';
const QUESTION = 'Which colour is it?';
const RED = [200, 30, 30], BLUE = [30, 30, 200];

const parts = data => [
  {type: 'text', text: QUESTION},
  {type: 'image_url', image_url: {url: `data:image/png;base64,${data.toString('base64')}`}},
];
const line = (data, answer) => JSON.stringify({
  messages: [
    {role: 'user', content: parts(data)},
    {role: 'assistant', content: [{type: 'text', text: answer}]},
  ],
});

/** Asks until the answer is as wanted; gives up after half a minute. */
async function until(what, ask, wanted) {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    assert.ok(Date.now() < end, `${what} never came; last: ${JSON.stringify(answer)}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
const refused = (call, status, check) => assert.rejects(call, error => {
  assert.ok(error instanceof Together.APIError, String(error));
  assert.equal(error.status, status, String(error));
  check?.(error);
  return true;
});
const step = text => console.log(`  ${text}`);

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

const settings = file => ({
  model: MODEL,
  training_file: file,
  n_epochs: 2,
  n_checkpoints: 1,
  learning_rate: 2e-5,
  suffix: 'colours',
  training_type: {type: 'Lora', lora_r: 8, lora_alpha: 16},
  training_method: {method: 'sft', train_on_inputs: 'auto'},
});

async function tuning(file) {
  const limits = await together.fineTuning.modelLimits({model_name: MODEL});
  assert.equal(limits.model_name, MODEL);
  assert.equal(limits.supports_vision, true);
  assert.ok(limits.lora_training.max_rank >= 8);
  const price = await together.fineTuning.estimatePrice({model: MODEL, training_file: file});
  assert.equal(price.estimation_available, false);
  assert.equal(price.unavailable_reason, 'multimodal_dataset');

  const created = await together.fineTuning.create(settings(file));
  assert.match(created.id, /^ft-/);
  assert.equal(created.status, 'pending');
  assert.equal(created.model, MODEL);
  assert.equal(created.training_file, file);
  assert.equal(created.n_epochs, 2);
  assert.ok(!Number.isNaN(Date.parse(created.created_at)));
  const job = await until('the tuned model', () => together.fineTuning.retrieve(created.id),
    it => ['completed', 'error', 'user_error', 'cancelled'].includes(it.status));
  assert.equal(job.status, 'completed', JSON.stringify(job));
  assert.equal(job.id, created.id);
  assert.equal(job.training_type.lora_r, 8);
  assert.equal(job.epochs_completed, 2);
  assert.match(job.model_output_name, /colours/);
  assert.match(job.model_object_id, /^ml_/);
  assert.ok((await together.fineTuning.list()).data.some(it => it.id === job.id));
  step(`fine-tuning: ${job.id} created, completed, listed`);
  return job;
}

async function traces(job) {
  const events = (await together.fineTuning.listEvents(job.id)).data;
  const types = events.map(event => event.type.toLowerCase());
  for (const event of events) assert.equal(event.object, 'fine-tune-event');
  assert.deepEqual(events.map(event => event.created_at), events.map(event => event.created_at).sort());
  const order = ['job_pending', 'job_start', 'training_start', 'epoch_complete', 'training_complete',
    'model_uploading', 'model_upload_complete', 'job_complete'];
  assert.deepEqual([...new Set(types)].filter(type => order.includes(type)), order);
  assert.equal(types.filter(type => type === 'epoch_complete').length, 2);
  assert.equal(types.at(-1), 'job_complete');

  const checkpoints = (await together.fineTuning.listCheckpoints(job.id)).data;
  assert.ok(checkpoints.length >= 1);
  for (const checkpoint of checkpoints) {
    assert.ok(Number.isInteger(checkpoint.step));
    assert.ok(!Number.isNaN(Date.parse(checkpoint.created_at)));
    assert.equal(typeof checkpoint.path, 'string');
    assert.equal(typeof checkpoint.checkpoint_type, 'string');
  }
  assert.ok(checkpoints.some(checkpoint => /^final/i.test(checkpoint.checkpoint_type)));

  const {metrics} = await together.fineTuning.listMetrics(job.id);
  assert.ok(metrics.some(point => typeof point['train/loss'] === 'number'));
  step(`fine-tuning: ${events.length} events in order, ${checkpoints.length} checkpoints, metrics`);
}

async function stopping(file) {
  const {id} = await together.fineTuning.create({...settings(file), suffix: 'stopped'});
  const stopped = await together.fineTuning.cancel(id);
  assert.equal(stopped.id, id);
  assert.ok(['cancel_requested', 'cancelled'].includes(stopped.status), stopped.status);
  await until('the cancelled job', () => together.fineTuning.retrieve(id), it => it.status === 'cancelled');
  await refused(together.fineTuning.cancel(id), 400);
  step(`fine-tuning: ${id} cancelled`);
}

async function deployment(job, projectId) {
  const {endpoints, models} = together.beta;
  const model = `projects/${projectId}/models/${job.model_object_id}`;
  const configs = [];
  for await (const config of models.configs.list({projectId, referenceModel: model})) configs.push(config);
  assert.ok(configs.length >= 1);
  assert.match(configs[0].id, /^cr_/);

  const endpoint = await endpoints.create({projectId, name: 'npm'});
  assert.match(endpoint.id, /^ep_/);
  assert.match(endpoint.name, /\/npm$/);
  const deployment = await endpoints.deployments.create(endpoint.id, {
    projectId,
    name: 'first',
    model,
    config: `projects/${configs[0].projectId}/configs/${configs[0].id}`,
    autoscaling: {minReplicas: 1, maxReplicas: 1},
  });
  assert.match(deployment.id, /^dep_/);
  assert.equal(deployment.endpointId, endpoint.id);
  assert.equal(deployment.status.state, 'DEPLOYMENT_STATE_PROVISIONING');
  await refused(chat(endpoint.name, picture(18, 18, RED)), 503,
    error => assert.equal(error.error?.error?.code ?? error.error?.code, 'routing_error'));

  const at = {projectId, endpointId: endpoint.id};
  const ready = await until('the deployment', () => endpoints.deployments.retrieve(deployment.id, at),
    it => ['DEPLOYMENT_STATE_READY', 'DEPLOYMENT_STATE_FAILED'].includes(it.status.state));
  assert.equal(ready.status.state, 'DEPLOYMENT_STATE_READY');
  assert.equal(ready.status.readyReplicas, 1);
  const routed = await endpoints.update(endpoint.id,
    {projectId, trafficSplit: [{deploymentId: deployment.id, weight: 1}], etag: (await endpoints.retrieve(endpoint.id, {projectId})).etag});
  assert.equal(routed.trafficSplit[0].deploymentId, deployment.id);
  await refused(endpoints.update(endpoint.id, {projectId, trafficSplit: [{deploymentId: deployment.id, weight: 2}], etag: 'stale'}), 409);
  const listed = [];
  for await (const one of endpoints.deployments.list(endpoint.id, {projectId})) listed.push(one.id);
  assert.deepEqual(listed, [deployment.id]);
  step(`deployment: ${deployment.id} ready and routed on ${endpoint.name}`);
  return {endpoint, deployment, at};
}

const chat = (model, data, extra = {}) =>
  together.chat.completions.create({model, messages: [{role: 'user', content: parts(data)}], ...extra});

async function chats(model) {
  await until('the routers', () => chat(model, picture(18, 18, RED)).catch(error => error),
    answer => !(answer instanceof Error));
  for (const [colour, answer] of [[RED, 'It is red.'], [BLUE, 'It is blue.']]) {
    const whole = await chat(model, picture(18, 18, colour));
    assert.equal(whole.object, 'chat.completion');
    assert.equal(whole.choices.length, 1);
    assert.equal(whole.choices[0].message.role, 'assistant');
    assert.equal(whole.choices[0].message.content, answer);
    assert.equal(whole.choices[0].finish_reason, 'stop');
    assert.equal(whole.usage.total_tokens, whole.usage.prompt_tokens + whole.usage.completion_tokens);
    assert.ok(whole.usage.prompt_tokens >= 1601);
    await streamed(model, colour, answer, whole.usage);
  }
  await refused(chat('acme/none', picture(18, 18, RED)), 404,
    error => assert.equal(error.error?.error?.code ?? error.error?.code, 'model_not_available'));
  step('chat: whole and streamed, both colours right');
}

async function streamed(model, colour, answer, usage) {
  const chunks = [];
  for await (const chunk of await chat(model, picture(18, 18, colour), {stream: true})) chunks.push(chunk);
  assert.equal(chunks.map(chunk => chunk.choices[0]?.delta.content ?? '').join(''), answer);
  const last = chunks.at(-1);
  assert.equal(last.choices[0].finish_reason, 'stop');
  assert.deepEqual(last.usage, usage);
  for (const chunk of chunks) {
    assert.equal(chunk.object, 'chat.completion.chunk');
    assert.equal(chunk.id, last.id);
  }
  for (const chunk of chunks.slice(0, -1)) {
    assert.equal(chunk.choices[0].finish_reason ?? null, null);
    assert.equal(chunk.usage ?? null, null);
  }
  const helper = together.chat.completions.stream({model, messages: [{role: 'user', content: parts(picture(18, 18, colour))}]});
  const final = await helper.finalChatCompletion();
  assert.equal(final.choices[0].message.content, answer);
}

async function tearDown({endpoint, deployment, at}) {
  const {endpoints} = together.beta;
  const {projectId} = at;
  await refused(endpoints.deployments.delete(deployment.id, at), 400);
  await endpoints.deployments.update(deployment.id, {...at, autoscaling: {minReplicas: 0, maxReplicas: 0}});
  await until('the stop', () => endpoints.deployments.retrieve(deployment.id, at),
    it => it.status.state === 'DEPLOYMENT_STATE_STOPPED');
  await endpoints.update(endpoint.id, {projectId, trafficSplit: [{deploymentId: deployment.id, weight: 0}]});
  assert.deepEqual(await endpoints.deployments.delete(deployment.id, at), {});
  assert.deepEqual(await endpoints.delete(endpoint.id, {projectId}), {});
  await refused(endpoints.retrieve(endpoint.id, {projectId}), 404);
  step('deployment: stopped, out of the split, deleted');
}

(async () => {
  const me = await together.whoami();
  assert.match(me.project_id, /^proj_/);
  await refused(new Together({apiKey: 'wrong', baseURL: base, maxRetries: 0}).whoami(), 401);
  const file = await files();
  await wrongFile();
  const job = await tuning(file);
  await traces(job);
  await stopping(file);
  const served = await deployment(job, me.project_id);
  await chats(served.endpoint.name);
  await tearDown(served);
  console.log('the official npm client walked the whole road.');
})().catch(error => {
  console.error('FAILED:', error);
  process.exit(1);
});
