// Serving: configuration, endpoint, deployment, traffic, chat whole and streamed, and the way back.
'use strict';
const assert = require('node:assert/strict');
const {picture} = require('./pictures.cjs');
const {together, until, refused, step, parts, RED, BLUE} = require('./tools.cjs');

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
  await refused(chat(endpoint.name, picture(18, 18, RED)), 503, 'routing_error');

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
  await refused(chat('acme/none', picture(18, 18, RED)), 404, 'model_not_available');
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

/** The registry's view of the tuned model, the catalogue, the machines, and what happened to the endpoint. */
async function listings(job, {endpoint, at}) {
  const {endpoints, models} = together.beta;
  const {projectId} = at;
  const all = async pages => {
    const items = [];
    for await (const item of pages) items.push(item);
    return items;
  };
  const model = await models.retrieve(job.model_object_id, {projectId});
  assert.equal(model.id, job.model_object_id);
  assert.equal(model.name, job.model_object_name);
  assert.ok((await all(models.list({projectId, limit: 1}))).some(one => one.id === model.id));
  const {data: revisions} = await models.listRevisions(model.id, {projectId});
  assert.ok(revisions.some(revision => revision.revisionId === job.model_object_revision_id));
  assert.ok((await all(models.listSupported({product: 'PRODUCT_DEDICATED'}))).length >= 1);
  const events = await all(endpoints.listEvents(endpoint.id, {projectId}));
  assert.ok(events.length >= 1);
  for (const event of events) assert.equal(event.endpointId, endpoint.id);
  const times = events.map(event => event.createdAt);
  assert.deepEqual(times, [...times].sort().reverse());
  assert.ok((await all(endpoints.list({projectId}))).some(one => one.id === endpoint.id));
  step(`registry: ${model.id}, ${revisions.length} revision; ${events.length} events of the endpoint, newest first`);
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

module.exports = {deployment, chats, listings, tearDown};
