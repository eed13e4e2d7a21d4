// What every part of the road needs: the clients, pictures and questions, waiting, refusals.
'use strict';
const assert = require('node:assert/strict');
const path = require('node:path');
const {picture} = require('../together-ai/pictures.cjs');

const [baseURL, apiKey, folder] = process.argv.slice(2);
const OpenAI = require(path.join(folder, 'node_modules', 'openai'));

exports.OpenAI = OpenAI;
exports.folder = folder;
// Nothing is sent again here unless a step says so: what a server answers first is what is looked at.
exports.client = options => new OpenAI({apiKey, adminAPIKey: apiKey, baseURL, maxRetries: 0, ...options});
exports.openai = exports.client();
exports.MODEL = 'gpt-4o-2024-08-06';
exports.RED = [200, 30, 30];
exports.BLUE = [30, 30, 200];
exports.QUESTION = 'Which colour is it?';

exports.dataUrl = bytes => `data:image/png;base64,${bytes.toString('base64')}`;

/** The content of a question about a picture. */
exports.parts = (bytes, detail) => [
  {type: 'text', text: exports.QUESTION},
  {type: 'image_url', image_url: {url: exports.dataUrl(bytes), ...(detail && {detail})}},
];

/** Ten examples and more: red and blue things of several sizes, and what they are. */
exports.lines = row => {
  const lines = [];
  for (let i = 0; i < 6; i++) {
    lines.push(row(picture(20 + 2 * i, 28 - i, exports.RED), 'It is red.'));
    lines.push(row(picture(28 - i, 20 + 2 * i, exports.BLUE), 'It is blue.'));
  }
  return lines.map(line => JSON.stringify(line) + '\n').join('');
};

exports.jsonl = (name, text) => OpenAI.toFile(Buffer.from(text), name);

/** Asks until the answer is as wanted; gives up after half a minute. */
exports.until = async (what, ask, wanted) => {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    assert.ok(Date.now() < end, `${what} never came; last: ${JSON.stringify(answer)}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
};

/** All entries of a listing, over all its pages. */
exports.all = async listing => {
  const all = [];
  for await (const one of listing) all.push(one);
  return all;
};

/** The call is refused with an error of this class, and this code and parameter if they are named. */
exports.refused = (call, type, {code, param} = {}) => assert.rejects(call, error => {
  assert.equal(error.constructor, type, String(error));
  assert.match(error.requestID, /^req_/);
  if (code !== undefined) assert.equal(error.code, code, String(error));
  if (param !== undefined) assert.equal(error.param, param, String(error));
  return true;
});

exports.step = text => console.log(`  ${text}`);
