// In: an interaction as the gateway brings it. Out: the files that were given as options, as Discord describes
// them. What a file is called and said to be comes from a person; where it lies comes from Discord.

import type { APIAttachment, APIInteraction } from 'discord.js';

export interface GivenFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** At Discord; good for some hours. */
  readonly url: string;
  readonly mediaType: string | null;
}

/** Reads the files of an interaction. */
export function readAttachments({ data }: APIInteraction): GivenFile[] {
  const resolved = data !== undefined && 'resolved' in data ? data.resolved : undefined;
  const given = resolved !== undefined && 'attachments' in resolved ? resolved.attachments : {};
  return Object.values(given as Readonly<Record<string, APIAttachment>>).map(fileOf);
}

function fileOf({ id, filename, size, url, content_type }: APIAttachment): GivenFile {
  return { id, name: filename, size, url, mediaType: content_type ?? null };
}
