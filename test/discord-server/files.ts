// Files people and the bot upload, kept where a signed link finds them.

import { ApiError } from './api-error.js';
import type { Core } from './core.js';
import type { Attachment } from './model.js';
import type { Route } from './router.js';

/** A store of attachments. */
export function createFiles(
  nextId: () => string,
  origin: () => string,
): Pick<Core, 'keepFile' | 'attachment'> {
  const kept = new Map<string, Attachment>();
  return {
    attachment: (id) => kept.get(id) ?? null,
    keepFile: (channelId, { name, contentType, data }) => {
      const id = nextId();
      const path = `/attachments/${channelId}/${id}/${encodeURIComponent(name)}`;
      const url = `${origin()}${path}?ex=ffffffff&is=00000000&hm=${'0'.repeat(64)}`;
      const attachment = { id, name, contentType, data, url, description: null };
      kept.set(id, attachment);
      return attachment;
    },
  };
}

export function fileRoutes(core: Core): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/attachments/:channel/:attachment/:name',
      isOpen: true,
      handle: ({ params }) => {
        const found = core.attachment(params.attachment ?? '');
        if (found === null) throw new ApiError(0);
        return { status: 200, bytes: { data: found.data, contentType: found.contentType } };
      },
    },
  ];
}
