// road.cjs BASE_URL KEY FOLDER: Together's own npm client, unmodified, walks the whole road against another server.
// Every answer is looked at. FOLDER holds node_modules with the client, and gets the data sets.
'use strict';
const assert = require('node:assert/strict');
const {together, stranger, refused} = require('./tools.cjs');
const {files, wrongFile} = require('./files.cjs');
const {tuning, traces, stopping} = require('./training.cjs');
const {deployment, chats, listings, tearDown} = require('./serving.cjs');
const {texts, vectors, batches, endpoints} = require('./inference.cjs');

(async () => {
  const me = await together.whoami();
  assert.match(me.project_id, /^proj_/);
  await refused(stranger.whoami(), 401);
  const file = await files();
  await wrongFile();
  const job = await tuning(file);
  await traces(job);
  await stopping(file);
  const served = await deployment(job, me.project_id);
  await chats(served.endpoint.name);
  await listings(job, served);
  await tearDown(served);
  await texts();
  await vectors('BAAI/bge-base-en-v1.5');
  await batches();
  await endpoints(job.model_output_name);
  console.log('the official npm client walked the whole road.');
})().catch(error => {
  console.error('FAILED:', error);
  process.exit(1);
});
