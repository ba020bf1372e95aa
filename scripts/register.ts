// npm run register

import { defineCall, parseCall } from '../src/console/parse-call.js';
import { runCommand, writeResult } from '../src/console/run-command.js';
import { registerFromSettings } from '../src/register-commands.js';

await runCommand(async ({ settings }) => {
  parseCall(defineCall('register', 'Sends the list of slash commands to Discord.'));
  const { done, inviteLink } = await registerFromSettings(settings);
  writeResult(done);
  writeResult(`Add the bot to a server: ${inviteLink}`);
});
