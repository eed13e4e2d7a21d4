// Fine-tuning: limits, price, a job to its end with all its traces, and one that is stopped.
'use strict';
const assert = require('node:assert/strict');
const {together, until, refused, step, MODEL} = require('./tools.cjs');

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
  const weights = await together.fineTuning.content({ft_id: job.id, checkpoint: 'merged'});
  assert.ok((await weights.arrayBuffer()).byteLength > 0);
  step(`fine-tuning: ${events.length} events in order, ${checkpoints.length} checkpoints, metrics, weights`);
}

async function stopping(file) {
  const {id} = await together.fineTuning.create({...settings(file), suffix: 'stopped'});
  const stopped = await together.fineTuning.cancel(id);
  assert.equal(stopped.id, id);
  assert.ok(['cancel_requested', 'cancelled'].includes(stopped.status), stopped.status);
  await until('the cancelled job', () => together.fineTuning.retrieve(id), it => it.status === 'cancelled');
  await refused(together.fineTuning.cancel(id), 400);
  const gone = await together.fineTuning.delete(id);
  assert.equal(typeof gone.message, 'string');
  await refused(together.fineTuning.retrieve(id), 404);
  step(`fine-tuning: ${id} cancelled and deleted`);
}

module.exports = {tuning, traces, stopping};
