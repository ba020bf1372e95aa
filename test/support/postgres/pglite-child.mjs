// A process that is PGlite with pgvector behind its socket, on a free port of loopback, in memory. It says the port and
// ends with whoever closes its input.

import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { takeTurns } from './take-turns.mjs';

process.stdin.resume();
process.stdin.once('end', () => process.exit());

const db = await PGlite.create({ extensions: { vector } });
const server = new PGLiteSocketServer({ db, port: 0, host: '127.0.0.1', maxConnections: 32 });
await server.start();
const port = Number(server.getServerConn().split(':').at(-1));
process.stdout.write(`127.0.0.1:${await takeTurns(port)}\n`);
