// Texts that would like to be more than texts. Each sets a flag if it ever runs.
'use strict';

const run = 'window.hacked=1';
exports.TEXTS = [
  `</script><script>${run}</script>`,
  `<!--<script>${run}//`,
  `<img src=x onerror="${run}">`,
  `"><svg onload=${run}>`,
  `' onmouseover='${run}' x='`,
  `]]></style><style>*{display:none}</style>`,
  `javascript:${run}`,
  '{{data}}{{script}}${1+1}',
  `line\u2028separator\u2029and\u0000nothing`,
  'right \u202eto left\u202c again \u2066isolated\u2069',
  'half a character: \ud83d',
  '&lt;b&gt; &amp; &#60;i&#62; \\u003cb\\u003e',
];
exports.SVG = `data:image/svg+xml;base64,${Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" onload="${run}"><script>${run}</script></svg>`).toString('base64')}`;
exports.KEYS = ['__proto__', 'constructor', 'toString', '<b onclick=x>', '', 'a/b~c'];
