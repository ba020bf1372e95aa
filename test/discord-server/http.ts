// HTTP in and out: bodies read as JSON or multipart, answers written as Discord writes them.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from './api-error.js';
import { parseJson } from './json.js';
import { LIMITS } from './limits.js';
import type { UploadedFile } from './model.js';
import { readMultipart } from './multipart.js';

/** A body as it arrived. */
export interface ReadBody {
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

/** What goes back: JSON, bytes, or nothing. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly bytes?: { readonly data: Buffer; readonly contentType: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** Reads a request's body whole; null if the client went away before its end. */
export async function readBytes(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}

/** The body's meaning by its content type; throws Discord's refusals. */
export function readBody(bytes: Buffer, contentType: string): ReadBody {
  if (bytes.length > LIMITS.files.request) throw new ApiError(40005);
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (!contentType.startsWith('multipart/form-data')) return { body: json(bytes), files: [] };
  const parts = readMultipart(bytes, contentType);
  const payload = parts.find(({ field }) => field === 'payload_json');
  const files = parts.filter(({ name }) => name !== '');
  return { body: payload === undefined ? {} : json(payload.data), files };
}

function json(bytes: Buffer): unknown {
  const value = parseJson(bytes.toString('utf8'));
  if (value === undefined) throw new ApiError(50109);
  return value;
}

/** Writes an answer; an empty one is 204 and has no type. */
export function writeReply(response: ServerResponse, reply: Reply): void {
  const { status, body, bytes, headers = {} } = reply;
  if (bytes !== undefined) {
    response.writeHead(status, { 'content-type': bytes.contentType, ...headers });
    response.end(bytes.data);
  } else if (body === undefined) {
    response.writeHead(status, headers);
    response.end();
  } else {
    const text = JSON.stringify(body);
    const length = String(Buffer.byteLength(text));
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': length,
      ...headers,
    });
    response.end(text);
  }
}
