// Which handler a request is for. A path is cut at its slashes before anything in it is decoded.

import type { Reply } from './http.js';
import type { UploadedFile } from './model.js';

/** A request as a handler sees it. */
export interface ApiRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** When it arrived, in milliseconds of the double's clock. */
  readonly at: number;
}

/** A route; `:name` in its path is a parameter. */
export interface Route {
  readonly method: string;
  readonly path: string;
  /** Whether it works without `Authorization`: a token in the path stands for it. */
  readonly isOpen?: boolean;
  readonly handle: (request: ApiRequest) => Reply;
}

interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export class Router {
  readonly #routes = new Map<string, { readonly route: Route; readonly steps: string[] }[]>();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const steps = stepsOf(route.path);
      const key = `${route.method} ${steps.length}`;
      const known = this.#routes.get(key) ?? [];
      this.#routes.set(key, [...known, { route, steps }]);
    }
  }

  /** The route of a path that is still encoded, or null. */
  find(method: string, path: string): Found | null {
    const given = stepsOf(path);
    for (const { route, steps } of this.#routes.get(`${method} ${given.length}`) ?? []) {
      const params = match(steps, given);
      if (params !== null) return { route, params };
    }
    return null;
  }
}

function stepsOf(path: string): string[] {
  return path.split('/').filter((step) => step !== '');
}

function match(steps: readonly string[], given: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [n, step] of steps.entries()) {
    const value = decode(given[n] ?? '');
    if (step.startsWith(':')) params[step.slice(1)] = value;
    else if (step !== value) return null;
  }
  return params;
}

/** The text behind percent signs; what is not well-formed stays as it is. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
