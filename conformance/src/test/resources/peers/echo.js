// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

// A TLS 1.3 client or server with Node's tls: sends lines, or sends lines back.
'use strict';
const fs = require('node:fs');
const readline = require('node:readline');
const tls = require('node:tls');

const args = {};
for (const argument of process.argv.slice(2)) {
  const [name, value] = argument.split(/=(.*)/s);
  args[name.slice(2)] = value;
}

const options = { minVersion: 'TLSv1.3', ca: fs.readFileSync(args.ca) };
if (args.cert) {
  options.cert = fs.readFileSync(args.cert);
  options.key = fs.readFileSync(args.key);
}
if (args.alpn) {
  options.ALPNProtocols = args.alpn.split(',');
}

if (args.groups) {
  options.ecdhCurve = args.groups;
}

if (args.suites) {
  options.ciphers = args.suites;
}
if (args.old) {
  options.minVersion = 'TLSv1.2';
  options.maxVersion = 'TLSv1.2';
}
if (args.status) {
  options.requestOCSP = true;
}

if (args.role === 'server') {
  serve();
} else if (args.resume) {
  visitFirst(connect);
} else {
  connect();
}

/** Hands over the session of a whole visit. */
function visitFirst(then) {
  let session;
  const socket = tls.connect({ ...options, host: '127.0.0.1', port: Number(args.port), servername: args.name });
  socket.on('session', (ticket) => { session = ticket; });
  socket.on('secureConnect', () => socket.write('first\n'));
  socket.on('data', () => socket.end());
  socket.on('close', () => then(session));
}

function connect(session) {
  const socket = tls.connect(
    { ...options, host: '127.0.0.1', port: Number(args.port), servername: args.name, session });
  socket.on('secureConnect', () => {
    console.log('established', socket.getProtocol(), socket.alpnProtocol, socket.isSessionReused());
    const lines = readline.createInterface({ input: process.stdin });
    lines.on('line', (line) => socket.write(line + '\n'));
    lines.on('close', () => socket.end());
  });
  socket.on('OCSPResponse', (response) => console.log('OCSP', response ? response.toString('hex') : 'none'));
  socket.on('data', (data) => console.log('got', data.toString().trim()));
  socket.on('end', () => {
    console.log('end of data');
    process.stdin.destroy();
  });
  socket.on('error', (failed) => {
    console.log('failed', failed.code, failed.message);
    process.exit(1);
  });
  socket.on('close', () => console.log('closed'));
}

function serve() {
  const demand = Boolean(args.demand);
  const server = tls.createServer({ ...options, requestCert: demand, rejectUnauthorized: demand }, (socket) => {
    console.log('established', socket.getProtocol(), socket.alpnProtocol, socket.isSessionReused());
    socket.on('data', (data) => socket.write(data));
    socket.on('error', (failed) => console.log('failed', failed.code, failed.message));
    socket.on('close', () => console.log('closed'));
  });
  if (args.staple) {
    const staple = fs.readFileSync(args.staple);
    server.on('OCSPRequest', (certificate, issuer, answer) => answer(null, staple));
  }
  server.on('tlsClientError', (failed) => console.log('failed', failed.code, failed.message));
  server.listen(0, '127.0.0.1', () => console.log('listening', server.address().port));
}
