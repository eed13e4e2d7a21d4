
// One example: as a card with its conversation, or as a tile of the contact sheet.

/** The pictures of a line as data URLs; they are parsed when they are seen. */
function picturesOf(line) {
  const script = data.pictures.get(line);
  if (!script) return [];
  return JSON.parse(script.textContent);
}

function describe(picture, index, line) {
  const format = picture.format ? `${picture.format}, ${picture.width} by ${picture.height} pixels` : 'cannot be read';
  return `Picture ${index + 1} of line ${line}: ${format}`;
}

function caption(picture) {
  const words = [];
  if (picture.format) words.push(picture.format, `${picture.width} × ${picture.height}`);
  if (picture.bytes !== undefined) words.push(size(picture.bytes));
  if (picture.colors && picture.colors !== 'rgb') words.push(picture.colors);
  if (picture.frames) words.push(plural(picture.frames, 'frame'));
  return words.join(' · ');
}

function frame(picture, url, words, isTile) {
  const box = isTile || !url ? make('div', 'frame') : button('frame', '', () => zoom(url, words));
  if (!url) {
    const why = picture.address !== undefined ? 'at a web address, not loaded' : picture.note ?? 'cannot be shown';
    box.append(make('span', 'none', why));
    return box;
  }
  const image = document.createElement('img');
  image.alt = words;
  image.decoding = 'async';
  image.addEventListener('error', () => image.replaceWith(make('span', 'none', 'cannot be shown')));
  image.src = url;
  if (picture.width) { image.width = picture.width; image.height = picture.height; }
  box.append(image);
  return box;
}

function zoom(url, words) {
  byId('zoom-picture').src = url;
  byId('zoom-picture').alt = words;
  byId('zoom-words').textContent = words;
  byId('zoom').showModal();
}

function figure(picture, index, example, url) {
  const words = describe(picture, index, example.line);
  const shown = make('figure', '', frame(picture, url, words, false));
  shown.dataset.picture = index;
  const text = make('figcaption', '', example.pictures.length > 1 ? `${index + 1} · ` : '', caption(picture));
  if (picture.address !== undefined) text.append(said('span', '', picture.address));
  if (picture.shrunk) text.title = 'shown smaller than it is';
  shown.append(text);
  return shown;
}

function finding(found) {
  const box = make('p', isError(found) ? 'finding error' : 'finding', make('b', '', ruleName(found.rule)), ' ');
  box.append(said('span', '', found.message), ' ', said('span', 'fix', `— ${found.fix}`));
  if (found.pointer) box.append(said('code', '', found.pointer));
  return box;
}

/** A text that is a flat JSON object as names and values; null for one that would not look the same when it is written again. */
function pairs(text, words) {
  if (!/^{.*}$/.test(text)) return null;
  let object;
  try { object = JSON.parse(text); } catch { return null; }
  const entries = Object.entries(object);
  const written = (colon, comma) => `{${entries.map(([key, value]) => JSON.stringify(key) + colon + JSON.stringify(value)).join(comma)}}`;
  const isFlat = entries.length > 0 && entries.every(([, value]) => value === null || typeof value !== 'object');
  if (!isFlat || (written(':', ',') !== text && written(': ', ', ') !== text)) return null;
  return make('dl', 'pairs', ...entries.flatMap(([key, value]) =>
    [said('dt', '', key, words), said('dd', '', typeof value === 'string' ? value : JSON.stringify(value), words)]));
}

function part(value, card, words) {
  if (value.picture !== undefined) {
    const lit = on => () => card.querySelector(`figure[data-picture="${value.picture}"]`)?.classList.toggle('lit', on);
    const name = value.detail ? `picture ${value.picture + 1} (detail ${value.detail})` : `picture ${value.picture + 1}`;
    const link = button('where', name, () => card.querySelector(`figure[data-picture="${value.picture}"] button`)?.click());
    link.addEventListener('mouseenter', lit(true));
    link.addEventListener('mouseleave', lit(false));
    return make('div', 'shows', link);
  }
  if (value.json === undefined) {
    return pairs(value.text, words) ?? said('div', value.text.length > 900 ? 'long' : '', value.text, words);
  }
  const title = value.title === undefined ? null : make('div', 'role', 'calls ', said('b', '', value.title, words));
  return make('div', '', title, said('pre', 'json', value.json, words));
}

