// The doctor's look at the Discord settings. Discord itself is not asked, and no token is ever part of a finding.

import { only, sound, type Examined } from './finding.js';
import type { Settings } from '../settings.js';

/** Whether `npm start` opens the bot, and whether the settings around it make sense. */
export function checkDiscord({ discord, httpHost, httpPort }: Settings): Examined<null> {
  if (discord.token === null) return only(withoutToken(discord));
  const where = discord.guildId === null ? 'everywhere' : `in server ${discord.guildId}`;
  const server = discord.apiUrl === null ? '' : ` It talks to ${discord.apiUrl}, not to Discord.`;
  const start = `DISCORD_TOKEN is set: npm start opens the bot.${server}`;
  if (httpPort !== null && isOpen(httpHost)) {
    return only({
      ok: 'warning',
      text: `${start} Health and metrics listen on ${httpHost}, without a password.`,
      remedy: 'Keep that port inside your network, or set HTTP_HOST to 127.0.0.1.',
    });
  }
  const registers = discord.register ? 'registers commands' : 'leaves the commands as they are';
  const catchUp = discord.messageContent
    ? ' /catchup is on: Discord has to allow the Message Content intent.'
    : '';
  return only(sound(`${start} It ${registers} ${where}.${catchUp}`));
}

function withoutToken({ guildId, apiUrl }: Settings['discord']): Examined<null>['finding'] {
  const text = 'DISCORD_TOKEN is not set: npm start opens a chat in the console.';
  if (guildId === null && apiUrl === null) return sound(text);
  return {
    ok: 'warning',
    text: `${text} The other Discord settings then do nothing.`,
    remedy: 'Put the token into .env; .env.example says where to find it.',
  };
}

/** True for the addresses that stand for every network this machine is in. */
function isOpen(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
