// Jobs of all three methods: to their end, paused and resumed, cancelled, failed for their data.
'use strict';
const assert = require('node:assert/strict');
const {OpenAI, openai, MODEL, parts, lines, jsonl, all, until, refused, step} = require('./tools.cjs');

const jobs = openai.fineTuning.jobs;
const ENDED = ['succeeded', 'failed', 'cancelled'];
const ended = id => until('the end of the job', () => jobs.retrieve(id), job => ENDED.includes(job.status));
const upload = async (name, text) =>
  (await openai.files.create({file: await jsonl(name, text), purpose: 'fine-tune'})).id;

async function supervised(file) {
  const created = await jobs.create({
    model: MODEL,
    training_file: file,
    validation_file: file,
    suffix: 'colours',
    seed: 7,
    method: {type: 'supervised', supervised: {hyperparameters: {n_epochs: 3}}},
    metadata: {road: 'npm', run: 'one'},
  });
  assert.match(created.id, /^ftjob-/);
  assert.equal(created.object, 'fine_tuning.job');
  assert.equal(created.status, 'validating_files');
  assert.equal(created.finished_at, null);
  assert.equal(created.fine_tuned_model, null);
  const job = await ended(created.id);
  assert.equal(job.status, 'succeeded', JSON.stringify(job));
  assert.match(job.fine_tuned_model, /^ft:gpt-4o-2024-08-06:[^:]+:colours:[A-Za-z0-9]{8}$/);
  assert.equal(job.seed, 7);
  assert.equal(job.method.supervised.hyperparameters.n_epochs, 3);
  assert.equal(typeof job.method.supervised.hyperparameters.batch_size, 'number');
  assert.ok(job.trained_tokens > 0);
  assert.ok(job.finished_at >= job.created_at);
  const csv = await (await openai.files.content(job.result_files[0])).text();
  assert.match(csv, /^step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n1,/);
  assert.deepEqual((await all(jobs.list({metadata: {run: 'one'}}))).map(it => it.id), [job.id]);
  assert.deepEqual(await all(jobs.list({metadata: {run: 'two'}})), []);
  step(`fine-tuning: ${job.fine_tuned_model}, found by its metadata`);
  return job;
}

async function traces(job) {
  const events = await all(jobs.listEvents(job.id, {limit: 3}));
  assert.equal(new Set(events.map(event => event.id)).size, events.length);
  for (const event of events) assert.equal(event.object, 'fine_tuning.job.event');
  const messages = events.map(event => event.message);
  assert.equal(messages[0], 'The job has successfully completed');
  assert.equal(messages[1], `New fine-tuned model created: ${job.fine_tuned_model}`);
  assert.equal(messages.at(-1), `Created fine-tuning job: ${job.id}`);
  const metrics = events.filter(event => event.type === 'metrics');
  assert.ok(metrics.length >= 3);
  for (const {message, data} of metrics) {
    assert.match(message, new RegExp(`^Step ${data.step}/${data.total_steps}: training loss=`));
    assert.equal(typeof data.train_loss, 'number');
  }

  const checkpoints = await all(jobs.checkpoints.list(job.id, {limit: 2}));
  assert.equal(checkpoints.length, 3);
  const steps = checkpoints.map(checkpoint => checkpoint.step_number);
  assert.deepEqual(steps, [...steps].sort((a, b) => b - a));
  for (const checkpoint of checkpoints) {
    assert.equal(checkpoint.object, 'fine_tuning.job.checkpoint');
    assert.equal(checkpoint.fine_tuning_job_id, job.id);
    assert.equal(
      checkpoint.fine_tuned_model_checkpoint, `${job.fine_tuned_model}:ckpt-step-${checkpoint.step_number}`);
  }
  step(`fine-tuning: ${events.length} events and ${checkpoints.length} checkpoints over pages`);
  return checkpoints[1].fine_tuned_model_checkpoint;
}

