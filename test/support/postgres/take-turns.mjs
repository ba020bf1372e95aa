// PGlite's socket hands single messages of all its clients to one backend, so that what one prepares another may run. In:
// the port of that socket. Out: a server before it that lets through whole requests, and whole transactions, of one
// client after the other, as a server with a session for each would look from outside.

import { connect, createServer } from 'node:net';

const SSL_REQUEST = 80877103;
const CANCEL_REQUEST = 80877102;

/** Messages of a client after which the server answers that it is ready: Query and Sync. */
const ENDS = new Set(['Q', 'S']);

/** Starts it; gives its port. */
export async function takeTurns(target) {
  const waiting = [];
  let holder = null;
  const next = () => {
    if (holder !== null) return;
    holder = waiting.shift() ?? null;
    holder?.send();
  };
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const requests = [];
    const turn = {
      send: () => {
        upstream.write(requests.shift());
      },
    };
    const ask = () => {
      if (requests.length === 0 || holder === turn || waiting.includes(turn)) return;
      waiting.push(turn);
      next();
    };
    const takeRequests = requestsOf(client);
    client.on('data', (chunk) => {
      requests.push(...takeRequests(chunk));
      if (holder === turn && turn.isIdle && requests.length > 0) {
        turn.isIdle = false;
        turn.send();
      } else ask();
    });
    const takeStates = statesOf();
    upstream.on('data', (chunk) => {
      client.write(chunk);
      for (const state of takeStates(chunk)) {
        if (state === 'I') {
          holder = null;
          ask();
          next();
        } else if (requests.length > 0) turn.send();
        // In a transaction that waits for its client: nobody else is let in.
        else turn.isIdle = true;
      }
    });
    const leave = () => {
      client.destroy();
      upstream.destroy();
      const at = waiting.indexOf(turn);
      if (at >= 0) waiting.splice(at, 1);
      if (holder === turn) holder = null;
      next();
    };
    for (const socket of [client, upstream]) socket.on('error', leave).on('close', leave);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server.address().port;
}

/** Cuts what a client sends into requests: its start, then all up to a message that is answered. */
function requestsOf(client) {
  let rest = Buffer.alloc(0);
  let request = [];
  let hasStarted = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const requests = [];
    for (;;) {
      const lengthAt = hasStarted ? 1 : 0;
      if (rest.length < lengthAt + 4) return requests;
      const length = lengthAt + rest.readInt32BE(lengthAt);
      if (rest.length < length) return requests;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      if (!hasStarted) {
        const code = message.readInt32BE(4);
        if (code === SSL_REQUEST) client.write('N');
        if (code === SSL_REQUEST || code === CANCEL_REQUEST) continue;
        hasStarted = true;
        requests.push(message);
        continue;
      }
      const kind = String.fromCharCode(message[0]);
      if (kind === 'X') {
        client.end();
        return requests;
      }
      request.push(message);
      if (!ENDS.has(kind)) continue;
      requests.push(Buffer.concat(request));
      request = [];
    }
  };
}

/** What a server says each time it is ready: idle, in a transaction, or in one that failed. */
function statesOf() {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const states = [];
    while (rest.length >= 5) {
      const length = 1 + rest.readInt32BE(1);
      if (rest.length < length) break;
      if (rest[0] === 0x5a) states.push(String.fromCharCode(rest[5]));
      rest = rest.subarray(length);
    }
    return states;
  };
}