function message(value, card, words) {
  const known = ['system', 'developer', 'user', 'assistant', 'tool', 'completion', 'prompt', 'text'];
  const box = make('div', `message ${known.includes(value.role) ? value.role : ''}`);
  box.dataset.at = value.at;
  if (value.role) box.append(said('div', 'role', value.role));
  const parts = make('div', 'parts');
  for (const one of value.parts) {
    const shown = part(one, card, words);
    shown.dataset.at = one.at;
    if (one.picture !== undefined) shown.dataset.shows = one.picture;
    parts.append(shown);
  }
  if (value.parts.length > 0) box.append(parts);
  if (value.notes) {
    box.append(make('div', 'notes', ...Object.entries(value.notes).map(([key, note]) => said('span', '', `${key}: ${note}`))));
  }
  return box;
}

function section(value, card, words) {
  const box = make('div', `section ${value.side}`);
  if (value.title) box.append(said('h4', '', value.title));
  box.append(...value.messages.map(one => message(one, card, words)));
  return box;
}

function conversation(example, card, words) {
  const box = make('div', 'conversation');
  if (example.excerpt !== undefined) box.append(said('pre', 'json', example.excerpt, words));
  const sides = make('div', 'sides');
  for (const one of example.sections) {
    const shown = section(one, card, words);
    if (one.side === 'better' || one.side === 'worse') {
      if (!sides.isConnected) box.append(sides);
      sides.append(shown);
    } else {
      box.append(shown);
    }
  }
  return box;
}

/** Puts a finding where it belongs: below its picture, its part, its message, or at the top. */
function place(found, card, example) {
  const box = finding(found);
  let best = null;
  const covers = (at, pointer) => pointer === at || pointer.startsWith(`${at}/`);
  for (const node of found.pointer ? card.querySelectorAll('[data-at]') : []) {
    if (covers(node.dataset.at, found.pointer) && (!best || node.dataset.at.length > best.dataset.at.length)) best = node;
  }
  const shows = best?.dataset.shows ?? (best ? undefined : found.picture);
  const picture = shows === undefined ? null : card.querySelector(`figure[data-picture="${Number(shows)}"]`);
  if (picture) picture.append(box);
  else if (best) best.append(box);
  else card.querySelector('.whole').append(box);
}

function header(example) {
  const link = make('a', '', `Line ${number(example.line)}`);
  link.href = `#line-${example.line}`;
  const box = make('header', '', make('h3', '', link), make('span', 'kind', example.kind));
  if (example.label !== undefined) {
    const tag = button('tag', '', () => choose('label', example.label));
    tag.append(said('span', '', example.label));
    tag.title = 'only lines with this answer';
    box.append(tag);
  }
  const warnings = example.found - example.errors;
  if (example.errors) box.append(make('span', 'tag error', plural(example.errors, 'error')));
  if (warnings) box.append(make('span', 'tag warning', plural(warnings, 'warning')));
  return box;
}

function card(example, words) {
  const box = make('article', 'card', header(example));
  box.id = `line-${example.line}`;
  box.tabIndex = -1;
  box.setAttribute('aria-label', `Line ${example.line}`);
  box.append(make('div', 'whole'));
  const urls = picturesOf(example.line);
  const body = make('div', urls.length || example.pictures.length ? 'body pictured' : 'body');
  if (example.pictures.length) {
    const album = make('div', example.pictures.length > 2 ? 'album many' : 'album');
    album.append(...example.pictures.map((one, index) => figure(one, index, example, urls[index])));
    body.append(album);
  }
  body.append(conversation(example, box, words));
  box.append(body);
  for (const found of example.findings) place(found, box, example);
  const more = example.found - example.findings.length;
  if (more > 0) box.append(make('p', 'finding', `and ${plural(more, 'more finding')} in this line`));
  return box;
}

function tile(example) {
  const box = button('tile', '', () => { state.view = 'cards'; reveal(example.line); });
  box.id = `line-${example.line}`;
  const urls = picturesOf(example.line);
  if (example.pictures.length) {
    box.append(frame(example.pictures[0], urls[0], describe(example.pictures[0], 0, example.line), true));
  } else {
    box.append(make('div', 'frame', said('span', 'snippet', textOf(example).slice(0, 200))));
  }
  const name = example.label ?? (example.pictures.length > 1 ? plural(example.pictures.length, 'picture') : example.kind);
  box.append(make('div', 'words', said('span', 'name', name), make('span', 'soft', number(example.line))));
  if (example.found) {
    const dot = make('span', example.errors ? 'dot error' : 'dot');
    dot.title = plural(example.found, 'finding');
    box.append(dot);
  }
  return box;
}