async function permissions(checkpoint) {
  const {permissions} = openai.fineTuning.checkpoints;
  const made = await all(permissions.create(checkpoint, {project_ids: ['proj_one', 'proj_two', 'proj_three']}));
  assert.deepEqual(made.map(it => it.project_id).sort(), ['proj_one', 'proj_three', 'proj_two']);
  assert.match(made[0].id, /^cp_/);
  const listed = await all(permissions.list(checkpoint, {limit: 2, order: 'ascending'}));
  assert.deepEqual(listed.map(it => it.id).sort(), made.map(it => it.id).sort());
  const gone = await permissions.delete(made[0].id, {fine_tuned_model_checkpoint: checkpoint});
  assert.equal(gone.deleted, true);
  assert.equal((await all(permissions.list(checkpoint))).length, 2);
  step('checkpoints: three projects may use one, listed over pages, one no longer');
}

async function preference() {
  const file = await upload('dpo.jsonl', Array.from({length: 10}, (_, i) => JSON.stringify({
    input: {messages: [{role: 'user', content: `Say ${i}.`}]},
    preferred_output: [{role: 'assistant', content: `It is ${i}.`}],
    non_preferred_output: [{role: 'assistant', content: 'No.'}],
  }) + '\n').join(''));
  const {id} = await jobs.create({
    model: MODEL, training_file: file, method: {type: 'dpo', dpo: {hyperparameters: {beta: 0.2, n_epochs: 1}}}});
  const job = await ended(id);
  assert.equal(job.status, 'succeeded', JSON.stringify(job));
  assert.equal(job.method.dpo.hyperparameters.beta, 0.2);
  step(`fine-tuning: preferences made ${job.fine_tuned_model}`);
}

const REINFORCEMENT = {
  type: 'reinforcement',
  reinforcement: {
    grader: {
      type: 'string_check', name: 'same', operation: 'eq',
      input: '{{sample.output_text}}', reference: '{{item.label}}',
    },
    hyperparameters: {reasoning_effort: 'low', n_epochs: 1},
  },
};

async function reinforcement() {
  const file = await upload('rft.jsonl', lines((bytes, label) =>
    ({messages: [{role: 'user', content: parts(bytes)}], label})));
  const create = () => jobs.create({
    model: 'o4-mini-2025-04-16', training_file: file, validation_file: file, method: REINFORCEMENT});
  const {id} = await create();
  await until('the running job', () => jobs.retrieve(id), job => job.status === 'running');
  const paused = await jobs.pause(id);
  assert.equal(paused.status, 'paused');
  assert.equal((await jobs.resume(id)).status, 'queued');
  const job = await ended(id);
  assert.equal(job.status, 'succeeded', JSON.stringify(job));
  assert.equal(job.method.reinforcement.grader.name, 'same');

  const other = await create();
  assert.equal((await jobs.cancel(other.id)).status, 'cancelled');
  await refused(jobs.cancel(other.id), OpenAI.BadRequestError);
  step(`fine-tuning: reinforcement paused, resumed, succeeded; another cancelled`);
}

async function badData() {
  const few = await upload('few.jsonl', JSON.stringify({
    messages: [{role: 'user', content: 'a'}, {role: 'assistant', content: 'b'}]}) + '\n');
  // The upload and the job are taken; the data is looked at later.
  const {id} = await jobs.create({model: MODEL, training_file: few});
  const job = await ended(id);
  assert.equal(job.status, 'failed');
  assert.equal(job.error.code, 'invalid_n_examples');
  assert.equal(job.error.param, 'training_file');
  assert.equal(job.finished_at, null);
  const [last] = (await jobs.listEvents(id)).data;
  assert.equal(last.level, 'error');
  assert.equal(last.data.error_code, 'invalid_n_examples');
  await refused(jobs.retrieve('ftjob-none'), OpenAI.NotFoundError, {code: 'fine_tune_not_found', param: 'fine_tune_id'});
  step('fine-tuning: too few examples fail the job, not the upload');
}

module.exports = {supervised, traces, permissions, preference, reinforcement, badData};
