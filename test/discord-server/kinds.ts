// Discord's enumerations as plain numbers: what comes over the wire is a number before it is a known kind.

import * as v10 from 'discord-api-types/v10';

type Numbers<T> = Readonly<Record<Extract<keyof T, string>, number>>;

export const COMPONENT: Numbers<typeof v10.ComponentType> = v10.ComponentType;
export const BUTTON: Numbers<typeof v10.ButtonStyle> = v10.ButtonStyle;
export const INTERACTION: Numbers<typeof v10.InteractionType> = v10.InteractionType;
export const RESPONSE: Numbers<typeof v10.InteractionResponseType> = v10.InteractionResponseType;
export const CHANNEL: Numbers<typeof v10.ChannelType> = v10.ChannelType;
export const OPCODE: Numbers<typeof v10.GatewayOpcodes> = v10.GatewayOpcodes;
export const COMMAND: Numbers<typeof v10.ApplicationCommandType> = v10.ApplicationCommandType;
export const OPTION: Numbers<typeof v10.ApplicationCommandOptionType> =
  v10.ApplicationCommandOptionType;
