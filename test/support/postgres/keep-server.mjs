// A process beside each server: it ends the server and removes what it kept as soon as whoever started it closes the
// pipe or dies, in whatever way. Arguments: the root, the data folder inside it, then the server's own.

import { spawn } from 'node:child_process';
import { openSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const [, , root, folder, user, program, ...settings] = process.argv;
const log = openSync(join(root, `${folder}.log`), 'a');
const server = spawn(
  'chroot',
  [`--userspec=${user}:${user}`, root, program, '-D', folder, ...settings],
  { stdio: ['ignore', log, log] },
);

let isOver = false;
process.stdin.resume();
process.stdin.once('end', () => {
  isOver = true;
  server.kill('SIGQUIT');
});
server.once('exit', () => {
  if (isOver) {
    rmSync(join(root, folder), { recursive: true, force: true });
    rmSync(join(root, `${folder}.log`), { force: true });
  }
  process.exit();
});
process.stdout.write(`${server.pid}\n`);
