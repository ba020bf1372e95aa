// Processes that answer what a test tells them to, die when it says so, and remember what they were sent.

import type { Call, FromAnswerer, ToAnswerer } from '../../src/answering/answerer-messages.js';
import type { AnswererProcess } from '../../src/answering/answerer-process.js';

export class FakeProcess implements AnswererProcess {
  readonly pid: number;
  readonly sent: ToAnswerer[] = [];
  isKilled = false;
  #tell: (message: unknown) => void = () => undefined;
  #end: (how: string) => void = () => undefined;

  constructor(pid: number) {
    this.pid = pid;
  }

  send(message: ToAnswerer): void {
    this.sent.push(structuredClone(message));
  }

  kill(): void {
    this.isKilled = true;
    this.dies('signal SIGKILL');
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#tell = listener;
  }

  onExit(listener: (how: string) => void): void {
    this.#end = listener;
  }

  /** The calls it was sent, by what they ask or name. */
  get asked(): string[] {
    return this.sent.flatMap((message) => (message.kind === 'call' ? nameOf(message.call) : []));
  }

  says(message: FromAnswerer): void {
    this.#tell(message);
  }

  saysJunk(message: unknown): void {
    this.#tell(message);
  }

  /** Gives a value to the call that asks this. */
  answers(asked: string, value: unknown = `answer to ${asked}`): void {
    this.#tell({ kind: 'result', id: this.idOf(asked), value });
  }

  idOf(asked: string): number {
    const sent = this.sent.find((each) => each.kind === 'call' && nameOf(each.call) === asked);
    if (sent?.kind !== 'call') throw new Error(`"${asked}" was not sent`);
    return sent.id;
  }

  dies(how = 'signal SIGSEGV'): void {
    this.#end(how);
  }
}

function nameOf(call: Call): string {
  return call.method === 'answer' ? call.args[0].question : call.method;
}
