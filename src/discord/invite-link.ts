// In: the application's id. Out: the link with which somebody adds the bot to a server. It asks for exactly
// what the bot does there and nothing else, computed from the names of the permissions.

import { ApplicationIntegrationType, OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/**
 * Cards are components, which need no "Embed Links". Slash commands are answered without any permission;
 * these four are for answers to mentions and replies, and for taking a shared answer to the channel.
 */
const PERMISSIONS = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.SendMessagesInThreads,
  // A message can only be replied to by who may read it.
  PermissionFlagsBits.ReadMessageHistory,
];

const SCOPES = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands];

/**
 * The link that adds the bot to a server (`integration_type` 0). Whoever wants its commands for themselves,
 * everywhere, uses the "Add App" button of its profile, which is `integration_type` 1: it takes neither the
 * scope `bot` nor permissions.
 */
export function inviteLink(applicationId: string): string {
  const permissions = PERMISSIONS.reduce((sum, permission) => sum | permission, 0n);
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: SCOPES.join(' '),
    permissions: permissions.toString(),
    integration_type: String(ApplicationIntegrationType.GuildInstall),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}
