// The least that any bot of this library does: it acknowledges and edits in a fixed text, with the library's own
// options, and does nothing else. The benchmarks start it by its path and compare the bot with it.

import { Client, Events, GatewayIntentBits } from 'discord.js';

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env.DISCORD_API_URL ?? '' },
});

client.on(Events.InteractionCreate, (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  void interaction
    .deferReply()
    .then(() => interaction.editReply('An answer that is the same whatever was asked.'))
    .catch(() => undefined);
});
client.once(Events.ClientReady, () => {
  process.stderr.write('The bare bot is online.\n');
});
process.on('SIGTERM', () => process.exit());
await client.login(process.env.DISCORD_TOKEN);
