// road.cjs BASE_URL KEY FOLDER: OpenAI's own npm client, unmodified, walks the whole road against another server. Every answer
// is looked at. FOLDER holds node_modules with the client, and gets the data sets.
'use strict';
const {files, uploads} = require('./files.cjs');
const {supervised, traces, permissions, preference, reinforcement, badData} = require('./training.cjs');
const {pictures, formats, tools, streams} = require('./chat.cjs');
const {vectors, batches, models, graders, errors, webhooks} = require('./inference.cjs');

(async () => {
  const file = await files();
  await uploads();
  const job = await supervised(file);
  const checkpoint = await traces(job);
  await permissions(checkpoint);
  await preference();
  await reinforcement();
  await badData();
  await pictures(job.fine_tuned_model, checkpoint);
  await formats();
  await tools();
  await streams();
  await vectors();
  await batches();
  await graders();
  await errors();
  await webhooks(job);
  await models(job.fine_tuned_model);
  console.log('the official npm client walked the whole road.');
})().catch(error => {
  console.error('FAILED:', error);
  process.exit(1);
});
