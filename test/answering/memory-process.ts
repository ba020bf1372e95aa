// A "process" in this one: what it serves is reached through messages that are copied as between processes.

import type { AnswererProcess } from '../../src/answering/answerer-process.js';
import type { WarmableAnswerer } from '../../src/answering/in-process-answerer.js';
import { serveAnswerer } from '../../src/answering/serve-channel.js';

export function memoryProcess(open: () => Promise<WarmableAnswerer>): AnswererProcess {
  let toChild: (message: unknown) => void = () => undefined;
  let toParent: (message: unknown) => void = () => undefined;
  let end: (how: string) => void = () => undefined;
  const pass = (message: unknown, to: (message: unknown) => void): void => {
    const copy: unknown = structuredClone(message);
    queueMicrotask(() => {
      to(copy);
    });
  };
  serveAnswerer({
    channel: {
      send: (message) => {
        pass(message, (copy) => {
          toParent(copy);
        });
      },
      onMessage: (listener) => {
        toChild = listener;
      },
    },
    open,
    onClosed: () => {
      end('code 0');
    },
  });
  return {
    pid: null,
    send: (message) => {
      pass(message, toChild);
    },
    kill: () => {
      end('signal SIGKILL');
    },
    onMessage: (listener) => {
      toParent = listener;
    },
    onExit: (listener) => {
      end = listener;
    },
  };
}
