// What every part of the road needs: the client, pictures and questions, waiting, refusals.
'use strict';
const assert = require('node:assert/strict');
const path = require('node:path');
const {Readable} = require('node:stream');

const [base, key, folder] = process.argv.slice(2);
// The client's upload reads this and not the base URL it was built with.
process.env.TOGETHER_API_BASE_URL = base;
// Node refuses to send a stream without being told so, which the client's upload forgets.
const plainFetch = globalThis.fetch;
globalThis.fetch = (url, init = {}) =>
  plainFetch(url, init.body instanceof Readable ? {...init, duplex: 'half'} : init);

const Together = require(path.join(folder, 'node_modules', 'together-ai'));
const client = apiKey => new Together({apiKey, baseURL: base, maxRetries: 0});

exports.folder = folder;
exports.together = client(key);
exports.stranger = client('wrong');
exports.MODEL = 'Qwen/Qwen3-VL-8B-Instruct';
exports.RED = [200, 30, 30];
exports.BLUE = [30, 30, 200];

/** The content of a question about a picture. */
exports.parts = data => [
  {type: 'text', text: 'Which colour is it?'},
  {type: 'image_url', image_url: {url: `data:image/png;base64,${data.toString('base64')}`}},
];

/** Asks until the answer is as wanted; gives up after half a minute. */
exports.until = async (what, ask, wanted) => {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    assert.ok(Date.now() < end, `${what} never came; last: ${JSON.stringify(answer)}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
};

/** The call is refused with this status, and this code if one is named. */
exports.refused = (call, status, code) => assert.rejects(call, error => {
  assert.ok(error instanceof Together.APIError, String(error));
  assert.equal(error.status, status, String(error));
  if (code) assert.equal(error.error?.error?.code ?? error.error?.code, code);
  return true;
});

exports.step = text => console.log(`  ${text}`);
