// Chat: pictures, tools, schemas, likelihoods, and the same answer streamed.
'use strict';
const assert = require('node:assert/strict');
const {picture} = require('../together-ai/pictures.cjs');
const {OpenAI, openai, MODEL, RED, BLUE, parts, until, refused, step} = require('./tools.cjs');

const chat = openai.chat.completions;
const ask = content => [{role: 'user', content}];

async function pictures(model, checkpoint) {
  await until('the tuned model', () => openai.models.retrieve(model).catch(error => error), it => it.id === model);
  for (const name of [model, checkpoint]) {
    for (const [colour, answer] of [[RED, 'It is red.'], [BLUE, 'It is blue.']]) {
      const seen = await chat.create({model: name, messages: ask(parts(picture(33, 21, colour), 'low'))});
      assert.equal(seen.choices[0].message.content, answer);
      assert.equal(seen.model, name);
      assert.equal(seen.choices[0].finish_reason, 'stop');
    }
  }
  const cost = async detail => (await chat.create(
    {model: 'gpt-4o', messages: ask(parts(picture(1024, 1024, RED), detail))})).usage.prompt_tokens;
  assert.equal(await cost('high') - await cost('low'), 765 - 85);
  const {response, data} = await chat.create({model: 'gpt-4o', messages: ask('Say so.')}).withResponse();
  assert.equal(data.model, MODEL);
  assert.match(data._request_id, /^req_[0-9a-f]{32}$/);
  assert.equal(data.usage.total_tokens, data.usage.prompt_tokens + data.usage.completion_tokens);
  assert.ok(Number(response.headers.get('x-ratelimit-remaining-requests')) > 0);
  assert.match(response.headers.get('x-ratelimit-reset-tokens'), /^((\d+h)?(\d+m)?\d+(\.\d+)?s|\d+ms)$/);
  const broken = {type: 'image_url', image_url: {url: 'data:image/png;base64,aGVsbG8='}};
  await refused(chat.create({model: MODEL, messages: ask([broken])}), OpenAI.BadRequestError,
    {code: 'invalid_image_format'});
  step(`chat: ${model} and its checkpoint tell red from blue; pictures cost their tiles`);
}

const SCHEMA = {
  type: 'object',
  properties: {colour: {type: 'string', enum: ['red', 'blue']}, sure: {type: 'boolean'}},
  required: ['colour', 'sure'],
  additionalProperties: false,
};

async function formats() {
  const answer = await chat.parse({
    model: MODEL,
    messages: ask('Is it blue?'),
    response_format: {type: 'json_schema', json_schema: {name: 'colour', strict: true, schema: SCHEMA}},
  });
  assert.deepEqual(Object.keys(JSON.parse(answer.choices[0].message.content)), ['colour', 'sure']);
  assert.equal(JSON.parse(answer.choices[0].message.content).colour, 'blue');
  await refused(chat.create({
    model: MODEL,
    messages: ask('x'),
    response_format: {type: 'json_schema', json_schema: {name: 'a', strict: true, schema: {type: 'object'}}},
  }), OpenAI.BadRequestError, {param: 'response_format'});
  const likely = await chat.create(
    {model: MODEL, messages: ask('one two three'), logprobs: true, top_logprobs: 3, n: 2});
  assert.equal(likely.choices.length, 2);
  const {content} = likely.choices[1].logprobs;
  assert.equal(content.map(token => token.token).join(''), likely.choices[1].message.content);
  assert.ok(content.every(token => token.logprob < 0 && token.top_logprobs.length === 3));
  step('chat: a strict schema is followed, likelihoods belong to their tokens');
}

const STORE = {type: 'function', function: {name: 'store', strict: true, parameters: SCHEMA}};
const NOTE = {type: 'custom', custom: {name: 'note', description: 'free text'}};

async function tools() {
  const asked = {model: MODEL, messages: ask('It is red.'), tools: [STORE, NOTE]};
  const called = await chat.create({...asked, tool_choice: {type: 'function', function: {name: 'store'}}});
  const [call] = called.choices[0].message.tool_calls;
  assert.equal(called.choices[0].finish_reason, 'tool_calls');
  assert.equal(JSON.parse(call.function.arguments).colour, 'red');
  const free = await chat.create({...asked, tool_choice: {
    type: 'allowed_tools', allowed_tools: {mode: 'required', tools: [{type: 'custom', custom: {name: 'note'}}]}}});
  assert.equal(free.choices[0].message.tool_calls[0].type, 'custom');
  assert.match(free.choices[0].message.tool_calls[0].custom.input, /It is red/);
  // The answer goes back as it came, with what the tool said.
  const after = await chat.create({...asked, messages: [
    ...asked.messages, called.choices[0].message, {role: 'tool', tool_call_id: call.id, content: 'stored'}]});
  assert.equal(after.choices[0].finish_reason, 'stop');
  await refused(
    chat.create({...asked, messages: [...asked.messages, called.choices[0].message]}), OpenAI.BadRequestError);

  const seen = [];
  const runner = chat.runTools({
    model: MODEL,
    messages: ask('It is blue.'),
    tool_choice: {type: 'function', function: {name: 'keep'}},
    tools: [{type: 'function', function: {
      name: 'keep', parse: JSON.parse, parameters: SCHEMA, function: args => seen.push(args) && 'kept'}}],
  });
  await runner.done();
  assert.deepEqual(seen.map(args => args.colour), ['blue']);
  step('chat: functions, free text, allowed tools, and their answers');
}

async function streams() {
  const asked = {model: MODEL, messages: ask('one two three')};
  const whole = await chat.create(asked);
  let text = '', usage, finish;
  for await (const chunk of await chat.create({...asked, stream: true, stream_options: {include_usage: true}})) {
    assert.equal(chunk.object, 'chat.completion.chunk');
    text += chunk.choices[0]?.delta.content ?? '';
    finish = chunk.choices[0]?.finish_reason ?? finish;
    usage = chunk.usage;
  }
  assert.equal(text, whole.choices[0].message.content);
  assert.equal(finish, 'stop');
  assert.equal(usage.total_tokens, whole.usage.total_tokens);

  const pieces = [];
  const stream = chat.stream({...asked, stream_options: {include_usage: true}, logprobs: true, top_logprobs: 1})
    .on('content', piece => pieces.push(piece));
  const final = await stream.finalChatCompletion();
  assert.equal(pieces.join(''), text);
  assert.equal(final.choices[0].message.content, text);
  assert.equal(final.choices[0].logprobs.content.map(token => token.token).join(''), text);
  assert.equal((await stream.totalUsage()).total_tokens, usage.total_tokens);

  const calling = chat.stream({...asked, tools: [STORE], tool_choice: 'required'});
  const call = await calling.finalFunctionToolCall();
  assert.equal(call.name, 'store');
  assert.equal(typeof JSON.parse(call.arguments).sure, 'boolean');
  const early = await chat.create({...asked, stream: true});
  for await (const chunk of early) { assert.ok(chunk.id); break; }
  assert.ok(early.controller.signal.aborted);
  await refused(chat.create({...asked, n: 0, stream: true}), OpenAI.BadRequestError,
    {code: 'integer_below_min_value', param: 'n'});
  step('chat: streamed by hand and by the helpers, whole and in calls');
}

module.exports = {pictures, formats, tools, streams};
